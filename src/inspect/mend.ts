import type { MitIdError, MitIdErrorCode } from '../errors';
import type { XmlElement } from '../trust';
import { append, findAll, removeChildren, setAttribute, setText, type Copy } from './copy';
import { ASSERTION1 } from './kinds';

/** What a copy is mended to, which is what the judge expects of it. */
export interface Mended {
  readonly issuer: string;
  readonly audience: string;
  readonly recipient: string;
  readonly inResponseTo?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

type Mend = (root: XmlElement, to: Mended, where: string) => boolean;

const MINUTE_MS = 60_000;
const BEARER2 = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const BEARER1 = 'urn:oasis:names:tc:SAML:1.0:cm:bearer';

/** How a copy is made to pass a check that the message does not, so that the next one is made. */
const MENDS: Partial<Record<MitIdErrorCode, Mend>> = {
  version_unsupported: (root, _to, where) => {
    const [element] = elementsAt(root, where);
    if (element === undefined) return false;
    const versions = isVersion1(element) ? { MajorVersion: '1', MinorVersion: '1' } : { Version: '2.0' };
    for (const [name, value] of Object.entries(versions)) setAttribute(element, name, value);
    return true;
  },
  issuer_mismatch: (root, { issuer }, where) => {
    if (where.endsWith('@Issuer')) return setAt(root, where, issuer);
    const [element] = elementsAt(root, where.replace(/\/Issuer$/, ''));
    if (element === undefined) return false;
    const first = element.elements.find(({ local }) => local === 'Issuer');
    removeChildren(element, (child) => child.local === 'Issuer' && child !== first);
    if (first === undefined) return false;
    setAttribute(first, 'Format', undefined);
    setText(first, issuer);
    return true;
  },
  destination_mismatch: (root, { recipient }, where) => setAt(root, where, recipient),
  recipient_mismatch: (root, { recipient }, where) => setAt(root, where, recipient),
  in_response_to_missing: (root, { inResponseTo }, where) => setAt(root, where, inResponseTo),
  in_response_to_mismatch: (root, { inResponseTo }, where) => setAt(root, where, inResponseTo),
  time_malformed: (root, { at }, where) => setAt(root, where, timeFor(where, at)),
  assertion_not_yet_valid: (root, { at }, where) => {
    if (where.includes('@')) return setAt(root, where, timeFor(where, at));
    for (const conditions of findAll(root, 'Conditions'))
      setAttribute(conditions, 'NotBefore', instant(at - MINUTE_MS));
    return setAt(root, 'Assertion/@IssueInstant', instant(at));
  },
  assertion_expired: (root, { at }) => {
    // In SAML 1.1 it is over fifteen minutes after its IssueInstant, too.
    if (findAll(root, 'Assertion').some(isVersion1)) setAt(root, 'Assertion/@IssueInstant', instant(at));
    return setAt(root, 'Conditions/@NotOnOrAfter', timeFor('NotOnOrAfter', at));
  },
  confirmation_expired: (root, { at }) =>
    setAt(root, 'SubjectConfirmationData/@NotOnOrAfter', timeFor('NotOnOrAfter', at)),
  session_expired: (root, { at }, where) => setAt(root, where, timeFor('NotOnOrAfter', at)),
  logout_expired: (root, { at }, where) => setAt(root, where, timeFor(where, at)),
  conditions_missing: (root, { at }) => {
    const [conditions, ...more] = findAll(root, 'Conditions');
    if (conditions === undefined || more.length > 0) return false;
    setAttribute(conditions, 'NotBefore', conditions.attribute('NotBefore') ?? instant(at - MINUTE_MS));
    const until = conditions.attribute('NotOnOrAfter') ?? timeFor('NotOnOrAfter', at);
    setAttribute(conditions, 'NotOnOrAfter', until);
    return true;
  },
  condition_unknown: (root, _to, where) => {
    const unknown = elementsAt(root, where);
    for (const { parent } of unknown)
      if (parent !== undefined) removeChildren(parent, (child) => unknown.includes(child));
    return unknown.length > 0;
  },
  audience_missing: (root, { audience }) => {
    const [conditions] = findAll(root, 'Conditions');
    if (conditions === undefined) return false;
    const name = conditions.uri === ASSERTION1 ? 'AudienceRestrictionCondition' : 'AudienceRestriction';
    append(append(conditions, name), 'Audience', audience);
    return true;
  },
  audience_mismatch: (root, { audience }) => {
    const restrictions = ['AudienceRestrictionCondition', 'AudienceRestriction'].flatMap((name) => findAll(root, name));
    for (const restriction of restrictions) append(restriction, 'Audience', audience);
    return restrictions.length > 0;
  },
  confirmation_method: (root, _to, where) => {
    if (where.includes('@')) return setAt(root, where, undefined);
    const [method] = findAll(root, 'ConfirmationMethod');
    if (method === undefined) return setAt(root, 'SubjectConfirmation/@Method', BEARER2);
    for (const one of findAll(root, 'ConfirmationMethod')) setText(one, BEARER1);
    return true;
  },
};

/** Mends what the judge refused a copy for. @returns whether there is a way to. */
export function mend({ root }: Copy, { code, detail }: MitIdError, to: Mended): boolean {
  return MENDS[code]?.(root, to, detail.where ?? '') ?? false;
}

/** Sets an attribute that an error names, `Response/@Destination`, wherever an element of that name has it. */
function setAt(root: XmlElement, where: string, value: string | undefined): boolean {
  const [, local = '', name = ''] = /(\w+)\/@(\w+)$/.exec(where) ?? [];
  const elements = findAll(root, local);
  for (const element of elements) setAttribute(element, name, value);
  return elements.length > 0;
}

/** The elements that a path ends with the name of. */
function elementsAt(root: XmlElement, where: string): XmlElement[] {
  return findAll(root, where.slice(where.lastIndexOf('/') + 1));
}

const isVersion1 = (element: XmlElement) =>
  element.attribute('MajorVersion') !== undefined || element.uri === ASSERTION1;

const instant = (time: number) => new Date(time).toISOString();

function timeFor(where: string, at: number): string {
  if (where.endsWith('NotOnOrAfter')) return instant(at + 5 * MINUTE_MS);
  return instant(where.endsWith('NotBefore') ? at - MINUTE_MS : at);
}
