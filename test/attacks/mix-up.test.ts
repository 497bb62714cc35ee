import { CERTS } from '../support/certs';
import {
  artifact,
  fieldsOf,
  ofClasses,
  type LaneName,
  type MixUpWorld,
  type StartedLogin,
  type Verdict,
} from './harness';

const { mixUpAttack } = ofClasses(29);

const simpleSaml = 'CVE-2026-49283 (SimpleSAMLphp): one identity provider vouches for the answer of another';
const mixUp = 'Fett, Küsters, Schmitz, CCS 2016: the browser is sent to one provider while the login is of another';
const sealed = ['decryption_failed', 'the signature is inside the ciphertext'] as const;
const uniform = { 'saml2-encrypted': sealed, 'signicat-mitid': sealed };
const named = ['issuer_mismatch', 'the Response says who sends it'] as const;

/** Brings an answer to our callback in the name of a login that was started at the other broker. */
function bringToOurs({ ours, callback }: MixUpWorld, lane: LaneName, login: StartedLogin): Promise<Verdict> {
  const { browser, relayState, action, scene } = login;
  if (lane === 'saml11-artifact') return ours.get(browser, { SAMLart: artifact(), TARGET: relayState });
  const { SAMLResponse = '', RelayState, TARGET } = fieldsOf(login, scene.signed());
  const [, query = ''] = action.split('?');
  // Where the target is an URL, it is the one that it is brought to.
  if (query !== '') return ours.post(browser, { SAMLResponse }, `${callback}?${query}`);
  return ours.post(browser, {
    SAMLResponse,
    ...(RelayState === undefined ? { TARGET: TARGET ?? '' } : { RelayState }),
  });
}

mixUpAttack({
  name: 'answer-in-a-login-that-another-broker-was-asked-for',
  code: 'login_unknown',
  source: `${mixUp}; an artifact is not sent to a broker that was not asked`,
  forged: async (world, lane) => bringToOurs(world, lane, await world.theirs.start()),
});

mixUpAttack({
  name: 'answer-of-another-broker-under-its-own-name',
  code: 'signature_invalid',
  codes: { 'saml2-post': named, 'saml2-encrypted': named, 'signicat-mitid': named },
  source: simpleSaml,
  forged: async ({ ours, theirs }) => {
    const { scene } = await theirs.start();
    const said = { issuer: scene.facts.issuer };
    return ours.end(await ours.start(), (own) => own.signed(said, { signer: CERTS.foreign }));
  },
});

mixUpAttack({
  name: 'answer-of-another-broker-under-the-name-of-ours',
  code: 'signature_invalid',
  codes: uniform,
  source: simpleSaml,
  forged: async ({ ours }) => ours.end(await ours.start(), (own) => own.signed({}, { signer: CERTS.foreign })),
});

mixUpAttack({
  name: 'answer-signed-by-our-broker-in-a-login-at-another',
  code: 'signature_invalid',
  codes: uniform,
  source: simpleSaml,
  forged: async ({ theirs }) => theirs.end(await theirs.start(), (scene) => scene.signed()),
});
