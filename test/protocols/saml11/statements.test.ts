import { readStatements } from '../../../src/protocols/saml11/statements';
import { readXml, SOAP_MESSAGE } from '../../../src/trust/reader';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { ARTIFACT_01, ASSERTION, BEARER, FACTS, instant, saml11Response } from '../../support/saml11';
import { artifact, expectations, LANES, NOW, post } from './expectations';

const SKEW = 30_000;
const CM = 'urn:oasis:names:tc:SAML:1.0:cm:';
const SUBJECT = `<saml:Subject><saml:NameIdentifier>another</saml:NameIdentifier></saml:Subject>`;

describe('ConfirmationMethod', () => {
  test.each([
    ['bearer', [BEARER]],
    ['bearer among others', [`${CM}holder-of-key`, BEARER]],
    ['with white space around', [`\n${BEARER} `]],
  ])('POST, accepted: %s', async (_, confirmationMethods) => {
    expect((await post({ confirmationMethods })).content.trust).toBe('signature');
  });

  test.each([
    ['artifact', [`${CM}artifact`]],
    ['artifact-01', [ARTIFACT_01]],
    ['bearer', [BEARER]],
  ])('artifact, accepted: %s', async (_, confirmationMethods) => {
    expect((await artifact({ confirmationMethods })).content.trust).toBe('signature');
  });

  test.each([
    ['artifact-01', [ARTIFACT_01]],
    ['holder-of-key', [`${CM}holder-of-key`]],
    ['sender-vouches', [`${CM}sender-vouches`]],
    ['bearer of SAML 2.0', ['urn:oasis:names:tc:SAML:2.0:cm:bearer']],
    ['an empty one', ['']],
  ])('POST, refused: %s', async (_, confirmationMethods) => {
    expect(await codeOfAsync(post({ confirmationMethods }))).toBe('confirmation_method');
    const allowing = post({ confirmationMethods }, { allowMissingConfirmation: true });
    expect(await codeOfAsync(allowing)).toBe('confirmation_method');
  });

  test.each([
    ['holder-of-key', [`${CM}holder-of-key`]],
    ['sender-vouches', [`${CM}sender-vouches`]],
    ['artifact-02', [`${CM}artifact-02`]],
  ])('artifact, refused: %s', async (_, confirmationMethods) => {
    expect(await codeOfAsync(artifact({ confirmationMethods }))).toBe('confirmation_method');
  });

  test.each(LANES)('%s: none, unless it is allowed', async (_, judge) => {
    const none = { confirmationMethods: [] };
    expect(await codeOfAsync(judge(none))).toBe('confirmation_missing');
    expect((await judge(none, { allowMissingConfirmation: true })).content.trust).toBe('signature');
  });

  test.each(LANES)('%s: in every statement that has one', async (_, judge) => {
    const method = (text: string) =>
      `<saml:SubjectConfirmation><saml:ConfirmationMethod>${text}</saml:ConfirmationMethod></saml:SubjectConfirmation>`;
    const statement = (confirmation: string) =>
      `</saml:AttributeStatement><saml:AttributeStatement><saml:Subject>${confirmation}</saml:Subject>`;
    expect((await judge({ extraAttributes: statement('') })).content.trust).toBe('signature');
    expect((await judge({ extraAttributes: statement(method(BEARER)) })).content.trust).toBe('signature');
    const foreign = judge({ extraAttributes: statement(method(`${CM}holder-of-key`)) });
    expect(await codeOfAsync(foreign)).toBe('confirmation_method');
  });
});

