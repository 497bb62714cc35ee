import { base64 } from '../support/saml2';
import { LOGOUT_RESPONSE, ofClasses, swap, type LogoutScene, type LogoutWire } from './harness';

const { logoutAttack } = ofClasses(23, 30);

const source = 'SAML 2.0 profiles 4.4.4.2: a LogoutResponse answers the one LogoutRequest that it names';
const lanes = LOGOUT_RESPONSE;

/** The same message under another RelayState, which by redirect is signed. */
const under = (scene: LogoutScene, relayState: string | undefined): LogoutWire => {
  if (scene.binding === 'post') {
    const SAMLResponse = base64(scene.sign(scene.unsigned()));
    return { body: { SAMLResponse, ...(relayState !== undefined && { RelayState: relayState }) } };
  }
  if (relayState !== undefined) return scene.redirect(scene.unsigned(), { relayState });
  const remove = (query: string) => swap(query, /&RelayState=[^&]*/, '');
  return scene.redirect(scene.unsigned(), { octets: remove, query: remove });
};

logoutAttack({
  name: 'logout-answer-to-nothing',
  code: 'in_response_to_missing',
  source,
  lanes,
  forged: (scene) => scene.signed({ inResponseTo: null }),
});

const others: readonly (readonly [string, string])[] = [
  ['another-request', '_3a2b1c0d4e5f6071829304a5b6c7d8e9f0011223'],
  ['an-empty-id', ''],
];
for (const [name, inResponseTo] of others) {
  logoutAttack({
    name: `logout-answer-to-${name}`,
    code: 'in_response_to_mismatch',
    source,
    lanes,
    forged: (scene) => scene.signed({ inResponseTo }),
  });
}

logoutAttack({
  name: 'logout-answer-that-nobody-waits-for',
  classes: [23, 30],
  code: 'logout_unknown',
  source: 'Rocket.Chat takes one from anybody; RelayState names a logout that we began',
  lanes,
  forged: (scene) => under(scene, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
});

logoutAttack({
  name: 'logout-answer-in-the-name-of-the-logout-of-somebody-else',
  code: 'in_response_to_mismatch',
  source: `${source}; RelayState says which is meant, and the signed InResponseTo which it is`,
  lanes,
  anotherLogout: true,
  forged: (scene) => under(scene, scene.anotherRelayState ?? 'A'.repeat(43)),
});

logoutAttack({
  name: 'logout-answer-under-a-path',
  classes: [27],
  code: 'logout_unknown',
  source: 'Open redirect: RelayState finds where to go on to, and is never itself a place',
  lanes,
  forged: (scene) => under(scene, 'https://evil.example/'),
});

logoutAttack({
  name: 'logout-answer-without-a-relay-state',
  code: 'callback_empty',
  source,
  lanes,
  forged: (scene) => under(scene, undefined),
});
