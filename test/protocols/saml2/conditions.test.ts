import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { ASSERTION2, FACTS2, instant } from '../../support/saml2';
import { judge, MINUTE, NOW, SKEW } from './expectations';

const at = (offsetMs: number) => instant(NOW + offsetMs);

describe('time', () => {
  const judged = (says: Parameters<typeof judge>[0], now: number) => judge(says, { now: () => now });

  test('on or after NotOnOrAfter plus the skew it has expired, a millisecond before it has not', async () => {
    const says = { notOnOrAfter: at(2 * MINUTE) };
    const end = NOW + 2 * MINUTE + SKEW;
    expect((await judged(says, end - 1)).content.expiresAt).toEqual(new Date(NOW + 2 * MINUTE));
    expect(await codeOfAsync(judged(says, end))).toBe('assertion_expired');
  });

  test('before NotBefore less the skew it is not valid yet', async () => {
    const says = { notBefore: at(2 * MINUTE) };
    const start = NOW + 2 * MINUTE - SKEW;
    expect((await judged(says, start)).content.issuedAt).toEqual(new Date(NOW));
    expect(await codeOfAsync(judged(says, start - 1))).toBe('assertion_not_yet_valid');
  });

  test('nor before it was issued', async () => {
    const says = { notBefore: at(-60 * MINUTE), authnInstant: at(-MINUTE) };
    expect((await judged(says, NOW - SKEW)).content.issuedAt).toEqual(new Date(NOW));
    expect(await codeOfAsync(judged(says, NOW - SKEW - 1))).toBe('assertion_not_yet_valid');
  });

  test('the window is as wide as the IdP says', async () => {
    const says = { notOnOrAfter: at(8 * 60 * MINUTE), assertionIssueInstant: at(-4 * 60 * MINUTE) };
    expect((await judged(says, NOW)).content.expiresAt).toEqual(new Date(NOW + 8 * 60 * MINUTE));
  });

  test('an offset and a fraction are a time like any other', async () => {
    const says = { notBefore: '2026-03-04T14:00:30.000+02:00', notOnOrAfter: '2026-03-04T13:00:00.0000001+01:00' };
    expect((await judged(says, NOW)).content.expiresAt).toEqual(new Date(NOW));
  });

  test.each([
    ['NotBefore', { notBefore: '2026-03-04T12:00:00' }],
    ['NotOnOrAfter', { notOnOrAfter: '2026-02-30T12:00:00Z' }],
    ['NotBefore that is empty', { notBefore: '' }],
    ['NotOnOrAfter that is empty', { notOnOrAfter: '' }],
  ])('%s that is no time', async (_, says) => {
    expect(await codeOfAsync(judge(says))).toBe('time_malformed');
  });

  test('an error says our clock and the option', async () => {
    const early = await errorOfAsync(judge({ notBefore: at(MINUTE) }));
    expect(early.detail).toMatchObject({
      got: 'our clock at 2026-03-04T12:00:00.000Z',
      expected: '2026-03-04T12:01:00.000Z or later',
      option: 'acceptedClockSkewMs',
    });
    const late = await errorOfAsync(judge({ notOnOrAfter: at(-MINUTE) }));
    expect(late.detail).toMatchObject({ expected: 'before 2026-03-04T11:59:00.000Z', option: 'acceptedClockSkewMs' });
  });
});

