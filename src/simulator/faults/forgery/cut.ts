import { randomHex } from '../../random';

// Text is cut and not a tree changed: what a fault leaves alone has to stay as it was signed, octet by octet. The simulator has
// written it itself, so that prefixes and the order of attributes are known.
const SIGNATURE = /<ds:Signature[ >].*?<\/ds:Signature>/s;
const ID = /(?<= (?:ID|AssertionID|ResponseID)=")[^"]+/;
const UUID_END = /(?<=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)[0-9a-f]{12}/g;
const FULL_NAME = /(?<=<saml:AttributeValue>)\p{L}[\p{L}'-]*(?: \p{L}[\p{L}'-]*)+(?=<\/saml:AttributeValue>)/gu;
const NAME_IDENTIFIER = /(<saml:Name(?:ID|Identifier)[^>]*>)([^<]+)/g;

/** Whom a forged assertion is about: an application that shows a name shows this one. */
export const FORGED_NAME = 'Mallory Forged';

/** The signature of the element: the first in it. */
export function signatureOf(element: string): string {
  return SIGNATURE.exec(element)?.[0] ?? '';
}

/** The element without its signature: of a signed one exactly what was signed. */
export function unsigned(element: string): string {
  return element.replace(SIGNATURE, '');
}

/** The element's own id: the first in it. */
export function idOf(element: string): string {
  return ID.exec(element)?.[0] ?? '';
}

export function withId(element: string, id: string): string {
  return element.replace(ID, id);
}

/** An element like that one, of somebody else: not signed, and with another id. */
export function forged(element: string): string {
  return withId(ofSomebodyElse(unsigned(element)), `_${randomHex()}`);
}

/** The same, signature and id and all. */
export function ofSomebodyElse(element: string): string {
  return element
    .replace(UUID_END, '0'.repeat(12))
    .replace(FULL_NAME, FORGED_NAME)
    .replace(NAME_IDENTIFIER, (_all, tag: string, value: string) => `${tag}${value.replace(/\d$/, otherDigit)}`);
}

function otherDigit(digit: string): string {
  return digit === '0' ? '1' : '0';
}

/** The element with something more before its end tag. */
export function within(element: string, more: string): string {
  const end = element.lastIndexOf('</');
  return `${element.slice(0, end)}${more}${element.slice(end)}`;
}

/** The element with another signature instead of its own. */
export function withSignature(element: string, signature: string): string {
  return element.replace(SIGNATURE, () => signature);
}

/** The part of a message that is the Response: of a SOAP message what is in its body. */
export function inResponse(message: string, change: (response: string) => string): string {
  return message.replace(/<samlp:Response .*<\/samlp:Response>/s, change);
}

/** A Response with something before its status. */
export function beforeStatus(response: string, more: string): string {
  return response.replace('<samlp:Status>', () => `${more}<samlp:Status>`);
}

const ASSERTION = /<saml:Assertion .*?<\/saml:Assertion>/s;

/** The first assertion of a message. */
export function assertionIn(message: string): string {
  return ASSERTION.exec(message)?.[0] ?? '';
}

/** A Response like that one, of somebody else, with an assertion of somebody else: nothing in it is signed. */
export function forgedResponse(response: string): string {
  return withId(unsigned(response), `_${randomHex()}`).replace(ASSERTION, forged);
}
