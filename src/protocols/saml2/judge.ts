import { VerifiedAssertion } from '../../assertion';
import { MitIdError, type MitIdErrorCode } from '../../errors';
import {
  BROWSER_MESSAGE,
  decodeBase64,
  decryptionFailed,
  openMessage,
  parseDateTime,
  verifyMessage,
  type OpenedMessage,
  type VerifiedMessage,
} from '../../trust';
import { claimAssertion } from '../claim';
import { judgeDestination, judgeInResponseTo, judgeIssuer, judgeVersion, readId } from './common';
import { judgeConditions } from './conditions';
import type { Saml2Expectations } from './expectations';
import { ASSERTION_CHILDREN, SAML2_NAMES } from './names';
import { readStatements } from './statements';
import { judgeStatus } from './status';
import { judgeSubject } from './subject';

/**
 * The verdict on the answer to an AuthnRequest (saml-profiles-2.0-os section 4.1.4; rules 4), over HTTP-POST.
 *
 * @param samlResponse the form field SAMLResponse, base64.
 * @throws MitIdError any code of the groups reading, structure and signature, and what the message says;
 *   `attribute_malformed`, `no_valid_certificate`, `state_store_failed`
 */
export async function judgeSaml2Response(
  samlResponse: string,
  expectations: Saml2Expectations,
): Promise<VerifiedAssertion> {
  const bytes = decodeBase64(samlResponse, BROWSER_MESSAGE.maxBytes, 'SAMLResponse');
  const message = openMessage(bytes, SAML2_NAMES, BROWSER_MESSAGE, false);
  judgeResponse(message, expectations);
  return accept(verify(message, expectations), expectations);
}

/** What stands around the assertion: whose answer to which login it is, and only of an answer to this one its Status. */
function judgeResponse({ envelope, response }: OpenedMessage, expectations: Saml2Expectations): void {
  judgeVersion(response);
  readId(response);
  judgeDestination(response, expectations.recipient, 'callbackUrl');
  judgeIssuer(response, expectations);
  judgeInResponseTo(envelope.inResponseTo, 'Response/@InResponseTo', expectations);
  judgeStatus(envelope);
  parseDateTime(response.attribute('IssueInstant') ?? '', 'Response/@IssueInstant');
}

/** The assertion, decrypted where it was encrypted, under the signature that was asked for. */
function verify(message: OpenedMessage, expectations: Saml2Expectations): VerifiedMessage {
  const { certificates, dangerouslyAllowSha1, decryption, requireEncryptedAssertion } = expectations;
  const has = (local: string) => message.response.all(SAML2_NAMES.assertion, local).length > 0;
  // Where both stand there, the trust core says that there is one too many.
  if (requireEncryptedAssertion && has('Assertion') && !has('EncryptedAssertion')) {
    throw new MitIdError('assertion_not_encrypted', {
      where: 'Response/Assertion',
      expected: 'an EncryptedAssertion',
      option: 'requireEncryptedAssertion',
    });
  }
  const options = {
    certificates: certificates.at(expectations.now()),
    ...(dangerouslyAllowSha1 === true && { dangerouslyAllowSha1 }),
  };
  const verified = verifyMessage(message, options, decryption);
  const { assertion, coverage } = verified;
  if (coverage === 'none' || (coverage === 'response' && expectations.requireSignedAssertion)) {
    throw new MitIdError('signature_missing', {
      where: assertion.path,
      got: coverage === 'none' ? 'no signature' : 'a signature of the Response alone',
      expected: `a signature of the ${expectations.requireSignedAssertion ? 'Assertion' : 'Assertion or the Response'}`,
    });
  }
  return verified;
}

/** What the assertion says, judged; its id claimed last; and only then the proof. */
async function accept(verified: VerifiedMessage, expectations: Saml2Expectations): Promise<VerifiedAssertion> {
  const { assertion, signatures } = verified;
  judgeVersion(assertion);
  judgeIssuer(assertion, expectations);
  const id = readId(assertion);
  const stranger = assertion.elements.find(({ uri, local }) => !ASSERTION_CHILDREN.has(`{${uri}}${local}`));
  if (stranger !== undefined) throw new MitIdError('message_unexpected', { where: stranger.path });
  const subject = judgeOwnSubject(verified, expectations);
  const { issuedAt, expiresAt, audiences } = judgeConditions(assertion, expectations);
  const statements = readStatements(assertion, expectations);
  const { issuer } = expectations;
  await claimAssertion({ issuer, id, expiresAt, where: 'Assertion/@ID' }, expectations);
  return VerifiedAssertion.mint({
    protocol: 'saml-2.0',
    id,
    issuer,
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(expiresAt),
    audiences,
    trust: 'signature',
    signatures,
    subject,
    ...statements,
  });
}

const OF_ANOTHER_LOGIN: ReadonlySet<string> = new Set<MitIdErrorCode>([
  'recipient_mismatch',
  'in_response_to_missing',
  'in_response_to_mismatch',
]);

/**
 * The Subject, of an assertion that is for this login. Where nothing but the assertion is signed, whoever has stolen a
 * ciphertext may wrap it in a Response to a login of their own, and put its blocks in other places: what AES-CBC makes of
 * them may stand in the one part of the assertion that its signature does not cover, which is the Signature's KeyInfo. So
 * somebody else's assertion fails as one that cannot be decrypted does, or each answer would say what a block holds.
 */
function judgeOwnSubject(
  { assertion, coverage, encrypted }: VerifiedMessage,
  expectations: Saml2Expectations,
): ReturnType<typeof judgeSubject> {
  try {
    return judgeSubject(assertion, expectations);
  } catch (error) {
    const foreign = error instanceof MitIdError && OF_ANOTHER_LOGIN.has(error.code);
    throw foreign && encrypted && coverage === 'assertion'
      ? decryptionFailed(assertion.parent ?? assertion, error)
      : error;
  }
}
