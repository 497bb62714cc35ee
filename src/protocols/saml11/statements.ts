import type { AssertionAttribute, AssertionContent } from '../../assertion';
import { MitIdError } from '../../errors';
import { parseDateTime, trimXml, type XmlElement } from '../../trust';
import { readAttributeValues } from '../attribute-values';
import type { Saml11Expectations } from './expectations';
import { ARTIFACT_METHODS, BEARER, SAML11_NAMES } from './names';

const { assertion: NS } = SAML11_NAMES;
const STATEMENTS = ['AuthenticationStatement', 'AttributeStatement', 'AuthorizationDecisionStatement'];

const CHILDREN = new Set(['Conditions', 'Advice', ...STATEMENTS]);

type Statements = Pick<AssertionContent, 'subject' | 'authentication' | 'attributes'>;

/**
 * Reads the statements of an assertion and judges whom they are about (SAML 1.1 core 2.4).
 *
 * @throws MitIdError `message_unexpected`, `authentication_statement_missing`, `confirmation_missing`,
 *   `confirmation_method`, `name_identifier_conflict`, `time_malformed`, `assertion_not_yet_valid`, `attribute_malformed`
 */
export function readStatements(
  assertion: XmlElement,
  expectations: Saml11Expectations,
  profile: 'post' | 'artifact',
): Statements {
  for (const child of assertion.elements) {
    const known = CHILDREN.has(child.local) && child.uri === NS;
    if (!known && child.local !== 'Signature') throw new MitIdError('message_unexpected', { where: child.path });
  }
  const [authentication] = assertion.all(NS, 'AuthenticationStatement');
  if (authentication === undefined) {
    throw new MitIdError('authentication_statement_missing', { where: assertion.path });
  }
  const statements = STATEMENTS.flatMap((name) => assertion.all(NS, name));
  for (const statement of statements) judgeConfirmation(statement, expectations, profile);
  const subject = theOneSubject(statements);
  return {
    ...(subject !== undefined && { subject }),
    authentication: readAuthentication(authentication, expectations),
    attributes: readAttributes(assertion),
  };
}

function readAuthentication(statement: XmlElement, { now, clockSkewMs }: Saml11Expectations) {
  const where = 'AuthenticationStatement/@AuthenticationInstant';
  const instant = parseDateTime(statement.attribute('AuthenticationInstant') ?? '', where);
  if (instant > now() + clockSkewMs) {
    throw new MitIdError('assertion_not_yet_valid', {
      where,
      got: new Date(instant).toISOString(),
      option: 'acceptedClockSkewMs',
    });
  }
  return { method: statement.attribute('AuthenticationMethod') ?? '', instant: new Date(instant) };
}

function judgeConfirmation(
  statement: XmlElement,
  { allowMissingConfirmation }: Saml11Expectations,
  profile: 'post' | 'artifact',
): void {
  const methods = subjectOf(statement)
    .all(NS, 'SubjectConfirmation')
    .flatMap((confirmation) => confirmation.all(NS, 'ConfirmationMethod'))
    .map(({ text }) => trimXml(text ?? ''));
  if (methods.length === 0) {
    // Only the authentication itself has to be confirmed; other statements about the same subject may say nothing.
    if (statement.local !== 'AuthenticationStatement' || allowMissingConfirmation === true) return;
    throw new MitIdError('confirmation_missing', { where: statement.path, option: 'allowMissingConfirmation' });
  }
  const accepted = profile === 'post' ? [BEARER] : ARTIFACT_METHODS;
  if (methods.some((method) => accepted.includes(method))) return;
  throw new MitIdError('confirmation_method', {
    where: statement.path,
    got: methods.join(' ').slice(0, 200),
    expected: accepted.join(' or '),
  });
}

function subjectOf(statement: XmlElement): XmlElement {
  const [subject, ...more] = statement.all(NS, 'Subject');
  if (subject !== undefined && more.length === 0) return subject;
  throw new MitIdError('message_unexpected', { where: statement.path, expected: 'one Subject' });
}

function theOneSubject(statements: readonly XmlElement[]): AssertionContent['subject'] {
  const identifiers = statements.flatMap((statement) => subjectOf(statement).all(NS, 'NameIdentifier'));
  const subjects = identifiers.map((identifier) => ({
    nameId: textOf(identifier),
    format: identifier.attribute('Format'),
    nameQualifier: identifier.attribute('NameQualifier'),
  }));
  const [first] = subjects;
  if (first === undefined) return undefined;
  for (const other of subjects) {
    if (other.nameId !== first.nameId || other.format !== first.format || other.nameQualifier !== first.nameQualifier) {
      throw new MitIdError('name_identifier_conflict', {
        where: 'NameIdentifier',
        expected: 'the same in every statement',
      });
    }
  }
  const { nameId, format, nameQualifier } = first;
  return { nameId, ...(format !== undefined && { format }), ...(nameQualifier !== undefined && { nameQualifier }) };
}

function textOf(identifier: XmlElement): string {
  const { text } = identifier;
  if (text === undefined) throw new MitIdError('message_unexpected', { where: identifier.path, got: 'child elements' });
  return trimXml(text);
}

function readAttributes(assertion: XmlElement): readonly AssertionAttribute[] {
  return assertion
    .all(NS, 'AttributeStatement')
    .flatMap((statement) => statement.all(NS, 'Attribute'))
    .map((attribute) => {
      const name = attribute.attribute('AttributeName');
      if (name === undefined || name === '')
        throw new MitIdError('attribute_malformed', { where: attribute.path, got: 'no AttributeName' });
      return {
        name,
        namespace: attribute.attribute('AttributeNamespace') ?? '',
        ...readAttributeValues(attribute, NS),
      };
    });
}
