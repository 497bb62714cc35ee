import { deflateRawSync, deflateSync } from 'node:zlib';
import { LOGOUT_ID2 } from '../support/saml2';
import { LOGOUT_POST, LOGOUT_REDIRECT, ofClasses, swap, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(10);

// By redirect the document is under a good signature, and in a form it is read before one is looked for.
const before = (insert: string) => (scene: LogoutScene) => insert + scene.unsigned();
const extension = (content: string) => (scene: LogoutScene) =>
  scene.unsigned({ extra: `<samlp:Extensions>${content}</samlp:Extensions>` });
const dtd = 'CVE-2026-28809 (esaml): a DTD is read before any signature';
const odd = 'No honest message holds one';

type Document = (scene: LogoutScene) => string;
type Code = Parameters<typeof logoutAttack>[0]['code'];
const CLASS_OF = {
  id_duplicate: 8,
  xml_malformed: 10,
  xml_comment: 11,
  xml_processing_instruction: 11,
  xml_doctype: 18,
  xml_too_deep: 19,
  xml_too_many_attributes: 19,
  xml_too_many_namespaces: 19,
  xml_too_many_elements: 19,
  message_too_large: 19,
  xml_declaration: 20,
  message_encoding: 20,
  base64_invalid: 20,
  message_unexpected: 24,
} as const satisfies Partial<Record<Code, number>>;
type Malformed = keyof typeof CLASS_OF;
const documents: readonly (readonly [string, Malformed, string, Document])[] = [
  ['a-doctype', 'xml_doctype', dtd, before('<!DOCTYPE x>')],
  ['an-entity', 'xml_doctype', dtd, before('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')],
  ['billion-laughs', 'xml_doctype', dtd, before('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>')],
  ['a-comment-before-it', 'xml_comment', odd, before('<!-- x -->')],
  ['a-comment-inside', 'xml_comment', odd, extension('<!-- x -->')],
  ['an-instruction-before-it', 'xml_processing_instruction', odd, before('<?x y?>')],
  ['another-encoding-declared', 'xml_declaration', odd, before('<?xml version="1.0" encoding="UTF-16"?>')],
  ['xml-1.1', 'xml_declaration', odd, before('<?xml version="1.1"?>')],
  ['an-entity-of-nothing', 'xml_malformed', odd, extension('&e;')],
  ['an-end-that-does-not-match', 'xml_malformed', 'xmldom 0.8 only warns', extension('<a></b>')],
  ['deep-nesting', 'xml_too_deep', 'GHSA-2v35-w6hq-6mfw (xmldom)', extension('<a>'.repeat(70) + '</a>'.repeat(70))],
  ['many-attributes', 'xml_too_many_attributes', 'GHSA-8344-3jmq-59r6 (xmldom)', extension(manyAttributes())],
  ['many-namespaces', 'xml_too_many_namespaces', 'GHSA-965w-775f-mr7g (xmldom)', extension(manyNamespaces())],
  ['many-elements', 'xml_too_many_elements', 'CVE-2025-54572 (ruby-saml)', extension('<a></a>'.repeat(20_001))],
  [
    'its-id-twice',
    'id_duplicate',
    'PortSwigger, The Fragile Lock (2025-12-10)',
    extension(`<a ID="${LOGOUT_ID2}"></a>`),
  ],
  [
    'its-id-twice-in-other-letters',
    'id_duplicate',
    'CVE-2025-66567 (ruby-saml): ids are of several names',
    extension(`<a Id="${LOGOUT_ID2}"></a>`),
  ],
  ['an-element-that-is-not-read', 'message_unexpected', odd, (scene) => scene.unsigned({ last: '<x></x>' })],
];
for (const [name, code, source, document] of documents) {
  logoutAttack({
    name: `logout-with-${name}`,
    classes: [CLASS_OF[code]],
    code,
    source,
    forged: (scene) => (code === 'message_unexpected' ? scene.send : asItStands(scene))(document(scene)),
  });
}

for (const [name, behind] of [
  ['a-root-more', (scene: LogoutScene) => scene.unsigned()],
  ['text-behind-it', () => 'x'],
] as const) {
  logoutAttack({
    name: `logout-with-${name}`,
    classes: [5],
    code: 'xml_malformed',
    source: 'CVE-2022-39299 (passport-saml), CVE-2022-39353 (xmldom)',
    forged: (scene) => asItStands(scene)(scene.unsigned() + behind(scene)),
  });
}

const endlessId: readonly (readonly [string, string | null])[] = [
  ['no-id', null],
  ['an-empty-id', ''],
  ['an-endless-id', `_${'a'.repeat(256)}`],
];
for (const [name, id] of endlessId) {
  logoutAttack({
    name: `logout-with-${name}`,
    classes: [24],
    code: 'message_unexpected',
    source: 'SAML 2.0 core 3.2.1: an ID is mandatory, and what is kept of it is bounded',
    lanes: LOGOUT_REDIRECT,
    forged: (scene) => scene.signed({ id }),
  });
}

const streams: readonly (readonly [string, Malformed, string, (xml: Buffer) => Buffer])[] = [
  ['bomb', 'message_too_large', '272 kB made node-saml 5.1 inflate 200 MB', bomb],
  ['that-was-not-deflated', 'message_encoding', 'SAML 2.0 bindings 3.4.4.1', (xml) => xml],
  ['of-zlib', 'message_encoding', 'SAML 2.0 bindings 3.4.4.1: RFC 1951, without a header', (xml) => deflateSync(xml)],
  [
    'with-more-behind-it',
    'message_encoding',
    'What is read is all that is signed',
    (xml) => Buffer.concat([deflateRawSync(xml), Buffer.from('x')]),
  ],
  ['cut-short', 'message_encoding', 'Half a message is none', (xml) => deflateRawSync(xml).subarray(0, -8)],
  ['of-nothing', 'xml_malformed', 'An empty message is none', () => deflateRawSync(Buffer.alloc(0))],
];
for (const [name, code, source, deflate] of streams) {
  logoutAttack({
    name: `logout-deflated-${name}`,
    classes: [CLASS_OF[code]],
    code,
    source,
    lanes: LOGOUT_REDIRECT,
    forged: (scene) => scene.redirect(scene.unsigned(), { deflate }),
  });
}

logoutAttack({
  name: 'logout-by-a-query-that-is-too-long',
  classes: [19],
  code: 'message_too_large',
  source: 'CVE-2025-25293 (ruby-saml): measured before it is read',
  lanes: LOGOUT_REDIRECT,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { query: (query) => query.replace('&', `${'A'.repeat(15_500)}&`) }),
});

