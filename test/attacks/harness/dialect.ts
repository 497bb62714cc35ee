import type { Facts, Said, SignedPart, Signing, WireNames } from './scene';

/** How one version of SAML writes what an attack says. */
export interface Dialect {
  readonly names: WireNames;
  readonly ids: Readonly<Record<SignedPart, string>>;
  /** The one attribute whose value is XML. */
  attribute(name: string, xml: string): string;
  response(said: Said): string;
  assertion(said: Said): string;
  /** Signs with a library, where this version puts a Signature. */
  sign(xml: string, what: 'response' | 'assertion' | 'both', signing?: Signing): string;
  /** The same place in a text, marked for a signature by hand; undefined where there is none. */
  placed(xml: string, part: SignedPart): string | undefined;
  /** What the message says when the attack says nothing. */
  defaults(facts: Facts): Said;
}

/** The members that are not undefined. */
export function defined<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
