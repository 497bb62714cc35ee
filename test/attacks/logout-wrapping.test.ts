import { LOGOUT_ID2, logoutRequest, logoutResponse, saml2Response, signSaml2 } from '../support/saml2';
import { SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import { cut, last, LOGOUT_POST, ofClasses, swap, without, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(2, 3);

// In a form the signature names what it is over, so that it can be made to name another thing than is read.
const paper = 'Somorovsky et al., On Breaking SAML, USENIX Security 2012';
const samlify = 'GHSA-63ch-w8pw-4mf2 (samlify 634): a captured assertion lends its signature to a forged LogoutRequest';
const lanes = LOGOUT_POST;

const captured = (scene: LogoutScene) => scene.sign(scene.unsigned());
const signatureIn = (xml: string) => cut(xml, 'ds:Signature');
/** What the attacker wants believed: another id, and the bystander. */
const evil = (scene: LogoutScene, more: { readonly extra?: string; readonly last?: string } = {}) =>
  scene.unsigned({ id: '_evil', nameId: scene.bystander.nameId, sessionIndexes: [], statusMessage: 'evil', ...more });
const inExtensions = (xml: string) => `<samlp:Extensions>${xml}</samlp:Extensions>`;
const assertion = () => cut(signSaml2(saml2Response(), { what: 'assertion' }), 'saml:Assertion');

const placements: readonly (readonly [string, string, (scene: LogoutScene) => string])[] = [
  ['captured-message-in-extensions', paper, (scene) => evil(scene, { extra: inExtensions(captured(scene)) })],
  ['captured-message-at-the-end', paper, (scene) => evil(scene, { last: captured(scene) })],
  [
    'captured-message-in-extensions-and-its-signature-in-place',
    paper,
    (scene) =>
      evil(scene, { extra: signatureIn(captured(scene)) + inExtensions(without(captured(scene), 'ds:Signature')) }),
  ],
  [
    'captured-message-in-an-object-of-its-signature',
    `${paper}, XSW1`,
    (scene) => {
      const object = `<ds:Object>${without(captured(scene), 'ds:Signature')}</ds:Object>`;
      return evil(scene, { extra: last(signatureIn(captured(scene)), 'ds:Signature', object) });
    },
  ],
  ['captured-assertion-in-extensions', samlify, (scene) => evil(scene, { extra: inExtensions(assertion()) })],
  [
    'captured-assertion-in-extensions-and-its-signature-in-place',
    samlify,
    (scene) => evil(scene, { extra: signatureIn(assertion()) + inExtensions(without(assertion(), 'ds:Signature')) }),
  ],
  [
    'captured-login-in-extensions',
    samlify,
    (scene) =>
      evil(scene, {
        extra: inExtensions(cut(signSaml2(saml2Response(), { what: 'response' }), 'samlp:Response')),
      }),
  ],
  [
    'captured-message-of-the-other-kind',
    paper,
    (scene) =>
      evil(scene, {
        extra: inExtensions(scene.sign(scene.kind === 'LogoutRequest' ? logoutResponse() : logoutRequest())),
      }),
  ],
  [
    'captured-message-under-an-element-of-no-namespace',
    'PortSwigger, The Fragile Lock (2025-12-10)',
    (scene) => evil(scene, { last: `<x xmlns="">${captured(scene)}</x>` }),
  ],
];
for (const [name, source, forge] of placements) {
  logoutAttack({
    name: `logout-wrapping-${name}`,
    code: 'message_unexpected',
    source,
    lanes,
    forged: (scene) => scene.form(forge(scene)),
  });
}

logoutAttack({
  name: 'logout-with-the-signature-of-a-captured-message',
  code: 'signature_reference',
  source: paper,
  lanes,
  forged: (scene) => scene.form(evil(scene, { extra: signatureIn(captured(scene)) })),
});

logoutAttack({
  name: 'logout-with-the-signature-and-the-id-of-a-captured-message',
  code: 'digest_mismatch',
  source: paper,
  lanes,
  forged: (scene) => scene.form(swap(evil(scene, { extra: signatureIn(captured(scene)) }), '_evil', LOGOUT_ID2)),
});

const part = '<samlp:Extensions ID="_part"></samlp:Extensions>';
logoutAttack({
  name: 'logout-whose-signature-is-over-a-part-of-it',
  classes: [2, 7],
  code: 'signature_reference',
  source: `${paper}: the Reference names the parent of the Signature and nothing else`,
  lanes,
  twin: (scene) => scene.form(scene.sign(scene.unsigned({ extra: SIGNATURE_HERE + part }))),
  forged: (scene) => scene.form(scene.sign(scene.unsigned({ extra: SIGNATURE_HERE + part }), { id: '_part' })),
});

logoutAttack({
  name: 'logout-whose-signature-is-over-the-whole-document',
  classes: [7],
  code: 'signature_reference',
  source: 'An empty URI is whatever the document happens to be; SAML 2.0 core 5.4.2: the ID of the root',
  lanes,
  forged: (scene) => scene.form(scene.sign(scene.unsigned(), { uri: '' })),
});

logoutAttack({
  name: 'logout-whose-signature-has-two-references',
  classes: [7],
  code: 'signature_reference',
  source: 'CVE-2026-33487 (goxmldsig); SAML 2.0 core 5.4.2: one Reference',
  lanes,
  forged: (scene) => scene.form(scene.sign(scene.unsigned(), { reference: (usual) => usual + usual })),
});

logoutAttack({
  name: 'logout-with-two-signatures',
  classes: [2],
  code: 'signature_malformed',
  source: 'SAML 2.0 core 5.4.1: one ds:Signature an element',
  lanes,
  forged(scene) {
    const signed = captured(scene);
    return scene.form(swap(signed, '</saml:Issuer>', `</saml:Issuer>${signatureIn(signed)}`));
  },
});

for (const [name, put] of [
  ['the-issuer', (xml: string, signature: string) => swap(xml, '</saml:Issuer>', `${signature}</saml:Issuer>`)],
  [
    'extensions',
    (xml: string, signature: string) => swap(xml, '</saml:Issuer>', `</saml:Issuer>${inExtensions(signature)}`),
  ],
] as const) {
  logoutAttack({
    name: `logout-with-its-signature-in-${name}`,
    code: 'signature_misplaced',
    source: paper,
    lanes,
    forged(scene) {
      const signed = captured(scene);
      return scene.form(put(without(signed, 'ds:Signature'), signatureIn(signed)));
    },
  });
}
