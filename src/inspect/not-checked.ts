import type { Expected } from './expected';
import type { Broker, NotChecked } from './inspection';
import type { Kind } from './kinds';
import type { ReadMessage } from './message';

const NEEDS_APPLICATION: NotChecked = {
  what: 'whether it was used before, belongs to this browser, and meets the policy',
  why: 'only the application knows',
};

/** What the judge could not be told, and so took from the message itself: plainly, so that nothing of it seems to have passed. */
export function notCheckedOf(
  judge: NonNullable<Kind['judge']>,
  broker: Broker,
  { soap, encrypted }: ReadMessage,
  expected: Expected,
): NotChecked[] {
  const saml2 = judge !== 'response1';
  const logout = judge.startsWith('logout');
  const provider = saml2 ? '--idp-metadata' : '--idp-certificate';
  const is = (given: unknown, what: string, why: string) =>
    given === undefined ? [{ what, why: `no ${why} given` }] : [];
  return [
    ...is(
      expected.certificates,
      'whose signature it is',
      `${provider} or ${saml2 ? '--idp-certificate' : '--idp-metadata'}`,
    ),
    ...is(expected.issuer, 'Issuer', saml2 ? '--idp-metadata or --idp-issuer' : '--idp-issuer'),
    ...(logout
      ? is(expected.logoutUrl, 'Destination', '--logout-url')
      : is(expected.callbackUrl, saml2 ? 'Destination and Recipient' : 'Recipient', '--callback-url')),
    ...(logout
      ? []
      : is(expected.audience ?? (saml2 ? expected.entityId : undefined), 'Audience', audienceFlag(broker))),
    ...(judge === 'logout-request' || (judge === 'response1' && !soap)
      ? []
      : is(expected.requestId, 'InResponseTo', '--request-id')),
    ...(encrypted && expected.decryptionKeys.length === 0
      ? [{ what: 'what is inside the encrypted assertion, its signature too', why: 'no --decryption-key given' }]
      : []),
    ...(logout ? [] : [NEEDS_APPLICATION]),
  ];
}

function audienceFlag(broker: Broker): string {
  return broker === 'nemlog-in' || broker === 'signicat-mitid' ? '--entity-id or --audience' : '--audience';
}
