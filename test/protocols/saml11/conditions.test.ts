import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { ASSERTION, FACTS, instant } from '../../support/saml11';
import { artifact, LANES, MINUTE, NOW, post } from './expectations';

const at = (offsetMs: number) => instant(NOW + offsetMs);
const SKEW = 30_000;

describe.each(LANES)('%s: time', (_, judge) => {
  const judged = (says: Parameters<typeof judge>[0], now = NOW) => judge(says, { now: () => now, clockSkewMs: SKEW });

  test('on or after NotOnOrAfter plus the skew it has expired, a millisecond before it has not', async () => {
    const says = { notOnOrAfter: at(5 * MINUTE) };
    const end = NOW + 5 * MINUTE + SKEW;
    expect((await judged(says, end - 1)).content.expiresAt).toEqual(new Date(NOW + 5 * MINUTE));
    expect(await codeOfAsync(judged(says, end))).toBe('assertion_expired');
  });

  test('before NotBefore less the skew it is not valid yet', async () => {
    const says = { notBefore: at(2 * MINUTE) };
    const start = NOW + 2 * MINUTE - SKEW;
    expect((await judged(says, start)).content.issuedAt).toEqual(new Date(NOW));
    expect(await codeOfAsync(judged(says, start - 1))).toBe('assertion_not_yet_valid');
  });

  test('nor before it was issued', async () => {
    const says = { issueInstant: at(0), notBefore: at(-60 * MINUTE), authenticationInstant: at(-MINUTE) };
    expect((await judged(says, NOW - SKEW)).content.issuedAt).toEqual(new Date(NOW));
    expect(await codeOfAsync(judged(says, NOW - SKEW - 1))).toBe('assertion_not_yet_valid');
  });

  test('a window of more than 15 minutes is shortened to 15 minutes after the issue', async () => {
    const says = { notOnOrAfter: at(8 * 60 * MINUTE) };
    const end = NOW + 15 * MINUTE + SKEW;
    expect((await judged(says, end - 1)).content.expiresAt).toEqual(new Date(NOW + 15 * MINUTE));
    expect(await codeOfAsync(judged(says, end))).toBe('assertion_expired');
  });

  test('an authentication in the future is none', async () => {
    expect((await judged({ authenticationInstant: at(SKEW) })).content.authentication.instant).toEqual(
      new Date(NOW + SKEW),
    );
    expect(await codeOfAsync(judged({ authenticationInstant: at(SKEW + 1_000) }))).toBe('assertion_not_yet_valid');
  });

  test.each([
    ['NotBefore', { notBefore: '2026-03-04T12:00:00' }],
    ['NotOnOrAfter', { notOnOrAfter: '2026-02-30T12:00:00Z' }],
    ['NotOnOrAfter that is empty', { notOnOrAfter: '' }],
    ['AuthenticationInstant', { authenticationInstant: 'yesterday' }],
    ['AuthenticationInstant that is empty', { authenticationInstant: '' }],
  ])('%s that is no time', async (__, says) => {
    expect(await codeOfAsync(judge(says))).toBe('time_malformed');
  });

  test('an error says our clock and the option', async () => {
    const { detail } = await errorOfAsync(judge({ notOnOrAfter: at(-MINUTE) }));
    expect(detail).toMatchObject({
      got: 'our clock at 2026-03-04T12:00:00.000Z',
      expected: 'before 2026-03-04T11:59:00.000Z',
      option: 'acceptedClockSkewMs',
    });
  });
});

describe.each(LANES)('%s: Conditions', (_, judge) => {
  const times = `NotBefore="${at(-MINUTE)}" NotOnOrAfter="${at(MINUTE)}"`;
  const audience = `<saml:AudienceRestrictionCondition><saml:Audience>${FACTS.audience}</saml:Audience></saml:AudienceRestrictionCondition>`;
  const whole = `<saml:Conditions ${times}>${audience}</saml:Conditions>`;

  test.each([
    ['none', { conditions: '' }],
    ['two', { conditions: whole + whole }],
    ['no NotBefore', { notBefore: null }],
    ['no NotOnOrAfter', { notOnOrAfter: null }],
    ['of another namespace', { conditions: whole.replaceAll('saml:Conditions', 'Conditions') }],
  ])('refused: %s', async (__, says) => {
    expect(await codeOfAsync(judge(says))).toBe('conditions_missing');
  });

  test.each([
    ['one of another specification', '<x:Condition xmlns:x="urn:x"/>'],
    ['the abstract one', '<saml:Condition/>'],
    ['OneTimeUse of SAML 2.0', '<x:OneTimeUse xmlns:x="urn:oasis:names:tc:SAML:2.0:assertion"/>'],
    ['a known name of another namespace', '<DoNotCacheCondition/>'],
  ])('refused: %s', async (__, extraConditions) => {
    expect(await codeOfAsync(judge({ extraConditions }))).toBe('condition_unknown');
  });

  test('DoNotCacheCondition is honoured by using the assertion at once', async () => {
    expect((await judge({ extraConditions: '<saml:DoNotCacheCondition/>' })).content.audiences).toEqual([
      FACTS.audience,
    ]);
  });
});

describe.each(LANES)('%s: Audience', (_, judge) => {
  test.each([
    ['ours among others', [['urn:one', FACTS.audience, 'urn:two']]],
    ['ours in each', [[FACTS.audience], ['urn:one', FACTS.audience]]],
    ['with white space around', [[` ${FACTS.audience}\n`]]],
  ])('accepted: %s', async (__, audiences) => {
    expect((await judge({ audiences })).content.audiences).toEqual(audiences.flat().map((text) => text.trim()));
  });

  test.each([
    ['another', [['urn:other']]],
    ['ours in the first only', [[FACTS.audience], ['urn:other']]],
    ['ours in the last only', [['urn:other'], [FACTS.audience]]],
    ['an empty restriction', [[]]],
    ['an empty Audience', [['']]],
    ['ours in capitals', [[FACTS.audience.toUpperCase()]]],
    ['ours with something after', [[`${FACTS.audience}0`]]],
  ])('refused: %s', async (__, audiences) => {
    const error = await errorOfAsync(judge({ audiences }));
    expect([error.code, error.detail.option]).toEqual(['audience_mismatch', 'audience']);
    // The option is about none at all.
    expect(await codeOfAsync(judge({ audiences }, { allowMissingAudience: true }))).toBe('audience_mismatch');
  });

  test('refused: an Audience with child elements, an Audience of another namespace', async () => {
    const restriction = (content: string) => ({
      audiences: [],
      extraConditions: `<saml:AudienceRestrictionCondition>${content}</saml:AudienceRestrictionCondition>`,
    });
    for (const content of [
      `<saml:Audience>${FACTS.audience}<x/></saml:Audience>`,
      `<x:Audience xmlns:x="${ASSERTION}x">${FACTS.audience}</x:Audience>`,
    ]) {
      expect(await codeOfAsync(judge(restriction(content)))).toBe('audience_mismatch');
    }
  });
});

describe('no Audience at all', () => {
  const none = { audiences: [] };
  test('artifact: refused, unless it is allowed', async () => {
    const error = await errorOfAsync(artifact(none));
    expect([error.code, error.detail.option]).toEqual(['audience_missing', 'allowMissingAudience']);
    expect((await artifact(none, { allowMissingAudience: true })).content.audiences).toEqual([]);
  });

  test('POST: refused, whatever is allowed, and no option is offered', async () => {
    const error = await errorOfAsync(post(none, { allowMissingAudience: true }));
    expect([error.code, error.detail.option]).toEqual(['audience_missing', undefined]);
  });
});
