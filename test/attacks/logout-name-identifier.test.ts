import { element, escapeXml } from '../support/xml-text';
import { LOGOUT_REQUEST, ofClasses, swap, type LogoutScene } from './harness';

const { logoutAttack, logoutHarmless } = ofClasses(30);

const lanes = LOGOUT_REQUEST;
const truncation = 'CVE-2017-11427 (OneLogin), CVE-2018-0489 (Shibboleth), VU#475445: text read up to a comment';
const nameId = (content: string) => element('saml:NameID', {}, content);
/** The bystander's name, and more of it behind something that a reader may stop at. */
const split = ({ bystander }: LogoutScene, at: string) => nameId(`${escapeXml(bystander.nameId)}${at}.evil`);

logoutAttack({
  name: 'logout-with-a-comment-in-the-name',
  classes: [11, 30],
  code: 'xml_comment',
  source: truncation,
  lanes,
  forged: (scene) => scene.send(scene.unsigned({ subject: split(scene, '<!---->'), sessionIndexes: [] })),
});

logoutAttack({
  name: 'logout-with-a-comment-put-into-the-signed-name',
  classes: [11, 30],
  code: 'xml_comment',
  codes: { 'logout-request-redirect': ['signature_invalid', 'the query is verified before the message is read'] },
  source: `${truncation}; canonicalization drops comments, so that a signature does not cover one`,
  lanes,
  forged: (scene) =>
    scene.tampered((xml) =>
      swap(xml, scene.named.nameId, `${scene.named.nameId.slice(0, -4)}<!---->${scene.named.nameId.slice(-4)}`),
    ),
});

logoutAttack({
  name: 'logout-with-a-processing-instruction-in-the-name',
  classes: [11, 30],
  code: 'xml_processing_instruction',
  codes: { 'logout-request-redirect': ['signature_invalid', 'the query is verified before the message is read'] },
  source: 'xml-crypto 6.3 writes one as its text when it canonicalizes, as if that were signed',
  lanes,
  forged: (scene) =>
    scene.tampered((xml) =>
      swap(xml, scene.named.nameId, `<?x ${scene.named.nameId.slice(0, 5)}?>${scene.named.nameId.slice(5)}`),
    ),
});

const subjects: readonly (readonly [
  string,
  'name_identifier_missing' | 'message_unexpected',
  (scene: LogoutScene) => string,
])[] = [
  ['without-a-name', 'name_identifier_missing', () => ''],
  ['with-an-empty-name', 'name_identifier_missing', () => nameId('')],
  ['with-white-space-for-a-name', 'name_identifier_missing', () => nameId(' \n ')],
  [
    'with-a-name-in-another-namespace',
    'message_unexpected',
    ({ named }) => `<NameID xmlns="urn:x">${escapeXml(named.nameId)}</NameID>`,
  ],
  [
    'with-two-names',
    'message_unexpected',
    ({ named, bystander }) => nameId(escapeXml(named.nameId)) + nameId(escapeXml(bystander.nameId)),
  ],
  ['with-elements-in-the-name', 'message_unexpected', ({ named }) => nameId(`<x>${escapeXml(named.nameId)}</x>`)],
  ['with-an-encrypted-name', 'message_unexpected', () => '<saml:EncryptedID></saml:EncryptedID>'],
  ['with-a-base-id', 'message_unexpected', () => '<saml:BaseID></saml:BaseID>'],
  [
    'with-a-name-inside-a-subject',
    'message_unexpected',
    ({ named }) => `<saml:Subject>${nameId(escapeXml(named.nameId))}</saml:Subject>`,
  ],
];
for (const [name, code, subject] of subjects) {
  logoutAttack({
    name: `logout-${name}`,
    classes: name === 'with-an-encrypted-name' ? [21, 30] : [30],
    code,
    source: 'SAML 2.0 core 3.7.1: one BaseID, NameID or EncryptedID; of those the last and the first are not read here',
    lanes,
    forged: (scene) => scene.signed({ subject: subject(scene) }),
  });
}

for (const [name, sessionIndexes] of [
  ['empty', ['']],
  ['of-white-space', [' ']],
] as const) {
  logoutAttack({
    name: `logout-with-a-session-index-${name}`,
    code: 'message_unexpected',
    source: 'Passed over, it would be a request without an index: one that ends every session of the person',
    lanes,
    forged: (scene) => scene.signed({ sessionIndexes }),
  });
}

logoutHarmless({
  name: 'logout-with-the-name-in-a-section',
  source: 'XML 1.0 2.7: a CDATA section is text',
  lanes,
  variant: (scene) => scene.signed({ subject: nameId(`<![CDATA[${scene.named.nameId}]]>`) }),
});

logoutHarmless({
  name: 'logout-without-a-session-index',
  source: 'SAML 2.0 core 3.7.3.2: every session of the person, who has one here',
  lanes,
  variant: (scene) => scene.signed({ sessionIndexes: [] }),
});
