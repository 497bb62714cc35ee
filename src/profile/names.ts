import { looksLikeCpr } from '../identifiers';

/** What NemLog-in (rules 7) and the Nets eID broker write for a name-protected person. */
const PSEUDONYM = /^(?:pseudonym(?: pseudonym)*|navne & adressebeskyttet)$/i;

/** The name, unless it is none: `Pseudonym` and its kin, or a number that nobody should read. */
export function usableName(name: string | undefined): string | undefined {
  return name === undefined || name === '' || PSEUDONYM.test(name) || looksLikeCpr(name) ? undefined : name;
}

/** The first that is a name. */
export function firstUsableName(...names: readonly (string | undefined)[]): string | undefined {
  return names.map(usableName).find((name) => name !== undefined);
}

/** What a certificate's O says. */
export interface WrittenOrganization {
  readonly name?: string;
  readonly cvr?: string;
}

const WITH_CVR = /^(.*?)\s*\/\/\s*CVR:(\d{8})$/;
/** The O of a person's certificate: no organisational affiliation (facts/oces-certificates.md). */
const NO_ORGANIZATION = 'Ingen organisatorisk tilknytning';

/** Reads a certificate's O: `LAKESIDE A/S // CVR:25450442`, a bare name, or the words that say there is none. */
export function readOrganization(text: string | undefined): WrittenOrganization {
  const [, written = text, cvr] = WITH_CVR.exec(text ?? '') ?? [];
  const name = written === NO_ORGANIZATION ? undefined : usableName(written);
  return { ...(name !== undefined && { name }), ...(cvr !== undefined && { cvr }) };
}
