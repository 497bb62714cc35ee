import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { ASSERTION2, authnStatement, instant, SESSION_INDEX2, type Saml2Message } from '../../support/saml2';
import { judge, MINUTE, NOW, SKEW } from './expectations';

const at = (offsetMs: number) => instant(NOW + offsetMs);
const statement = (says: Saml2Message = {}) => authnStatement({ now: NOW, ...says });

describe('AuthnStatement', () => {
  test('there is none', async () => {
    expect(await codeOfAsync(judge({ authnStatement: '' }))).toBe('authentication_statement_missing');
  });

  test('of several the first is used', async () => {
    const authnStatements =
      statement({ sessionIndex: 'one', classRef: 'urn:one' }) + statement({ sessionIndex: 'two' });
    const { authentication } = (await judge({ authnStatement: authnStatements })).content;
    expect(authentication).toEqual({ method: 'urn:one', instant: new Date(NOW - 5_000), sessionIndex: 'one' });
  });

  test.each([
    ['no SessionIndex', { sessionIndex: null }],
    ['an empty SessionIndex', { sessionIndex: '' }],
    ['a SessionIndex of white space', { sessionIndex: ' \t' }],
  ])('%s is none', async (_, says) => {
    const { authentication } = (await judge(says)).content;
    expect(Object.keys(authentication)).toEqual(['method', 'instant']);
    expect((await judge()).content.authentication.sessionIndex).toBe(SESSION_INDEX2);
  });
});

test.each([
  [' _1 ', '_1'],
  ['\t_1  ', '_1'],
  ['_1\u00a0', '_1\u00a0'],
  ['_1 2', '_1 2'],
])('SessionIndex %j is %j, as a LogoutRequest will say it', async (sessionIndex, read) => {
  expect((await judge({ sessionIndex })).content.authentication.sessionIndex).toBe(read);
});

describe('AuthnInstant', () => {
  test('in the future it is none', async () => {
    const { authentication } = (await judge({ authnInstant: at(SKEW) })).content;
    expect(authentication.instant).toEqual(new Date(NOW + SKEW));
    const error = await errorOfAsync(judge({ authnInstant: at(SKEW + 1_000) }));
    expect([error.code, error.detail.option]).toEqual(['assertion_not_yet_valid', 'acceptedClockSkewMs']);
  });

  test.each([null, '', 'yesterday', '2026-03-04T12:00:00'])('%j is no time', async (authnInstant) => {
    expect(await codeOfAsync(judge({ authnInstant }))).toBe('time_malformed');
  });

  test('without an option it may be as old as it is', async () => {
    expect((await judge({ authnInstant: '2020-01-01T00:00:00Z' })).content.authentication.instant).toEqual(
      new Date('2020-01-01T00:00:00Z'),
    );
  });

  test('maxAuthenticationAgeMs: that long and the skew ago, and not a millisecond longer', async () => {
    const says = { authnInstant: at(-10 * MINUTE) };
    const judged = (maxAuthenticationAgeMs: number) => judge(says, { maxAuthenticationAgeMs });
    expect((await judged(10 * MINUTE - SKEW)).content.authentication.instant).toEqual(new Date(NOW - 10 * MINUTE));
    const error = await errorOfAsync(judged(10 * MINUTE - SKEW - 1));
    expect([error.code, error.detail.option]).toEqual(['authentication_too_old', 'maxAuthenticationAgeMs']);
    expect((await judge({ authnInstant: at(0) }, { maxAuthenticationAgeMs: 0 })).content.trust).toBe('signature');
  });

  test('ForceAuthn: not before our request, save by the skew', async () => {
    const says = { authnInstant: at(-MINUTE) };
    const judged = (authenticatedSince: number) => judge(says, { authenticatedSince });
    expect((await judged(NOW - MINUTE + SKEW)).content.authentication.instant).toEqual(new Date(NOW - MINUTE));
    const error = await errorOfAsync(judged(NOW - MINUTE + SKEW + 1));
    expect([error.code, error.detail.option]).toEqual(['authentication_too_old', 'forceAuthn']);
  });

  test('ForceAuthn and maxAuthenticationAgeMs hold each by itself', async () => {
    const both = { authenticatedSince: NOW - 2 * MINUTE, maxAuthenticationAgeMs: 10 * MINUTE };
    expect((await judge({ authnInstant: at(-MINUTE) }, both)).content.trust).toBe('signature');
    expect(await codeOfAsync(judge({ authnInstant: at(-5 * MINUTE) }, both))).toBe('authentication_too_old');
    const short = { authenticatedSince: NOW - 10 * MINUTE, maxAuthenticationAgeMs: 2 * MINUTE };
    expect(await codeOfAsync(judge({ authnInstant: at(-5 * MINUTE) }, short))).toBe('authentication_too_old');
  });

  test('of the first statement is judged', async () => {
    const old = statement({ authnInstant: at(-60 * MINUTE) });
    const limit = { maxAuthenticationAgeMs: 10 * MINUTE };
    expect((await judge({ authnStatement: statement() + old }, limit)).content.trust).toBe('signature');
    expect(await codeOfAsync(judge({ authnStatement: old + statement() }, limit))).toBe('authentication_too_old');
  });
});

