import { VerifiedAssertion, type AssertionContent } from '../../assertion';
import { MitIdError } from '../../errors';
import {
  BROWSER_MESSAGE,
  SOAP_MESSAGE,
  decodeBase64,
  openMessage,
  parseDateTime,
  verifyMessage,
  type Envelope,
  type OpenedMessage,
  type VerifiedMessage,
  type XmlElement,
} from '../../trust';
import { claimAssertion } from '../claim';
import { judgeConditions } from './conditions';
import type { Saml11Expectations } from './expectations';
import { SAML11_NAMES, SUCCESS } from './names';
import { readStatements } from './statements';

/**
 * The verdict on a Browser/POST response (oasis-sstc-saml-bindings-1.1 section 4.1.2; rules 3): the Response itself is signed.
 *
 * @param samlResponse the form field SAMLResponse, base64.
 * @throws MitIdError any code of the groups reading, structure and signature, and what the message says; `state_store_failed`
 */
export async function judgePostedResponse(
  samlResponse: string,
  expectations: Saml11Expectations,
): Promise<VerifiedAssertion> {
  const bytes = decodeBase64(samlResponse, BROWSER_MESSAGE.maxBytes, 'SAMLResponse');
  const message = openMessage(bytes, SAML11_NAMES, BROWSER_MESSAGE, false);
  judgeResponse(message, expectations);
  if (message.envelope.recipient === undefined) throw recipientMismatch('no Recipient', expectations);
  // A POST answers no request of ours, so there is no id that it could rightly name.
  judgeInResponseTo(message.envelope, undefined, expectations);
  const verified = verify(message, expectations);
  const { coverage } = verified;
  if (coverage !== 'response' && coverage !== 'both') {
    throw new MitIdError('signature_missing', {
      where: 'Response',
      got: coverage,
      expected: 'a signature of the Response',
    });
  }
  return accept(verified, 'signature', expectations, 'post');
}

/**
 * The verdict on a SOAP reply to an artifact (oasis-sstc-saml-bindings-1.1 section 4.1.1; rules 3).
 *
 * @param reply the bytes of the SOAP envelope.
 * @param requestId the RequestID that was sent, which InResponseTo must name.
 * @throws MitIdError as {@link judgePostedResponse}, and `soap_fault`
 */
export async function judgeArtifactReply(
  reply: Uint8Array,
  requestId: string,
  expectations: Saml11Expectations,
): Promise<VerifiedAssertion> {
  const message = openMessage(reply, SAML11_NAMES, SOAP_MESSAGE, true);
  judgeResponse(message, expectations);
  judgeInResponseTo(message.envelope, requestId, expectations);
  const verified = verify(message, expectations);
  const { coverage } = verified;
  if (coverage === 'none' && expectations.dangerouslyAllowUnsignedAssertion !== true) {
    throw new MitIdError('signature_missing', {
      where: 'Response',
      got: 'no signature',
      expected: 'a signature of the Response or the Assertion',
      option: 'dangerouslyAllowUnsignedAssertion',
    });
  }
  // Where the channel alone vouches, the answer names our request whatever else is allowed (rules 3).
  if (coverage === 'none') {
    judgeInResponseTo(message.envelope, requestId, { ...expectations, allowMissingInResponseTo: false });
  }
  return accept(verified, coverage === 'none' ? 'channel' : 'signature', expectations, 'artifact');
}

function judgeResponse({ envelope, response }: OpenedMessage, expectations: Saml11Expectations): void {
  judgeVersion(envelope.version, response);
  const [status, second] = envelope.status;
  if (status !== SUCCESS || second !== undefined) {
    const said = brokerWord(envelope.statusMessage) ?? brokerWord(localName(second ?? status));
    throw new MitIdError(
      'status_not_success',
      { where: 'Status', got: envelope.status.join(' ').slice(0, 200), expected: SUCCESS },
      said === undefined ? {} : { brokerCode: said },
    );
  }
  parseDateTime(response.attribute('IssueInstant') ?? '', 'Response/@IssueInstant');
  if (envelope.recipient !== undefined && envelope.recipient !== expectations.recipient) {
    throw recipientMismatch(envelope.recipient.slice(0, 200), expectations);
  }
}

const localName = (clark = '') => clark.slice(clark.indexOf('}') + 1);

/**
 * The broker's own code in a status: a word, or as Signicat says it, the last word of a URN with a description behind it
 * (`urn:signicat:error:usercancel; …`). Anything else is prose.
 */
function brokerWord(text = ''): string | undefined {
  const [code = ''] = text.split(';', 1);
  return /^(?:urn:[A-Za-z0-9.:_-]{0,200}:)?([A-Za-z0-9_.-]{1,64})$/.exec(code.trim())?.[1];
}

function recipientMismatch(got: string, { recipient }: Saml11Expectations): MitIdError {
  return new MitIdError('recipient_mismatch', {
    where: 'Response/@Recipient',
    got,
    expected: recipient,
    option: 'callbackUrl',
  });
}

function judgeVersion(version: string, { path: where }: XmlElement): void {
  if (version === '1.1' || version === '1.0') return;
  throw new MitIdError('version_unsupported', { where, got: version.slice(0, 20), expected: '1.1 or 1.0' });
}

function judgeInResponseTo(
  { inResponseTo: got }: Envelope,
  expected: string | undefined,
  { allowMissingInResponseTo }: Saml11Expectations,
): void {
  const where = 'Response/@InResponseTo';
  if (got === undefined) {
    if (expected === undefined || allowMissingInResponseTo === true) return;
    throw new MitIdError('in_response_to_missing', { where, expected, option: 'allowMissingInResponseTo' });
  }
  if (got !== expected) {
    throw new MitIdError('in_response_to_mismatch', { where, got: got.slice(0, 80), expected: expected ?? 'none' });
  }
}

function verify(message: OpenedMessage, expectations: Saml11Expectations): VerifiedMessage {
  const { certificates, dangerouslyAllowSha1 } = expectations;
  return verifyMessage(
    message,
    certificates && {
      certificates: certificates.at(expectations.now()),
      ...(dangerouslyAllowSha1 === true && { dangerouslyAllowSha1 }),
    },
  );
}

/** What the assertion says, judged; its id claimed last; and only then the proof. */
async function accept(
  { assertion, signatures }: VerifiedMessage,
  trust: AssertionContent['trust'],
  expectations: Saml11Expectations,
  profile: 'post' | 'artifact',
): Promise<VerifiedAssertion> {
  judgeVersion(SAML11_NAMES.version.map((name) => assertion.attribute(name) ?? '').join('.'), assertion);
  const issuer = assertion.attribute('Issuer') ?? '';
  if (issuer !== expectations.issuer) {
    throw new MitIdError('issuer_mismatch', {
      where: 'Assertion/@Issuer',
      got: issuer.slice(0, 200),
      expected: expectations.issuer,
      option: 'idpIssuer',
    });
  }
  const id = assertion.attribute(SAML11_NAMES.assertionId) ?? '';
  if (id === '' || id.length > 256) {
    throw new MitIdError('message_unexpected', { where: 'Assertion/@AssertionID', expected: '1 to 256 characters' });
  }
  const { issuedAt, expiresAt, audiences } = judgeConditions(assertion, expectations, profile);
  const statements = readStatements(assertion, expectations, profile);
  await claimAssertion({ issuer, id, expiresAt, where: 'Assertion/@AssertionID' }, expectations);
  return VerifiedAssertion.mint({
    protocol: 'saml-1.1',
    id,
    issuer,
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(expiresAt),
    audiences,
    trust,
    signatures,
    ...statements,
  });
}
