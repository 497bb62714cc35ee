import { deflateRawSync } from 'node:zlib';
import { BROWSER_MESSAGE } from '../../src/trust';
import { idpMetadata } from '../../test/attacks/harness/idp-metadata';
import { CERTS } from '../../test/support/certs';
import { base64 } from '../../test/support/saml11';
import { logoutRequest, redirectQuery } from '../../test/support/saml2';
import { AES256_CBC } from '../../test/support/saml2/encryption-methods';
import { SHA256 } from '../../test/support/xmldsig/methods';
import { frameOf, seal, signature, wayOf } from './ways.cjs';

/** One message: what is judged, and by which judge of `measure.cjs`. */
export interface Job {
  readonly way: string;
  readonly kind: string;
  readonly judge: string;
  readonly text: string;
}

const MAX = BROWSER_MESSAGE.maxBytes;
const [post, encrypted] = [wayOf('SAML 1.1 by POST'), wayOf('SAML 2.0, encrypted')];

/** A unit again and again, until a document of SAML 1.1 is as long as it may be. */
function posted(kind: string, write: (filled: (unit: string) => string) => string): Job {
  const around = Buffer.byteLength(write(() => ''));
  const document = write((unit) => unit.repeat((MAX - around) / Buffer.byteLength(unit)));
  return { way: post.name, kind, judge: post.judge, text: base64(document) };
}
const frame = (change: (signature: string) => string = (usual) => usual) =>
  frameOf(post, change(signature(post.signedId, undefined)), '');
const cert = CERTS.foreign.cert.replaceAll(/-----[A-Z ]+-----|\s/g, '');

const signatures: readonly Job[] = [
  posted('References', (filled) =>
    frame((usual) => usual.replace(/<ds:Reference [\s\S]*<\/ds:Reference>/, (one) => one + filled(one))),
  ),
  posted('transforms', (filled) =>
    frame((usual) => usual.replace('</ds:Transforms>', (end) => filled('<ds:Transform Algorithm="a"/>') + end)),
  ),
  posted('Signatures', (filled) => frame((usual) => usual + filled(usual))),
  posted('certificates in KeyInfo', (filled) =>
    frame((usual) =>
      usual.replace(
        '</ds:Signature>',
        (end) =>
          `<ds:KeyInfo>${filled(`<ds:X509Data><ds:X509Certificate>${cert}</ds:X509Certificate></ds:X509Data>`)}</ds:KeyInfo>${end}`,
      ),
    ),
  ),
  posted('base64 of a signature value', (filled) =>
    frame((usual) => usual.replace('<ds:SignatureValue>', (start) => start + filled('AAAA'))),
  ),
  posted('white space in a PrefixList', (filled) =>
    frame((usual) =>
      usual.replace(
        /(<ds:CanonicalizationMethod [^>]*)\/>/,
        `$1><ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="a${filled(' ')}b"/></ds:CanonicalizationMethod>`,
      ),
    ),
  ),
];

const whiteSpace: readonly Job[] = [
  ['a status code', '<samlp:StatusCode Value="'],
  ['a time', ' IssueInstant="'],
  ['a digest', '<ds:DigestValue>'],
].map(([where = '', start = '']) =>
  posted(`white space in ${where}`, (filled) => frame().replace(start, () => start + filled(' '))),
);

const unfinished: readonly Job[] = [
  posted('a comment', (filled) => `<!--${filled('a')}--><a/>`),
  posted('processing instructions', (filled) => `${filled('<?a?>')}<a/>`),
  posted('a document type', (filled) => `<!DOCTYPE a [${filled('<!ENTITY a "a">')}]><a/>`),
  posted('an XML declaration', (filled) => `<?xml version="1.0"${filled(' ')}?><a/>`),
  posted('open tags', (filled) => filled('<a>')),
  posted('an entity that nobody declared', (filled) => `<a>&${filled('a')};</a>`),
  posted('a tag that never ends', (filled) => `<a${filled(' ')}`),
  posted('white space before the end', (filled) => `<a/>${filled('\n')}`),
];

const ciphertexts: readonly Job[] = [
  ['a session key for nobody', { certificate: CERTS.foreign.cert }],
  ['a session key under a digest and a mask of two hashes', { digest: SHA256 }],
  ['a padding that is none', { data: AES256_CBC, cipher: withoutPadding }],
].map(([kind, encryption]) => ({
  way: encrypted.name,
  kind: kind as string,
  judge: encrypted.judge,
  text: seal(frameOf(encrypted, signature(encrypted.signedId, undefined), 'a'.repeat(170_000)), encryption as object),
}));

/** The bit falls into the last octet of the plaintext, which is the number of octets of padding. */
function withoutPadding(octets: Buffer): Buffer {
  const changed = Buffer.from(octets);
  changed.writeUInt8((changed.at(-17) ?? 0) ^ 0x80, changed.length - 17);
  return changed;
}

const longQuery = (unit: string) => redirectQuery(logoutRequest()) + unit.repeat((MAX - 4_000) / unit.length);
const redirects: readonly Job[] = [
  ['parameters', longQuery('&a')],
  ['names that are no escapes', longQuery('&%')],
  ['names that are escapes of no UTF-8', longQuery('&%ff')],
  [
    'a message that nobody signed',
    redirectQuery('a'.repeat(1_000), { deflate: () => Buffer.alloc(180_000), signer: CERTS.foreign }),
  ],
  ['a deflate bomb that the identity provider signed', bomb(185_000)],
  ['a deflate bomb of elements, within the bound', redirectQuery(`<a>${'<a/>'.repeat(65_000)}</a>`)],
].map(([kind = '', text = '']) => ({ way: 'logout by redirect', kind, judge: 'logout-redirect', text }));

function bomb(bytes: number): string {
  const deflated = deflateRawSync(Buffer.alloc(bytes * 1_020, 'a'));
  return redirectQuery('LogoutRequest', { parameter: 'SAMLRequest', deflate: () => deflated, escape: (text) => text });
}

const many = Array<string>(790).fill(CERTS.ec256.cert);
const metadata: readonly Job[] = [
  ['keys', idpMetadata(many)],
  [
    'certificates in one key',
    idpMetadata(many).replaceAll(
      '</ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>',
      '',
    ),
  ],
  ['as many certificates as are taken', idpMetadata(many.slice(0, 32))],
].map(([kind = '', text = '']) => ({ way: 'metadata, over TLS alone', kind, judge: 'metadata-unsigned', text }));

const answers: readonly Job[] = [
  { way: 'callback', kind: 'names that are no escapes', judge: 'query', text: '%&'.repeat(8_192) },
  { way: 'UUID match', kind: 'JSON that is nested', judge: 'cpr-match', text: '['.repeat(2_048) + ']'.repeat(2_048) },
];

export const OTHERS: readonly Job[] = [
  ...signatures,
  ...whiteSpace,
  ...unfinished,
  ...ciphertexts,
  ...redirects,
  ...metadata,
  ...answers,
];
