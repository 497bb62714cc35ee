import { looksLikeCpr } from '../identifiers';

/** What NemLog-in writes for a name-protected person (rules 7). */
const PSEUDONYM = /^pseudonym(?: pseudonym)*$/i;

/** The name, unless it is none: `Pseudonym`, or a number that nobody should read. */
export function usableName(name: string | undefined): string | undefined {
  return name === undefined || name === '' || PSEUDONYM.test(name) || looksLikeCpr(name) ? undefined : name;
}

/** The first that is a name. */
export function firstUsableName(...names: readonly (string | undefined)[]): string | undefined {
  return names.map(usableName).find((name) => name !== undefined);
}
