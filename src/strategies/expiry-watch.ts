import type { TrustedCertificates } from '../certificates';

/** Says once of each trusted certificate that it has expired: at start, or at the first login after its day (rules 2). */
export class ExpiryWatch {
  readonly #said = new Set<string>();

  constructor(
    private readonly certificates: TrustedCertificates,
    private readonly say: (line: string) => void,
  ) {}

  /** @param now milliseconds since 1970. */
  check(now: number): void {
    for (const { fingerprint256, subject, notAfter } of this.certificates.expiredAt(now)) {
      if (this.#said.has(fingerprint256)) continue;
      this.#said.add(fingerprint256);
      const day = new Date(notAfter).toISOString().slice(0, 10);
      this.say(`the trusted certificate ${fingerprint256} (${subject}) expired on ${day} and is not used any more`);
    }
  }
}
