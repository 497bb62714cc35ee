import { MitIdError } from '../errors';
import { Cpr, looksLikeCpr, parseCvr, parsePNumber, parseSeNumber } from '../identifiers';
import { decodeBase64, readXml, trimXml, type XmlElement } from '../trust';

/** What a privilege is limited to. A CPR number in it is a `Cpr`, which prints as `010190-xxxx`. */
export type PrivilegeScope =
  | { readonly kind: 'cvr' | 'productionUnit' | 'seNumber'; readonly value: string }
  | { readonly kind: 'cpr'; readonly value: Cpr }
  /** Any other scope, divided at its last colon. */
  | { readonly kind: 'other'; readonly name: string; readonly value: string | Cpr };

/** One more limit of a privilege, such as `urn:dk:kombit:KLE`; ten digits that could be a CPR number are a `Cpr`. */
export interface PrivilegeConstraint {
  readonly name: string;
  readonly value: string | Cpr;
}

/** What the person may do, for whom, and within which limits; all constraints hold together. */
export interface Privilege {
  readonly privilege: string;
  readonly scope: PrivilegeScope;
  readonly constraints: readonly PrivilegeConstraint[];
}

/** OIO-BPP 1.2, and 1.0 to 1.1, which wrote another owner (facts/oiosaml.md 1.10; OIOSAML.Net 3.0.1 moved to the first). */
const NAMESPACES = [
  'http://digst.dk/oiosaml/basic_privilege_profile',
  'http://itst.dk/oiosaml/basic_privilege_profile',
] as const;

const LIMITS = { maxBytes: 64 * 1024 };
const MAX_PRIVILEGES = 512;
const MAX_CONSTRAINTS = 32;
/** Each privilege carries its group's scope and constraints: without this, 64 KiB could become megabytes in a session. */
const MAX_CARRIED_KI = 256;

const SCOPE = /^([^\s:][^\s]*):([^\s:]+)$/;
const TEXT = /^[^\p{Cc}\p{Zl}\p{Zp}]{1,8192}$/u;
const EXPECTED = 'base64 of an OIO-BPP PrivilegeList';

/** OIO-BPP's scopes, without regard to case: `CvrNumberIdentifier` is written too. */
const SCOPES: ReadonlyMap<string, (value: string) => PrivilegeScope | undefined> = new Map([
  ['urn:dk:gov:saml:cvrnumberidentifier', plain('cvr', parseCvr)],
  ['urn:dk:gov:saml:productionunitidentifier', plain('productionUnit', parsePNumber)],
  ['urn:dk:gov:saml:senumberidentifier', plain('seNumber', parseSeNumber)],
  [
    'urn:dk:gov:saml:cprnumberidentifier',
    (text) => {
      const value = Cpr.parse(text);
      return value && { kind: 'cpr', value };
    },
  ],
]);

function plain(kind: 'cvr' | 'productionUnit' | 'seNumber', parse: (text: string) => string | undefined) {
  return (text: string): PrivilegeScope | undefined => {
    const value = parse(text);
    return value === undefined ? undefined : { kind, value };
  };
}

/**
 * Reads the OIO Basic Privilege Profile: base64 of an XML list of groups, each with a scope, privileges and constraints.
 *
 * @param text base64, white space between allowed.
 * @param where the attribute's name, for errors.
 * @returns one entry for each privilege of each group, in the broker's order.
 * @throws MitIdError `attribute_malformed` naming `where`: anything but such a list, and anything in it that is not known,
 *   because it could be a limit. The error holds nothing of the content.
 */
export function readPrivileges(text: string, where: string): readonly Privilege[] {
  const root = readList(text, where);
  const children = (element: XmlElement): readonly XmlElement[] => {
    if (element.hasLooseText) refuse(where, `text beside the elements of a ${element.local}`);
    return element.elements;
  };
  const is = (element: XmlElement, local: string) => element.is('', local) || element.is(root.uri, local);
  let carried = 0;
  const privileges = children(root).flatMap((group) => {
    if (!is(group, 'PrivilegeGroup')) refuse(where, 'a PrivilegeList with another element than PrivilegeGroup');
    const parts = children(group);
    const constraints = parts.filter((part) => is(part, 'Constraint')).map((part) => constraintOf(part, where));
    const names = parts.filter((part) => is(part, 'Privilege')).map((part) => nameOf(part.text, where));
    if (constraints.length + names.length < parts.length) refuse(where, 'a PrivilegeGroup with an unknown element');
    if (constraints.length > MAX_CONSTRAINTS) refuse(where, `more than ${MAX_CONSTRAINTS} constraints in a group`);
    const scope = scopeOf(group.attribute('Scope'), where);
    carried += names.length * JSON.stringify({ scope, constraints }).length;
    if (carried > MAX_CARRIED_KI * 1024) refuse(where, `limits of more than ${MAX_CARRIED_KI} Ki characters in all`);
    return names.map((privilege) => ({ privilege, scope, constraints }));
  });
  return privileges.length > MAX_PRIVILEGES ? refuse(where, `more than ${MAX_PRIVILEGES} privileges`) : privileges;
}

/** Whether a privilege speaks of a CPR number, in its scope or in a constraint. */
export function holdsCpr({ scope, constraints }: Privilege): boolean {
  return scope.value instanceof Cpr || constraints.some(({ value }) => value instanceof Cpr);
}

function readList(text: string, where: string): XmlElement {
  try {
    const { root } = readXml(decodeBase64(trimXml(text), LIMITS.maxBytes, where), LIMITS);
    if (NAMESPACES.some((namespace) => root.is(namespace, 'PrivilegeList'))) return root;
  } catch (error) {
    // Without the cause: the reader's own words may quote a name from within.
    return refuse(where, error instanceof MitIdError ? `what cannot be read: ${error.code}` : 'what cannot be read');
  }
  return refuse(where, 'another root element, or one in another namespace');
}

function scopeOf(said: string | undefined, where: string): PrivilegeScope {
  const [, name = '', value = ''] = SCOPE.exec(trimXml(said ?? '')) ?? refuse(where, 'a Scope that is no URN');
  const known = SCOPES.get(name.toLowerCase());
  if (known !== undefined) return known(value) ?? refuse(where, 'a Scope whose number is not of its kind');
  return { kind: 'other', name: nameOf(name, where), value: valueOf(value, where) };
}

function constraintOf(element: XmlElement, where: string): PrivilegeConstraint {
  return { name: nameOf(element.attribute('Name'), where), value: valueOf(element.text, where) };
}

function valueOf(said: string | undefined, where: string): string | Cpr {
  return Cpr.parse(trimXml(said ?? '')) ?? nameOf(said, where);
}

function nameOf(said: string | undefined, where: string): string {
  const text = trimXml(said ?? '');
  if (!TEXT.test(text)) refuse(where, 'a part that is no line of text');
  return looksLikeCpr(text) ? refuse(where, 'a text that holds a CPR number') : text;
}

function refuse(where: string, got: string): never {
  throw new MitIdError('attribute_malformed', { where, got, expected: EXPECTED });
}
