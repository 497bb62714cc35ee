import { trimXml, type XmlElement } from '../trust';
import type { Fact } from './inspection';
import { ASSERTION1, ASSERTION2, PROTOCOL1, PROTOCOL2 } from './kinds';
import { masked } from './mask';
import { relativeTime } from './times';

const MAX_VALUE = 300;
const SAML: ReadonlySet<string> = new Set([PROTOCOL1, PROTOCOL2, ASSERTION1, ASSERTION2]);
/** Of NemLog-in: the AppSwitch in a request. */
const EXTENSIONS = 'https://data.gov.dk/eid/saml/extensions';

/** Described elsewhere, or nothing that anybody asks for. */
const NOT_HERE: ReadonlySet<string> = new Set(['AttributeStatement', 'EncryptedAssertion', 'Advice', 'Signature']);
const TIMES = /(?:Instant|NotBefore|NotOnOrAfter)$/;

/**
 * What a message says, as far as it is SAML's own words: its attributes and texts, each by the name that errors give it.
 *
 * @param at milliseconds since 1970: what times are told against.
 */
export function factsOf(element: XmlElement, at: number): Fact[] {
  const { local, parent, attributes, elements } = element;
  const text = trimXml(element.text ?? '');
  return [
    ...attributes.flatMap(({ prefix, local: name, value }) =>
      prefix === '' ? [fact(`${local}/@${name}`, value, at)] : [],
    ),
    ...(text === '' ? [] : [fact(parent === undefined ? local : `${parent.local}/${local}`, text, at)]),
    ...elements.filter(isTold).flatMap((child) => factsOf(child, at)),
  ];
}

const isTold = ({ local, uri }: XmlElement) => !NOT_HERE.has(local) && (SAML.has(uri) || uri === EXTENSIONS);

function fact(name: string, text: string, at: number): Fact {
  const when = TIMES.test(name) ? relativeTime(name, text, at) : undefined;
  return { name: shortened(masked(name)), value: shortened(masked(text)), ...(when !== undefined && { when }) };
}

/** What is long is cut, after it was masked: half a number would be none. */
export function shortened(text: string): string {
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE)}… (${text.length} characters)`;
}
