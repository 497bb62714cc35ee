import type { AssertionAttribute, AssertionContent } from '../../assertion';
import { MitIdError } from '../../errors';
import { parseDateTime, trimXml, type XmlElement } from '../../trust';
import { readAttributeValues } from '../attribute-values';
import type { Saml2Expectations } from './expectations';
import { SAML2_NAMES } from './names';

const { assertion: NS } = SAML2_NAMES;

type Statements = Pick<AssertionContent, 'authentication' | 'attributes'>;

/**
 * Reads the statements of an assertion and judges when the person was authenticated (saml-core-2.0-os section 2.7; rules 4).
 *
 * @throws MitIdError `authentication_statement_missing`, `time_malformed`, `session_expired`, `assertion_not_yet_valid`,
 *   `authentication_too_old`, `message_unexpected`, `attribute_malformed`
 */
export function readStatements(assertion: XmlElement, expectations: Saml2Expectations): Statements {
  const statements = assertion.all(NS, 'AuthnStatement');
  const [first] = statements;
  if (first === undefined) {
    throw new MitIdError('authentication_statement_missing', { where: assertion.path });
  }
  // The first one is what we use, but none may speak of a session that has ended.
  const [sessionEnd] = statements.map((statement) => readSessionEnd(statement, expectations));
  return { authentication: readAuthentication(first, sessionEnd, expectations), attributes: readAttributes(assertion) };
}

function readAuthentication(
  statement: XmlElement,
  sessionEnd: number | undefined,
  expectations: Saml2Expectations,
): AssertionContent['authentication'] {
  const instant = readInstant(statement, expectations);
  const sessionIndex = trimXml(statement.attribute('SessionIndex') ?? '');
  return {
    method: readClassRef(statement),
    instant: new Date(instant),
    ...(sessionIndex !== '' && { sessionIndex }),
    ...(sessionEnd !== undefined && { sessionNotOnOrAfter: new Date(sessionEnd) }),
  };
}

function readSessionEnd(statement: XmlElement, { now, clockSkewMs }: Saml2Expectations): number | undefined {
  const where = 'AuthnStatement/@SessionNotOnOrAfter';
  const said = statement.attribute('SessionNotOnOrAfter');
  if (said === undefined) return undefined;
  const end = parseDateTime(said, where);
  if (now() - clockSkewMs < end) return end;
  throw new MitIdError('session_expired', {
    where,
    got: `our clock at ${new Date(now()).toISOString()}`,
    expected: `before ${new Date(end).toISOString()}`,
    option: 'acceptedClockSkewMs',
  });
}

function readInstant(statement: XmlElement, expectations: Saml2Expectations): number {
  const { now, clockSkewMs, authenticatedSince = -Infinity, maxAuthenticationAgeMs = Infinity } = expectations;
  const where = 'AuthnStatement/@AuthnInstant';
  const instant = parseDateTime(statement.attribute('AuthnInstant') ?? '', where);
  const got = new Date(instant).toISOString();
  if (instant > now() + clockSkewMs) {
    throw new MitIdError('assertion_not_yet_valid', { where, got, option: 'acceptedClockSkewMs' });
  }
  if (instant < authenticatedSince - clockSkewMs) {
    const expected = `${new Date(authenticatedSince).toISOString()} or later`;
    throw new MitIdError('authentication_too_old', { where, got, expected, option: 'forceAuthn' });
  }
  if (instant < now() - maxAuthenticationAgeMs - clockSkewMs) {
    const expected = `${maxAuthenticationAgeMs} ms ago at most`;
    throw new MitIdError('authentication_too_old', { where, got, expected, option: 'maxAuthenticationAgeMs' });
  }
  return instant;
}

function readClassRef(statement: XmlElement): string {
  const [classRef, ...more] = statement
    .all(NS, 'AuthnContext')
    .flatMap((context) => context.all(NS, 'AuthnContextClassRef'));
  if (classRef === undefined) return '';
  const { path: where, text } = classRef;
  if (text === undefined || more.length > 0) {
    throw new MitIdError('message_unexpected', { where, expected: 'one, of text alone' });
  }
  return trimXml(text);
}

function readAttributes(assertion: XmlElement): readonly AssertionAttribute[] {
  return assertion
    .all(NS, 'AttributeStatement')
    .flatMap((statement) => statement.elements)
    .map((attribute) => {
      // An EncryptedAttribute above all: what it says would be missing without a word.
      if (!attribute.is(NS, 'Attribute')) throw new MitIdError('message_unexpected', { where: attribute.path });
      const name = attribute.attribute('Name');
      if (name === undefined || name === '')
        throw new MitIdError('attribute_malformed', { where: attribute.path, got: 'no Name' });
      return { name, namespace: attribute.attribute('NameFormat') ?? '', ...readAttributeValues(attribute, NS) };
    });
}