describe('SessionNotOnOrAfter', () => {
  test('past it by the skew the session has expired', async () => {
    const says = { sessionNotOnOrAfter: at(MINUTE) };
    const end = NOW + MINUTE + SKEW;
    const { authentication } = (await judge(says, { now: () => end - 1 })).content;
    expect(authentication.sessionNotOnOrAfter).toEqual(new Date(NOW + MINUTE));
    expect(await codeOfAsync(judge(says, { now: () => end }))).toBe('session_expired');
  });

  test('of every statement', async () => {
    const ended = statement({ sessionNotOnOrAfter: at(-MINUTE) });
    const open = statement({ sessionNotOnOrAfter: at(MINUTE) });
    expect((await judge({ authnStatement: statement() + open })).content.authentication).not.toHaveProperty(
      'sessionNotOnOrAfter',
    );
    expect(await codeOfAsync(judge({ authnStatement: open + ended }))).toBe('session_expired');
    expect(await codeOfAsync(judge({ authnStatement: ended + open }))).toBe('session_expired');
  });

  test.each(['', 'tomorrow', '2026-03-04T13:00:00'])('%j is no time', async (sessionNotOnOrAfter) => {
    expect(await codeOfAsync(judge({ sessionNotOnOrAfter }))).toBe('time_malformed');
  });

  test('an error says our clock and the option', async () => {
    const { detail } = await errorOfAsync(judge({ sessionNotOnOrAfter: at(-MINUTE) }));
    expect(detail).toEqual({
      where: 'AuthnStatement/@SessionNotOnOrAfter',
      got: 'our clock at 2026-03-04T12:00:00.000Z',
      expected: 'before 2026-03-04T11:59:00.000Z',
      option: 'acceptedClockSkewMs',
    });
  });
});

describe('AuthnContextClassRef', () => {
  const context = (content: string) => ({
    authnStatement: statement().replace(/<saml:AuthnContext>.*<\/saml:AuthnContext>/, content),
  });
  const classRef = (text: string) => `<saml:AuthnContextClassRef>${text}</saml:AuthnContextClassRef>`;
  const method = async (content: string) => (await judge(context(content))).content.authentication.method;

  test('its text, or none', async () => {
    expect(await method(`<saml:AuthnContext>${classRef(' urn:a\n')}</saml:AuthnContext>`)).toBe('urn:a');
    expect(await method('<saml:AuthnContext/>')).toBe('');
    expect(await method('')).toBe('');
    const authority = '<saml:AuthenticatingAuthority>urn:idp</saml:AuthenticatingAuthority>';
    expect(await method(`<saml:AuthnContext>${classRef('urn:a')}${authority}</saml:AuthnContext>`)).toBe('urn:a');
  });

  test.each([
    ['two', `<saml:AuthnContext>${classRef('urn:a')}${classRef('urn:b')}</saml:AuthnContext>`],
    ['two in two', `<saml:AuthnContext>${classRef('urn:a')}</saml:AuthnContext>`.repeat(2)],
    ['around a child element', `<saml:AuthnContext>${classRef('urn:<x/>a')}</saml:AuthnContext>`],
  ])('refused: %s', async (_, content) => {
    expect(await codeOfAsync(method(content))).toBe('message_unexpected');
  });
});

describe('attributes', () => {
  const attribute = (name: string, values: string, format = ' NameFormat="n"') =>
    `<saml:Attribute Name="${name}"${format}>${values}</saml:Attribute>`;
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
    const [only] = await read(attribute('A', value(' one<![CDATA[ & two]]>&#13;&amp;😀 ')));
    expect(only?.values).toEqual([' one & two\r&😀 ']);
  });

  test('xsi:nil is no value, an empty value is one', async () => {
    const nil = (text: string) => value('', ` xsi:nil="${text}"`);
    const [only] = await read(attribute('A', nil('true') + nil('1') + nil('false') + value('')));
    expect(only?.values).toEqual(['', '']);
  });

  test('xsi:type is never interpreted', async () => {
    const [only] = await read(attribute('A', value('12', ' xsi:type="unbound:integer"')));
    expect(only?.values).toEqual(['12']);
  });

  test('child elements are marked, and their text is never read', async () => {
    const [only] = await read(attribute('A', value('text') + value('a<b>c</b>d')));
    expect(only).toEqual({ name: 'A', namespace: 'n', values: ['text', ''], hasElements: true });
  });

  test('without a NameFormat it is empty, without a Name it is refused', async () => {
    expect((await read(attribute('A', value('1'), '')))[0]?.namespace).toBe('');
    expect(await codeOfAsync(read(attribute('', value('1'))))).toBe('attribute_malformed');
    expect(await codeOfAsync(read('<saml:Attribute FriendlyName="A"/>'))).toBe('attribute_malformed');
  });

  test('names that JavaScript knows are names like any other', async () => {
    const names = ['__proto__', 'constructor', 'nameID'];
    const all = await read(names.map((name) => attribute(name, value('1'))).join(''));
    expect(all.map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ['EncryptedAttribute', '<saml:EncryptedAttribute/>'],
    ['EncryptedAttribute of another namespace', '<EncryptedAttribute/>'],
    ['an attribute of another namespace', '<x:Attribute xmlns:x="urn:x" Name="A"/>'],
  ])('refused: %s', async (_, xml) => {
    expect(await codeOfAsync(read(xml))).toBe('message_unexpected');
  });

  test('by any prefix', async () => {
    const xml = attribute('A', value('1'))
      .replaceAll('saml:', 's:')
      .replace('<s:Attribute ', `<s:Attribute xmlns:s="${ASSERTION2}" `);
    expect((await read(xml))[0]?.values).toEqual(['1']);
  });

  test('of every AttributeStatement, in order, repeated ones as they stand', async () => {
    const xml = `${attribute('A', value('1'))}</saml:AttributeStatement><saml:AttributeStatement>${attribute('A', value('2'))}`;
    expect((await read(xml)).map(({ values }) => values)).toEqual([['1'], ['2']]);
  });

  test('no AttributeStatement is no attribute', async () => {
    expect((await judge({ attributes: null })).content.attributes).toEqual([]);
  });
});
