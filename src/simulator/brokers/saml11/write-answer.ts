import type { Answer, AssertionDraft } from './answer';
import { signRoot, type SignaturePlace } from '../sign';
import { writeAssertion, writeEnvelope, writeResponse } from './write-message';
import { Xml } from '../../xml/template';

// Where the schema of SAML 1.1 wants the signature: last in an Assertion, first in a Response.
export const IN_ASSERTION: SignaturePlace = { idAttribute: 'AssertionID', reference: '/*', action: 'append' };
const RESPONSE: SignaturePlace = { idAttribute: 'ResponseID', reference: '/*', action: 'prepend' };

/** The message as it goes over the wire: a SOAP envelope in the artifact profile, the bare Response in the POST profile. */
export function writeAnswer({ profile, response, signing, rewriteUnsigned, multiply, rewrite }: Answer): string {
  const signsAssertion = signing.signs === 'assertion' || signing.signs === 'both';
  const signsResponse = signing.signs === 'response' || signing.signs === 'both';
  const assertionsOf = (draft: AssertionDraft): readonly Xml[] => {
    const plain = writeAssertion(draft);
    const written = rewriteUnsigned === undefined ? plain : new Xml(rewriteUnsigned(plain.text));
    const finished = signsAssertion ? signRoot(written, IN_ASSERTION, signing) : written;
    return multiply === undefined ? [finished] : multiply(finished.text).map((text) => new Xml(text));
  };
  const unsigned = writeResponse(response, response.assertions.flatMap(assertionsOf));
  const signed = signsResponse ? signRoot(unsigned, RESPONSE, signing) : unsigned;
  const message = profile === 'artifact' ? writeEnvelope(signed) : signed.text;
  return rewrite === undefined ? message : rewrite(message);
}
