import type { Answer, AssertionDraft } from './answer';
import { signRoot, type SignaturePlace } from '../sign';
import { writeAssertion, writeEnvelope, writeResponse } from './write-message';
import type { Xml } from '../../xml/template';

// Where the schema of SAML 1.1 wants the signature: last in an Assertion, first in a Response.
const ASSERTION: SignaturePlace = { idAttribute: 'AssertionID', reference: '/*', action: 'append' };
const RESPONSE: SignaturePlace = { idAttribute: 'ResponseID', reference: '/*', action: 'prepend' };

/** The message as it goes over the wire: a SOAP envelope in the artifact profile, the bare Response in the POST profile. */
export function writeAnswer({ profile, response, signing, rewrite }: Answer): string {
  const signsAssertion = signing.signs === 'assertion' || signing.signs === 'both';
  const signsResponse = signing.signs === 'response' || signing.signs === 'both';
  const assertionOf = (draft: AssertionDraft): Xml =>
    signsAssertion ? signRoot(writeAssertion(draft), ASSERTION, signing) : writeAssertion(draft);
  const unsigned = writeResponse(response, response.assertions.map(assertionOf));
  const signed = signsResponse ? signRoot(unsigned, RESPONSE, signing) : unsigned;
  const message = profile === 'artifact' ? writeEnvelope(signed) : signed.text;
  return rewrite === undefined ? message : rewrite(message);
}
