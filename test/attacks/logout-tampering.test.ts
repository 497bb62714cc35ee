import { STATUS2 } from '../support/saml2';
import { LOGOUT_POST, LOGOUT_REQUEST, LOGOUT_RESPONSE, ofClasses, swap, without, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(13);

const source = 'SAML 2.0 profiles 4.4.4: a captured message, changed on its way';
const code = 'signature_invalid';
/** In a form the digest stands between, in a query there is none. */
const codes = {
  'logout-request-post': ['digest_mismatch', 'the digest in the document is that of another text'],
  'logout-response-post': ['digest_mismatch', 'the digest in the document is that of another text'],
} as const;

const edits: readonly (readonly [string, typeof LOGOUT_REQUEST, (scene: LogoutScene) => (xml: string) => string])[] = [
  [
    'name-another-person',
    LOGOUT_REQUEST,
    ({ named, bystander }) =>
      (xml) =>
        swap(swap(xml, named.nameId, bystander.nameId), named.sessionIndex, bystander.sessionIndex),
  ],
  ['name-every-session-of-the-person', LOGOUT_REQUEST, () => (xml) => without(xml, 'samlp:SessionIndex')],
  [
    'name-another-session',
    LOGOUT_REQUEST,
    ({ named, bystander }) =>
      (xml) =>
        swap(xml, `>${named.sessionIndex}<`, `>${bystander.sessionIndex}<`),
  ],
  [
    'name-one-session-more',
    LOGOUT_REQUEST,
    ({ bystander }) =>
      (xml) =>
        swap(
          xml,
          '<samlp:SessionIndex>',
          `<samlp:SessionIndex>${bystander.sessionIndex}</samlp:SessionIndex><samlp:SessionIndex>`,
        ),
  ],
  [
    'live-longer',
    LOGOUT_REQUEST,
    () => (xml) => swap(xml, / NotOnOrAfter="[^"]*"/, ' NotOnOrAfter="2099-01-01T00:00:00Z"'),
  ],
  [
    'be-an-answer-to-another-request',
    LOGOUT_RESPONSE,
    () => (xml) => swap(xml, / InResponseTo="[^"]*"/, ' InResponseTo="_another"'),
  ],
  ['say-that-it-failed', LOGOUT_RESPONSE, () => (xml) => swap(xml, `${STATUS2}Success`, `${STATUS2}Responder`)],
  [
    'say-more',
    [...LOGOUT_REQUEST, ...LOGOUT_RESPONSE],
    () => (xml) => swap(xml, 'Version="2.0"', 'Version="2.0" Consent="x"'),
  ],
];
for (const [name, lanes, edit] of edits) {
  logoutAttack({
    name: `logout-changed-to-${name}`,
    code,
    codes: Object.fromEntries(Object.entries(codes).filter(([lane]) => lanes.includes(lane as (typeof lanes)[number]))),
    source,
    lanes,
    forged: (scene) => scene.tampered(edit(scene)),
  });
}

logoutAttack({
  name: 'logout-with-another-signature-value',
  code,
  source,
  lanes: LOGOUT_POST,
  forged: (scene) =>
    scene.form(swap(scene.sign(scene.unsigned()), /<ds:SignatureValue>.{8}/, '<ds:SignatureValue>AAAAAAAA')),
});