const fields: readonly (readonly [string, Malformed, string, (scene: LogoutScene) => string | Buffer])[] = [
  [
    'that-was-deflated',
    'message_encoding',
    'SAML 2.0 bindings 3.5.4: a form deflates nothing',
    (scene) => deflateRawSync(signed(scene)),
  ],
  [
    'that-is-no-utf-8',
    'message_encoding',
    'Fatal UTF-8: no octet is read as another',
    (scene) => Buffer.from(swap(signed(scene), '<saml:Issuer>', '<saml:Issuer>\u00ff'), 'latin1'),
  ],
  [
    'that-is-too-large',
    'message_too_large',
    'CVE-2025-25293 (ruby-saml): measured before it is decoded',
    (scene) => signed(scene).padEnd(256 * 1024 + 1),
  ],
  ['that-is-no-xml', 'xml_malformed', odd, () => 'LogoutRequest'],
  ['of-nothing', 'base64_invalid', odd, () => ''],
];
for (const [name, code, source, content] of fields) {
  logoutAttack({
    name: `logout-by-a-form-${name}`,
    classes: [CLASS_OF[code]],
    code,
    source,
    lanes: LOGOUT_POST,
    forged: (scene) => scene.form(content(scene)),
  });
}

logoutAttack({
  name: 'logout-by-a-form-that-is-no-base64',
  classes: [20],
  code: 'base64_invalid',
  source: 'Lax base64 lets one message be written in many ways',
  lanes: LOGOUT_POST,
  forged(scene) {
    const fields = scene.signed().body as Record<string, string>;
    return { body: { ...fields, [scene.parameter]: `${fields[scene.parameter] ?? ''}!` } };
  },
});

function signed(scene: LogoutScene): string {
  return scene.sign(scene.unsigned());
}

/** What cannot be parsed cannot be signed in place: in a form it is refused before a signature is looked for. */
function asItStands({ binding, redirect, form }: LogoutScene) {
  return binding === 'redirect' ? redirect : form;
}

function manyAttributes(): string {
  return `<a${Array.from({ length: 65 }, (_, at) => ` a${at}="x"`).join('')}></a>`;
}

function manyNamespaces(): string {
  return `<a${Array.from({ length: 17 }, (_, at) => ` xmlns:n${at}="urn:${at}"`).join('')}></a>`;
}

function bomb(): Buffer {
  return deflateRawSync(Buffer.alloc(10_000_000, ' '), { level: 9 });
}
