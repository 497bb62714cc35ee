import { hash } from 'node:crypto';

const NAMESPACES = ['cvr-rid', 'nemlogin-person', 'nemlogin-professional', 'pid'];

/** Every fictitious number of one day of birth: 0101705000 to 0101708999. */
export const NUMBERS_OF_A_DAY: readonly string[] = Array.from(
  { length: 4000 },
  (_, serial) => `010170${5000 + serial}`,
);

/**
 * What somebody finds out who has a dump, and tries all of `texts` against the unkeyed SHA-256 digests in it: of a text alone, and
 * of one in JSON with what else the dump says.
 *
 * @param issuer the broker's, which every event and every record says.
 * @returns the texts that a digest was made of.
 */
export function tried(dumped: string, issuer: string, texts: readonly string[]): string[] {
  const words = new Set(dumped.split(/[^A-Za-z0-9_+/-]+/));
  return texts.filter((text) => {
    const parts = [[issuer, text], ...NAMESPACES.map((namespace) => [issuer, namespace, text])];
    return [text, ...parts.map((part) => JSON.stringify(part))].some((input) =>
      (['hex', 'base64url'] as const).some((encoding) => words.has(hash('sha256', input, encoding))),
    );
  });
}
