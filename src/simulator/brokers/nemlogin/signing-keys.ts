import { generateSigningKeySync, type SigningKey } from '../../keys/signing-key';

/** The key that the broker signs with, and the one that it has announced. */
export class SigningKeys {
  private next: SigningKey | undefined;

  constructor(private present: SigningKey) {}

  get current(): SigningKey {
    return this.present;
  }

  /** PEM: what the metadata lists, the one in use first. */
  get certificates(): readonly string[] {
    return [this.present, ...(this.next === undefined ? [] : [this.next])].map(({ certificate }) => certificate);
  }

  /** Lists the next key beside the one in use; when one is announced already, it stays. */
  announceNext(): void {
    this.next ??= generateSigningKeySync('NemLog-in simulator');
  }

  /** Signs with the next key from now on, and lists the old one no more. A broker in haste announces nothing before. */
  rollOver(): void {
    this.announceNext();
    this.present = this.next ?? this.present;
    this.next = undefined;
  }
}
