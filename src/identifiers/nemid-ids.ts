const PID = /^(?:PID:)?(9208-2002-2-\d{12})$/;
const RID = /^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]{0,62}[^\p{C}\p{Z}])?$/u;

/**
 * A NemID person's id (PID), with or without `PID:` in front.
 *
 * @returns `9208-2002-2-` and 12 digits, without the prefix.
 */
export function parsePid(text: string): string | undefined {
  return PID.exec(text)?.[1];
}

/**
 * A NemID employee's id within the company (RID). The employer assigns it, so it may be a short number, a long one, a
 * UUID without dashes or a word (facts/oces-certificates.md): it is taken as it is, up to 64 printable characters.
 */
export function parseRid(text: string): string | undefined {
  return RID.test(text) ? text : undefined;
}
