import { codeOfAsync, errorOfAsync } from '../../support/codes';
import {
  FACTS2,
  HOLDER_OF_KEY2,
  instant,
  NAME_ID_PERSISTENT,
  NAME_ID_TRANSIENT,
  PERSON_NAME_ID,
  saml2Assertion,
  type Saml2Confirmation,
} from '../../support/saml2';
import { judge, MINUTE, NOW, SKEW } from './expectations';

const SENDER_VOUCHES = 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches';
const SUBJECT = /<saml:Subject>.*<\/saml:Subject>/.exec(saml2Assertion({ now: NOW }))?.[0] ?? '';
const at = (offsetMs: number) => instant(NOW + offsetMs);
const confirmed = (...confirmations: Saml2Confirmation[]) => judge({ confirmations });

describe('the bearer confirmation', () => {
  test('expires on NotOnOrAfter plus the skew, and not a millisecond before', async () => {
    const says = { confirmations: [{ notOnOrAfter: at(MINUTE) }] };
    const end = NOW + MINUTE + SKEW;
    expect((await judge(says, { now: () => end - 1 })).content.subject?.nameId).toBe(PERSON_NAME_ID);
    expect(await codeOfAsync(judge(says, { now: () => end }))).toBe('confirmation_expired');
  });

  test.each([
    ['no NotOnOrAfter', { notOnOrAfter: null }, 'confirmation_expired'],
    ['a NotOnOrAfter that is no time', { notOnOrAfter: '' }, 'time_malformed'],
    ['no SubjectConfirmationData', { data: '' }, 'confirmation_expired'],
    ['a NotBefore, though it is past', { notBefore: at(-MINUTE) }, 'confirmation_method'],
    ['another recipient', { recipient: 'https://other.example/callback' }, 'recipient_mismatch'],
    ['the recipient with a query', { recipient: `${FACTS2.recipient}?a=b` }, 'recipient_mismatch'],
    ['an empty recipient', { recipient: '' }, 'recipient_mismatch'],
    ['no recipient', { recipient: null }, 'recipient_mismatch'],
    ['InResponseTo another request', { inResponseTo: '_other' }, 'in_response_to_mismatch'],
    ['an empty InResponseTo', { inResponseTo: '' }, 'in_response_to_mismatch'],
    ['no InResponseTo', { inResponseTo: null }, 'in_response_to_missing'],
    ['SubjectConfirmationData of another namespace', { data: '<SubjectConfirmationData/>' }, 'confirmation_expired'],
  ])('refused: %s', async (_, confirmation, code) => {
    expect(await codeOfAsync(confirmed(confirmation))).toBe(code);
  });

  test('refused: SubjectConfirmationData twice', async () => {
    const data = /<saml:SubjectConfirmationData .*<\/saml:SubjectConfirmationData>/.exec(SUBJECT)?.[0] ?? '';
    expect((await confirmed({ data })).content.subject?.nameId).toBe(PERSON_NAME_ID);
    expect(await codeOfAsync(confirmed({ data: data + data }))).toBe('message_unexpected');
  });

  test('an error says where, our clock, and the option', async () => {
    const expired = await errorOfAsync(confirmed({ notOnOrAfter: at(-MINUTE) }));
    expect(expired.detail).toEqual({
      where: 'SubjectConfirmationData/@NotOnOrAfter',
      got: 'our clock at 2026-03-04T12:00:00.000Z',
      expected: 'before 2026-03-04T11:59:00.000Z',
      option: 'acceptedClockSkewMs',
    });
    const recipient = await errorOfAsync(confirmed({ recipient: null }));
    expect(recipient.detail).toMatchObject({ got: 'no Recipient', expected: FACTS2.recipient, option: 'callbackUrl' });
    const request = await errorOfAsync(confirmed({ inResponseTo: null }));
    expect(request.detail).toEqual({ where: 'SubjectConfirmationData/@InResponseTo', expected: FACTS2.requestId });
  });

  test('a NameID of its own is allowed, and never read', async () => {
    const { content } = await confirmed({ before: '<saml:NameID>another</saml:NameID>' });
    expect(content.subject?.nameId).toBe(PERSON_NAME_ID);
  });

  test('an Address limits nothing here', async () => {
    const data = /<saml:SubjectConfirmationData .*<\/saml:SubjectConfirmationData>/.exec(SUBJECT)?.[0] ?? '';
    const addressed = data.replace(' Recipient', ' Address="192.0.2.1" Recipient');
    expect((await confirmed({ data: addressed })).content.subject?.nameId).toBe(PERSON_NAME_ID);
  });
});

test('whose login it is comes before every time and before the audience', async () => {
  const old = { notBefore: at(-2 * MINUTE), notOnOrAfter: at(-MINUTE) };
  const past = { notOnOrAfter: at(-MINUTE), audiences: [] };
  const code = (confirmation: Saml2Confirmation) => codeOfAsync(judge({ ...past, confirmations: [confirmation] }));
  expect(await code({ ...old, inResponseTo: '_other' })).toBe('in_response_to_mismatch');
  expect(await code({ ...old, inResponseTo: null })).toBe('in_response_to_missing');
  expect(await code({ ...old, recipient: null })).toBe('recipient_mismatch');
  expect(await code(old)).toBe('confirmation_expired');
  expect(await code({})).toBe('audience_missing');
});