describe.each(LANES)('%s: statements', (_, judge) => {
  test('no AuthenticationStatement', async () => {
    expect(await codeOfAsync(judge({ authenticationStatement: false }))).toBe('authentication_statement_missing');
  });

  test('one of another namespace is none', async () => {
    const extraAttributes = '</saml:AttributeStatement><AuthenticationStatement/><saml:AttributeStatement>';
    expect(await codeOfAsync(judge({ authenticationStatement: false, extraAttributes }))).toBe('message_unexpected');
  });

  test('an unknown element in the assertion', async () => {
    for (const advice of ['<saml:Statement/>', '<x:SubjectStatement xmlns:x="urn:x"/>', '<Conditions/>']) {
      expect(await codeOfAsync(judge({ advice }))).toBe('message_unexpected');
    }
  });

  test('Advice is passed over', async () => {
    const advice = '<saml:Advice><x:y xmlns:x="urn:x">text</x:y></saml:Advice>';
    expect((await judge({ advice })).content.trust).toBe('signature');
  });

  test('a statement without a Subject, or with two', async () => {
    const statement = (subject: string) => ({
      extraAttributes: `</saml:AttributeStatement><saml:AttributeStatement>${subject}`,
    });
    expect(await codeOfAsync(judge(statement('')))).toBe('message_unexpected');
    expect(await codeOfAsync(judge(statement('<saml:Subject/><saml:Subject/>')))).toBe('message_unexpected');
  });
});

describe.each(LANES)('%s: the authentication', (_, judge) => {
  test('says how and when', async () => {
    const authenticationInstant = instant(NOW + SKEW);
    const { authentication } = (await judge({ authenticationInstant })).content;
    expect(authentication).toEqual({
      method: 'urn:oasis:names:tc:SAML:1.0:am:unspecified',
      instant: new Date(NOW + SKEW),
    });
  });

  test('is not to come', async () => {
    const error = await errorOfAsync(judge({ authenticationInstant: instant(NOW + SKEW + 1_000) }));
    expect([error.code, error.detail.option]).toEqual(['assertion_not_yet_valid', 'acceptedClockSkewMs']);
    expect(await codeOfAsync(judge({ authenticationInstant: '' }))).toBe('time_malformed');
  });
});

describe.each(LANES)('%s: NameIdentifier', (_, judge) => {
  test('is read with its Format and its NameQualifier, and without where there are none', async () => {
    const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
    expect((await judge({ nameIdentifier: 'name' })).content.subject).toStrictEqual({
      nameId: 'name',
      format,
      nameQualifier: FACTS.issuer,
    });
    const bare =
      '</saml:AttributeStatement><saml:AttributeStatement><saml:Subject><saml:NameIdentifier>name</saml:NameIdentifier></saml:Subject>';
    const { subject } = (await judge({ nameIdentifier: null, extraAttributes: bare })).content;
    expect(subject).toStrictEqual({ nameId: 'name' });
  });

  test('may be in no statement', async () => {
    expect((await judge({ nameIdentifier: null })).content).not.toHaveProperty('subject');
  });

  test('the same in every statement that has one', async () => {
    expect((await judge({ nameIdentifier: ' name ' })).content.subject?.nameId).toBe('name');
    expect(await codeOfAsync(judge({ attributeNameIdentifier: 'another' }))).toBe('name_identifier_conflict');
    const decision = `</saml:AttributeStatement><saml:AuthorizationDecisionStatement Resource="urn:r" Decision="Permit">${SUBJECT}</saml:AuthorizationDecisionStatement><saml:AttributeStatement><saml:Subject/>`;
    expect(await codeOfAsync(judge({ extraAttributes: decision }))).toBe('name_identifier_conflict');
  });

  test('the same with its Format and its NameQualifier', async () => {
    const statement = (attributes: string) =>
      `</saml:AttributeStatement><saml:AttributeStatement><saml:Subject><saml:NameIdentifier ${attributes}>5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11</saml:NameIdentifier></saml:Subject>`;
    const format = 'Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"';
    const qualifier = 'NameQualifier="https://broker.example/saml1"';
    expect((await judge({ extraAttributes: statement(`${format} ${qualifier}`) })).content.subject).toBeDefined();
    for (const other of [format, qualifier, '', `${format} NameQualifier=""`, `Format="urn:x" ${qualifier}`]) {
      expect(await codeOfAsync(judge({ extraAttributes: statement(other) }))).toBe('name_identifier_conflict');
    }
  });

  test('with child elements it is no name', async () => {
    const statement = `</saml:AttributeStatement><saml:AttributeStatement><saml:Subject><saml:NameIdentifier>a<b/>c</saml:NameIdentifier></saml:Subject>`;
    expect(await codeOfAsync(judge({ nameIdentifier: null, extraAttributes: statement }))).toBe('message_unexpected');
  });
});

