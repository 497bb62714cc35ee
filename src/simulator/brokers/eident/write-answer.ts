import type { Answer, AssertionDraft } from './answer';
import { signRoot } from './sign';
import { writeAssertion, writeEnvelope, writeResponse } from './write-message';
import type { Xml } from '../../xml/template';

/** The message as it goes over the wire: a SOAP envelope in the artifact profile, the bare Response in the POST profile. */
export function writeAnswer({ profile, response, signing, rewrite }: Answer): string {
  const signsAssertion = signing.signs === 'assertion' || signing.signs === 'both';
  const signsResponse = signing.signs === 'response' || signing.signs === 'both';
  const assertionOf = (draft: AssertionDraft): Xml =>
    signsAssertion ? signRoot(writeAssertion(draft), 'AssertionID', signing) : writeAssertion(draft);
  const unsigned = writeResponse(response, response.assertions.map(assertionOf));
  const signed = signsResponse ? signRoot(unsigned, 'ResponseID', signing) : unsigned;
  const message = profile === 'artifact' ? writeEnvelope(signed) : signed.text;
  return rewrite === undefined ? message : rewrite(message);
}