describe('Conditions', () => {
  const times = `NotBefore="${at(-MINUTE)}" NotOnOrAfter="${at(MINUTE)}"`;
  const audience = `<saml:AudienceRestriction><saml:Audience>${FACTS2.audience}</saml:Audience></saml:AudienceRestriction>`;
  const whole = `<saml:Conditions ${times}>${audience}</saml:Conditions>`;

  test('accepted: one', async () => {
    expect((await judge({ conditions: whole })).content.expiresAt).toEqual(new Date(NOW + MINUTE));
  });

  test.each([
    ['none', { conditions: '' }],
    ['two', { conditions: whole + whole }],
    ['no NotBefore', { notBefore: null }],
    ['no NotOnOrAfter', { notOnOrAfter: null }],
    ['neither', { notBefore: null, notOnOrAfter: null }],
  ])('refused: %s', async (_, says) => {
    expect(await codeOfAsync(judge(says))).toBe('conditions_missing');
  });

  test('refused: one of another namespace', async () => {
    const conditions = whole.replaceAll('saml:Conditions', 'Conditions');
    expect(await codeOfAsync(judge({ conditions }))).toBe('message_unexpected');
  });

  test.each([
    ['one of another specification', '<x:Condition xmlns:x="urn:x"/>'],
    ['the abstract one', '<saml:Condition/>'],
    ['DoNotCacheCondition of SAML 1.1', '<saml:DoNotCacheCondition/>'],
    ['a known name of another namespace', '<OneTimeUse/>'],
    ['ours, in another namespace', audience.replaceAll('saml:', 'x:').replace('>', ' xmlns:x="urn:x">')],
  ])('refused: %s', async (_, extraConditions) => {
    expect(await codeOfAsync(judge({ extraConditions }))).toBe('condition_unknown');
  });

  test.each([
    ['OneTimeUse: the assertion is used at once', '<saml:OneTimeUse/>'],
    ['ProxyRestriction: no assertion is issued upon this one', '<saml:ProxyRestriction Count="0"/>'],
    [
      'ProxyRestriction for others',
      '<saml:ProxyRestriction><saml:Audience>urn:x</saml:Audience></saml:ProxyRestriction>',
    ],
  ])('accepted: %s', async (_, extraConditions) => {
    expect((await judge({ extraConditions })).content.audiences).toEqual([FACTS2.audience]);
  });
});

describe('Audience', () => {
  test.each([
    ['ours among others', [['urn:one', FACTS2.audience, 'urn:two']]],
    ['ours in each', [[FACTS2.audience], ['urn:one', FACTS2.audience]]],
    ['with white space around', [[` ${FACTS2.audience}\n`]]],
  ])('accepted: %s', async (_, audiences) => {
    expect((await judge({ audiences })).content.audiences).toEqual(audiences.flat().map((text) => text.trim()));
  });

  test.each([
    ['another', [['urn:other']]],
    ['ours in the first only', [[FACTS2.audience], ['urn:other']]],
    ['ours in the last only', [['urn:other'], [FACTS2.audience]]],
    ['an empty restriction', [[]]],
    ['an empty Audience', [['']]],
    ['ours in capitals', [[FACTS2.audience.toUpperCase()]]],
    ['ours with a slash more', [[`${FACTS2.audience}/`]]],
  ])('refused: %s', async (_, audiences) => {
    const error = await errorOfAsync(judge({ audiences }));
    expect([error.code, error.detail.option]).toEqual(['audience_mismatch', 'entityId']);
  });

  test('refused: no restriction at all, also where a ProxyRestriction names us', async () => {
    expect(await codeOfAsync(judge({ audiences: [] }))).toBe('audience_missing');
    const extraConditions = `<saml:ProxyRestriction><saml:Audience>${FACTS2.audience}</saml:Audience></saml:ProxyRestriction>`;
    expect(await codeOfAsync(judge({ audiences: [], extraConditions }))).toBe('audience_missing');
  });

  test('refused: an Audience with child elements, an Audience of another namespace', async () => {
    const restriction = (content: string) => ({
      audiences: [],
      extraConditions: `<saml:AudienceRestriction>${content}</saml:AudienceRestriction>`,
    });
    const ours = `<saml:Audience>${FACTS2.audience}</saml:Audience>`;
    expect((await judge(restriction(ours))).content.audiences).toEqual([FACTS2.audience]);
    for (const content of [
      `<saml:Audience>${FACTS2.audience}<x/></saml:Audience>`,
      `<x:Audience xmlns:x="${ASSERTION2}x">${FACTS2.audience}</x:Audience>`,
    ]) {
      expect(await codeOfAsync(judge(restriction(content)))).toBe('audience_mismatch');
    }
  });
});