describe.each(LANES)('%s: attributes', (_, judge) => {
  const attribute = (name: string, values: string, namespace = ' AttributeNamespace="n"') =>
    `<saml:Attribute AttributeName="${name}"${namespace}>${values}</saml:Attribute>`;
  const value = (content: string, attributes = '') =>
    `<saml:AttributeValue${attributes}>${content}</saml:AttributeValue>`;
  const read = async (extraAttributes: string) => (await judge({ attributes: [], extraAttributes })).content.attributes;

  test('one value, several, none', async () => {
    const xml = attribute('A', value('1')) + attribute('B', value('1') + value('2')) + attribute('C', '');
    expect(await read(xml)).toEqual([
      { name: 'A', namespace: 'n', values: ['1'], hasElements: false },
      { name: 'B', namespace: 'n', values: ['1', '2'], hasElements: false },
      { name: 'C', namespace: 'n', values: [], hasElements: false },
    ]);
  });

  test('the whole text of a value, as it stands', async () => {
    const [read_] = await read(attribute('A', value(' one<![CDATA[ & two]]>&#13;&amp;😀 ')));
    expect(read_?.values).toEqual([' one & two\r&😀 ']);
  });

  test('xsi:nil is no value, an empty value is one', async () => {
    const nil = (text: string) => value('', ` xsi:nil="${text}"`);
    const [read_] = await read(attribute('A', nil('true') + nil('1') + nil(' true ') + nil('false') + value('')));
    expect(read_?.values).toEqual(['', '']);
    // nil of another namespace says nothing.
    const [other] = await read(attribute('A', value('1', ' nil="true"')));
    expect(other?.values).toEqual(['1']);
  });

  test('xsi:type is never interpreted', async () => {
    const [read_] = await read(attribute('A', value('12', ' xsi:type="unbound:integer"')));
    expect(read_?.values).toEqual(['12']);
  });

  test('child elements are marked, and their text is never read', async () => {
    const [read_] = await read(attribute('A', value('text') + value('a<b>c</b>d')));
    expect(read_).toEqual({ name: 'A', namespace: 'n', values: ['text', ''], hasElements: true });
  });

  test('without an AttributeNamespace it is empty, without a name it is refused', async () => {
    expect((await read(attribute('A', value('1'), '')))[0]?.namespace).toBe('');
    expect(await codeOfAsync(read(attribute('', value('1'))))).toBe('attribute_malformed');
    expect(await codeOfAsync(read('<saml:Attribute/>'))).toBe('attribute_malformed');
  });

  test('values and attributes of another namespace are none', async () => {
    const xml =
      attribute('A', '<x:AttributeValue xmlns:x="urn:x">1</x:AttributeValue>') + '<x:Attribute xmlns:x="urn:x"/>';
    expect(await read(xml)).toEqual([{ name: 'A', namespace: 'n', values: [], hasElements: false }]);
  });

  test('by any prefix', async () => {
    const xml = attribute('A', value('1'))
      .replaceAll('saml:', 's:')
      .replace('<s:Attribute ', `<s:Attribute xmlns:s="${ASSERTION}" `);
    expect((await read(xml))[0]?.values).toEqual(['1']);
  });

  test('of every AttributeStatement, in order, repeated ones as they stand', async () => {
    const xml = `${attribute('A', value('1'))}</saml:AttributeStatement><saml:AttributeStatement><saml:Subject/>${attribute('A', value('2'))}`;
    expect((await read(xml)).map(({ values }) => values)).toEqual([['1'], ['2']]);
  });
});

test('an authentication that does not say how says nothing of it', () => {
  const xml = saml11Response({ now: NOW }).replace(/ AuthenticationMethod="[^"]*"/, '');
  const [assertion] = readXml(Buffer.from(xml), SOAP_MESSAGE).root.all(ASSERTION, 'Assertion');
  expect(readStatements(assertion!, expectations(), 'post').authentication.method).toBe('');
});