describe('of several confirmations', () => {
  const good = {};
  const expired = { notOnOrAfter: at(-MINUTE) };
  const misdirected = { recipient: 'https://other.example/callback' };
  const unreadable = { notOnOrAfter: 'tomorrow' };
  const otherMethod = { method: HOLDER_OF_KEY2 };

  test.each([
    ['first', [good, expired, misdirected]],
    ['last', [misdirected, unreadable, expired, good]],
    ['beside other methods', [otherMethod, good, { method: SENDER_VOUCHES }]],
  ])('one bearer that passes is enough: %s', async (_, confirmations) => {
    expect((await confirmed(...confirmations)).content.subject?.nameId).toBe(PERSON_NAME_ID);
  });

  test('none passes: the first bearer’s refusal is what is said', async () => {
    expect(await codeOfAsync(confirmed(expired, misdirected))).toBe('confirmation_expired');
    expect(await codeOfAsync(confirmed(misdirected, expired))).toBe('recipient_mismatch');
    expect(await codeOfAsync(confirmed(otherMethod, misdirected))).toBe('recipient_mismatch');
  });

  test('two that fail in different things do not make one that passes', async () => {
    const half = { recipient: null };
    const otherHalf = { inResponseTo: null };
    expect(await codeOfAsync(confirmed(half, otherHalf))).toBe('recipient_mismatch');
  });

  test.each([
    ['holder-of-key', HOLDER_OF_KEY2],
    ['sender-vouches', SENDER_VOUCHES],
    ['bearer of SAML 1.1', 'urn:oasis:names:tc:SAML:1.0:cm:bearer'],
    ['bearer with something after', 'urn:oasis:names:tc:SAML:2.0:cm:bearer2'],
    ['an empty method', ''],
    ['no method', null],
  ])('no bearer: %s', async (_, method) => {
    expect(await codeOfAsync(confirmed({ method }))).toBe('confirmation_method');
  });

  test('none at all', async () => {
    expect(await codeOfAsync(confirmed())).toBe('confirmation_missing');
    const foreign = '<x:SubjectConfirmation xmlns:x="urn:x"/>';
    expect(await codeOfAsync(judge({ confirmations: [], extraSubject: foreign }))).toBe('message_unexpected');
  });
});

describe('NameID', () => {
  test.each([
    ['transient', { nameIdFormat: NAME_ID_TRANSIENT }, { format: NAME_ID_TRANSIENT }],
    ['without a Format', { nameIdFormat: null }, {}],
    ['with white space around its Format', { nameIdFormat: `\n${NAME_ID_TRANSIENT} ` }, { format: NAME_ID_TRANSIENT }],
    ['with a NameQualifier', { nameQualifier: 'q' }, { format: NAME_ID_PERSISTENT, nameQualifier: 'q' }],
  ])('is read as it stands: %s', async (_, says, more) => {
    expect((await judge(says)).content.subject).toStrictEqual({ nameId: PERSON_NAME_ID, ...more });
  });

  test('its whole text, without white space around', async () => {
    expect((await judge({ nameId: '\n a & b ' })).content.subject?.nameId).toBe('a & b');
    const subject = SUBJECT.replace(PERSON_NAME_ID, 'ab<![CDATA[c&d]]>&#101;');
    expect((await judge({ subject })).content.subject?.nameId).toBe('abc&de');
  });

  test.each([
    ['no NameID', { nameId: null }],
    ['an empty NameID', { nameId: '' }],
    ['a NameID of white space', { nameId: ' \n' }],
    ['no Subject', { subject: '' }],
    ['an empty Subject', { subject: '<saml:Subject/>' }],
    [
      'only a confirmation names somebody',
      { nameId: null, confirmations: [{ before: '<saml:NameID>another</saml:NameID>' }] },
    ],
  ])('missing: %s', async (_, says) => {
    expect(await codeOfAsync(judge(says))).toBe('name_identifier_missing');
  });

  test('an attribute called NameID or nameID is no NameID', async () => {
    const says = { nameId: null, attributes: [['nameID', 'admin'] as const, ['NameID', 'admin'] as const] };
    expect(await codeOfAsync(judge(says))).toBe('name_identifier_missing');
    expect((await judge({ ...says, nameId: 'me' })).content.subject?.nameId).toBe('me');
  });

  test.each([
    ['a second NameID', { extraSubject: '<saml:NameID>another</saml:NameID>' }],
    ['a NameID of another namespace beside it', { extraSubject: '<NameID>another</NameID>' }],
    ['a BaseID', { nameId: null, extraSubject: '<saml:BaseID/>' }],
    ['an EncryptedID', { nameId: null, extraSubject: '<saml:EncryptedID/>' }],
    ['an EncryptedID beside it', { extraSubject: '<saml:EncryptedID/>' }],
    ['a second Subject', { subject: SUBJECT + SUBJECT }],
    ['a name around a child element', { subject: SUBJECT.replace('person/uuid', 'person/<x/>uuid') }],
  ])('refused: %s', async (_, says) => {
    expect((await judge({ subject: SUBJECT })).content.subject?.nameId).toBe(PERSON_NAME_ID);
    expect(await codeOfAsync(judge(says))).toBe('message_unexpected');
  });
});
