import type { AssertionContent } from '../../assertion';
import { MitIdError } from '../../errors';
import { parseDateTime, type XmlElement } from '../../trust';
import { judgeInResponseTo } from './common';
import type { Saml2Expectations } from './expectations';
import { readNameId } from './name-id';
import { BEARER, SAML2_NAMES } from './names';

const { assertion: NS } = SAML2_NAMES;
const DATA = 'SubjectConfirmationData';

type Subject = NonNullable<AssertionContent['subject']>;

/**
 * Reads whom the assertion is about, and judges that its bearer is whom it was issued to (saml-core-2.0-os section 2.4;
 * saml-profiles-2.0-os sections 4.1.4.2 and 4.1.4.3; rules 4).
 *
 * @throws MitIdError `message_unexpected`, `name_identifier_missing`, `confirmation_missing`, `confirmation_method`,
 *   `confirmation_expired`, `time_malformed`, `recipient_mismatch`, `in_response_to_missing`, `in_response_to_mismatch`
 */
export function judgeSubject(assertion: XmlElement, expectations: Saml2Expectations): Subject {
  const [subject, ...more] = assertion.all(NS, 'Subject');
  if (subject === undefined) throw new MitIdError('name_identifier_missing', { where: assertion.path });
  if (more.length > 0) throw new MitIdError('message_unexpected', { where: assertion.path, expected: 'one Subject' });
  // BaseID and EncryptedID would stand in the place of the NameID; we read neither.
  const other = subject.elements.find((child) => !child.is(NS, 'NameID') && !child.is(NS, 'SubjectConfirmation'));
  if (other !== undefined) throw new MitIdError('message_unexpected', { where: other.path, expected: 'a NameID' });
  const name = readNameId(subject);
  judgeConfirmations(subject, expectations);
  return name;
}

/** One bearer confirmation that passes is enough; other methods are never used (rules 4). */
function judgeConfirmations(subject: XmlElement, expectations: Saml2Expectations): void {
  const confirmations = subject.all(NS, 'SubjectConfirmation');
  if (confirmations.length === 0) throw new MitIdError('confirmation_missing', { where: subject.path });
  const methods = confirmations.map((confirmation) => confirmation.attribute('Method') ?? 'no Method');
  const bearers = confirmations.filter((_, index) => methods[index] === BEARER);
  if (bearers.length === 0) {
    throw new MitIdError('confirmation_method', {
      where: subject.path,
      got: methods.join(' ').slice(0, 200),
      expected: BEARER,
    });
  }
  const refusals: unknown[] = [];
  for (const bearer of bearers) {
    try {
      judgeBearer(bearer, expectations);
      return;
    } catch (refusal) {
      refusals.push(refusal);
    }
  }
  throw refusals[0];
}

function judgeBearer(bearer: XmlElement, expectations: Saml2Expectations): void {
  const [data, ...more] = bearer.all(NS, DATA);
  if (more.length > 0) throw new MitIdError('message_unexpected', { where: bearer.path, expected: `one ${DATA}` });
  if (data === undefined) throw new MitIdError('confirmation_expired', { where: bearer.path, got: `no ${DATA}` });
  // Whose login it is comes before anything else that could differ: see `judgeOwnSubject`.
  const recipient = data.attribute('Recipient');
  if (recipient !== expectations.recipient) {
    throw new MitIdError('recipient_mismatch', {
      where: `${DATA}/@Recipient`,
      got: recipient?.slice(0, 200) ?? 'no Recipient',
      expected: expectations.recipient,
      option: 'callbackUrl',
    });
  }
  judgeInResponseTo(data.attribute('InResponseTo'), `${DATA}/@InResponseTo`, expectations);
  judgeDelivery(data, expectations);
  // The profile forbids it to a bearer: it would say that the assertion was made to be kept for later.
  if (data.attribute('NotBefore') !== undefined) {
    throw new MitIdError('confirmation_method', { where: `${DATA}/@NotBefore`, expected: 'none for a bearer' });
  }
}

function judgeDelivery(data: XmlElement, { now, clockSkewMs }: Saml2Expectations): void {
  const where = `${DATA}/@NotOnOrAfter`;
  const said = data.attribute('NotOnOrAfter');
  if (said === undefined) throw new MitIdError('confirmation_expired', { where, got: 'no NotOnOrAfter' });
  const until = parseDateTime(said, where);
  if (now() - clockSkewMs < until) return;
  throw new MitIdError('confirmation_expired', {
    where,
    got: `our clock at ${new Date(now()).toISOString()}`,
    expected: `before ${new Date(until).toISOString()}`,
    option: 'acceptedClockSkewMs',
  });
}
