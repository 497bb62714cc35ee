import { inspect } from 'node:util';
import { MitIdError } from '../../src/errors';
import { CERTS } from '../support/certs';
import { errorOf } from '../support/codes';
import { ASSERTION_ID2, RESPONSE_ID2, saml2Assertion, saml2Response, signSaml2 } from '../support/saml2';
import { encryptedAssertion, type AssertionEncryption } from '../support/saml2/encrypt';
import * as e from '../support/saml2/encryption-methods';
import { signByHand, SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import { RSA_SHA1 } from '../support/xmldsig/methods';
import { assertionOf, certificates, encrypt, NEXT, NOT_OURS, OURS, SIGNED, verify } from './encrypted-messages';

/** The code that the log alone knows; undefined for what went wrong before there was a plaintext. */
function causeOf(options: Partial<AssertionEncryption>, xml = SIGNED): string | undefined {
  const error = errorOf(() => verify(encrypt(options, xml)));
  expect(error.code).toBe('decryption_failed');
  return error.cause instanceof MitIdError ? error.cause.code : undefined;
}

const flip = (at: number) => (octets: Buffer) => {
  const index = at < 0 ? octets.length + at : at;
  octets[index] = (octets[index] ?? 0) ^ 1;
  return octets;
};
const inside = (change: (assertion: string) => string) => ({ plaintext: change(assertionOf(SIGNED)) });
/** A signed assertion that says something else than usual. */
const saying = (extraAssertion: string) => ({
  plaintext: assertionOf(signSaml2(saml2Response({ extraAssertion }))),
});
/** For what is refused before a signature is looked at. */
const bound = (content: string) => inside((xml) => xml.replace('</saml:Assertion>', `${content}$&`));
const CBC = { data: e.AES256_CBC };
const MANY = (count: number) => '<saml:a/>'.repeat(count);

type Failure = readonly [name: string, cause: string | undefined, Partial<AssertionEncryption>, xml?: string];
const ROWS: readonly Failure[] = [
  ['the key of another', undefined, { certificate: NOT_OURS.cert }],
  ['a key of another size', undefined, { certificate: NEXT.cert }],
  ['a changed encrypted key', undefined, { wrapped: flip(5) }],
  ['a changed encrypted key, digest and mask apart', undefined, { mgf: e.MGF1_SHA1, wrapped: flip(5) }],
  ['an encrypted key of one octet', undefined, { wrapped: (octets) => octets.subarray(0, 1) }],
  ['another digest than it says', undefined, { encryptedKey: (xml) => xml.replace('#sha256"', '#sha512"') }],
  [
    'another mask than it says',
    undefined,
    { mgf: e.MGF1_SHA1, encryptedKey: (xml) => xml.replace('mgf1sha1', 'mgf1sha512') },
  ],
  [
    'a session key of 16 bytes for AES-256',
    undefined,
    { data: e.AES128_GCM, encryptedData: (xml) => xml.replace('aes128', 'aes256') },
  ],
  ['a session key of 32 bytes for AES-128', undefined, { encryptedData: (xml) => xml.replace('aes256', 'aes128') }],
  ['an encrypted key of zeros', undefined, { wrapped: (octets) => octets.fill(0) }],
  ['a changed tag', undefined, { cipher: flip(-1) }],
  ['a changed IV', undefined, { cipher: flip(0) }],
  ['changed data', undefined, { cipher: flip(100) }],
  ['a tag of 12 bytes', undefined, { cipher: (octets) => octets.subarray(0, -4) }],
  ['no data', undefined, { cipher: (octets) => octets.subarray(0, 28) }],
  ['padding of 0', undefined, { ...CBC, ...padded(0) }],
  ['padding of 17', undefined, { ...CBC, ...padded(17) }],
  ['padding that leaves whole XML', undefined, { ...CBC, ...padded() }],
  ['CBC under the key of another', undefined, { ...CBC, certificate: NOT_OURS.cert }],
  [
    'CBC whose first block is changed',
    'message_encoding',
    {
      ...CBC,
      sessionKey: Buffer.alloc(32, 7),
      cipher: (octets) => Buffer.concat([octets.subarray(0, 16), Buffer.alloc(16, 255), octets.subarray(32)]),
    },
  ],
  ['CBC with a changed IV', 'xml_malformed', { ...CBC, cipher: flip(0) }],
  ['nothing', 'xml_malformed', { plaintext: '' }],
  ['nothing but padding', 'xml_malformed', { ...CBC, plaintext: '' }],
  ['text', 'xml_malformed', { plaintext: 'not XML' }],
  ['octets that are no UTF-8', 'message_encoding', { plaintext: Buffer.from([0x3c, 0xff, 0x3e]) }],
  ['an end cut off', 'xml_malformed', inside((xml) => xml.slice(0, -3))],
  ['two roots', 'xml_malformed', inside((xml) => `${xml}<a/>`)],
  ['text behind the root', 'xml_malformed', inside((xml) => `${xml}x`)],
  ['an unbound prefix', 'xml_malformed', inside((xml) => xml.replace('<saml:Subject>', '<unbound:a/>$&'))],
  ['an entity', 'xml_malformed', inside((xml) => xml.replace('<saml:Subject>', '<a>&x;</a>$&'))],
  ['a DOCTYPE', 'xml_doctype', inside((xml) => `<!DOCTYPE a>${xml}`)],
  ['a comment', 'xml_comment', inside((xml) => xml.replace('<saml:Subject>', '<!-- c -->$&'))],
  ['a comment behind', 'xml_comment', inside((xml) => `${xml}<!-- c -->`)],
  ['a processing instruction', 'xml_processing_instruction', inside((xml) => `<?p?>${xml}`)],
  ['XML 1.1', 'xml_declaration', inside((xml) => `<?xml version="1.1"?>${xml}`)],
  [
    'the id of the Response',
    'id_duplicate',
    { plaintext: assertionOf(signSaml2(saml2Response({ responseId: '_other', assertionId: RESPONSE_ID2 }))) },
  ],
  ['the id of the EncryptedData', 'id_duplicate', saying('<saml:a Id="_data"/>')],
  ['one id twice', 'id_duplicate', saying('<saml:a Id="_b"/><saml:a Id="_b"/>')],
  ['another element', 'message_unexpected', { plaintext: '<saml:Advice/>' }],
  [
    'an Assertion of another namespace',
    'message_unexpected',
    { plaintext: '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"/>' },
  ],
  [
    'a whole Response',
    'message_unexpected',
    { plaintext: signSaml2(saml2Response({ responseId: '_r2', assertionId: '_a2' })) },
  ],
  [
    'an EncryptedAssertion',
    'message_unexpected',
    {
      plaintext: encryptedAssertion(assertionOf(SIGNED), {
        certificate: OURS.cert,
        encryptedData: (xml) => xml.replace(' Id="_data"', ''),
      }),
    },
  ],
  [
    'an assertion in Advice',
    'assertion_count',
    {
      plaintext: assertionOf(
        signSaml2(saml2Response({ advice: `<saml:Advice>${saml2Assertion({ assertionId: '_b' })}</saml:Advice>` })),
      ),
    },
  ],
  [
    'an encrypted assertion in Advice',
    'assertion_count',
    {
      plaintext: assertionOf(
        signSaml2(saml2Response({ advice: '<saml:Advice><saml:EncryptedAssertion/></saml:Advice>' })),
      ),
    },
  ],
  ['a Response in it', 'assertion_count', saying('<samlp:Response xmlns:samlp="urn:x"/>')],
  ['no signature at all', 'signature_missing', {}, saml2Response()],
  ['a changed value', 'digest_mismatch', inside((xml) => xml.replace('Substantial', 'High'))],
  ['a signature by another', 'signature_invalid', {}, signSaml2(saml2Response(), { signer: CERTS.foreign })],
  ['a signature with SHA-1', 'signature_sha1', {}, signSaml2(saml2Response(), { signatureAlgorithm: RSA_SHA1 })],
  [
    'a signature of another shape',
    'signature_malformed',
    inside((xml) => xml.replace('<ds:SignedInfo>', '<ds:Object/>$&')),
  ],
  [
    'a signature of another element',
    'signature_misplaced',
    inside((xml) => xml.replace(/(<ds:Signature .*<\/ds:Signature>)/s, '<saml:a>$1</saml:a>')),
  ],
  ['two signatures', 'signature_malformed', twiceSigned()],
  ['an assertion without an id', 'signature_reference', inside((xml) => xml.replace(` ID="${ASSERTION_ID2}"`, ''))],
  [
    'a signature value that is no base64',
    'base64_invalid',
    inside((xml) => xml.replace(/(<ds:SignatureValue>)/, '$1!')),
  ],
  ['too deep where it stands', 'xml_too_deep', bound('<saml:a>'.repeat(62) + '</saml:a>'.repeat(62))],
  ['too many elements together', 'xml_too_many_elements', bound(MANY(19_980))],
  ['too many namespaces together', 'xml_too_many_namespaces', manyNamespaces()],
];
const FAILURES = ROWS.map(([name, cause, options, xml]) => ({ name, cause, options, xml }));

/** The assertion with white space to a whole block, and a block that ends in `last`; without it, no block at all. */
function padded(last?: number): Partial<AssertionEncryption> {
  const text = Buffer.from(assertionOf(SIGNED));
  const plaintext = Buffer.concat([text, Buffer.alloc(16 - (text.length % 16), ' ')]);
  return { plaintext, padding: last === undefined ? Buffer.alloc(0) : Buffer.alloc(16, last) };
}

/** The first one is good, and covers the second. */
function twiceSigned(): Partial<AssertionEncryption> {
  const second = /<ds:Signature .*<\/ds:Signature>/s.exec(SIGNED)?.[0] ?? '';
  const xml = saml2Response().replace('</saml:Assertion>', `${SIGNATURE_HERE}${second}$&`);
  return { plaintext: assertionOf(signByHand(xml, { signer: CERTS.idp, id: ASSERTION_ID2 })) };
}

function manyNamespaces(): Partial<AssertionEncryption> {
  const declared = (level: number) => Array.from({ length: 16 }, (_, at) => ` xmlns:n${level}-${at}="urn:n"`).join('');
  const levels = Array.from({ length: 8 }, (_, level) => `<saml:a${declared(level)}>`);
  return bound(levels.join('') + '</saml:a>'.repeat(8));
}

describe('whatever goes wrong from the first use of a key on', () => {
  test.each(FAILURES)('$name', ({ cause, options, xml }) => {
    expect(causeOf(options, xml)).toBe(cause);
  });

  test('is one answer to everybody but the log', () => {
    const answers = FAILURES.map(({ options, xml }) => {
      const error = errorOf(() => verify(encrypt(options, xml)));
      // All that is enumerable, and so all that a careless handler would send.
      const { reference, ...said } = error;
      expect(reference).toMatch(/^[0-9a-f]{8}$/);
      return { said, message: error.message, text: String(error), json: JSON.stringify(error).replace(reference, '') };
    });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.said).toEqual({ code: 'decryption_failed', status: 401, outcome: 'fail', name: 'MitIdError' });
  });

  test('256 questions about a padding have one answer', () => {
    const answers = Array.from({ length: 256 }, (_, guess) => {
      const cipher = (octets: Buffer) => {
        const at = octets.length - 17;
        octets[at] = (octets[at] ?? 0) ^ guess;
        return octets;
      };
      // Unsigned: what stands inside cannot pass, whatever its padding is.
      const error = errorOf(() => verify(encrypt({ ...CBC, cipher }, saml2Response())));
      return `${error.code} ${error.status} ${error.message}`;
    });
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('decryption_failed 401');
  });
});

describe('a plaintext stays secret', () => {
  const SECRET = 'hemmeligt';
  test.each([
    [
      'as the name of an element',
      inside((xml) => xml.replace('<saml:Subject>', `<${SECRET}><!-- c --></${SECRET}>$&`)),
    ],
    ['as a prefix', inside((xml) => xml.replace('<saml:Subject>', `<${SECRET}:a/>$&`))],
    ['as an entity', inside((xml) => xml.replace('<saml:Subject>', `<a>&${SECRET};</a>$&`))],
    ['as an attribute twice', inside((xml) => xml.replace('<saml:Subject>', `<a ${SECRET}="1" ${SECRET}="2"/>$&`))],
    ['as an end tag', inside((xml) => `${xml}</${SECRET}>`)],
    ['as the root', { plaintext: `<${SECRET}/>` }],
    ['as a version', inside((xml) => `<?xml version="${SECRET}"?>${xml}`)],
    ['as an algorithm', inside((xml) => xml.replace(/(SignatureMethod Algorithm=")[^"]*/, `$1urn:${SECRET}`))],
    ['as a digest', inside((xml) => xml.replace(/(DigestMethod Algorithm=")[^"]*/, `$1urn:${SECRET}`))],
    ['as a transform', inside((xml) => xml.replace(/(Transform Algorithm=")[^"]*/, `$1urn:${SECRET}`))],
    ['as a child of Signature', inside((xml) => xml.replace('<ds:SignedInfo>', `<ds:${SECRET}/>$&`))],
    ['as a value', inside((xml) => xml.replace('Substantial', SECRET))],
  ])('%s', (_, options) => {
    const xml = encrypt(options);
    expect(options.plaintext).toContain(SECRET);
    const error = errorOf(() => verify(xml));
    const { cause } = error;
    const dump = [error, error.detail, error.explain(), cause, cause instanceof MitIdError && cause.detail];
    expect(error.code).toBe('decryption_failed');
    expect(inspect(dump, { depth: 9, showHidden: true })).not.toContain(SECRET);
  });

  test('the log learns what was refused, and what an option changes', () => {
    const sha1 = errorOf(() => verify(encrypt({}, signSaml2(saml2Response(), { signatureAlgorithm: RSA_SHA1 }))));
    const told = {
      where: 'Response/EncryptedAssertion',
      expected: 'SHA-256 or better',
      option: 'dangerouslyAllowSha1',
    };
    expect(sha1.detail).toEqual({ ...told, got: 'a plaintext refused for signature_sha1' });
    expect((sha1.cause as MitIdError).detail).toEqual(told);
    const foreign = errorOf(() => verify(encrypt({}, signSaml2(saml2Response(), { signer: CERTS.foreign }))));
    expect(foreign.detail).toEqual({
      where: 'Response/EncryptedAssertion',
      got: 'a plaintext refused for signature_invalid',
      expected: `a signature by ${certificates.map(({ fingerprint256 }) => fingerprint256).join(' or ')}`,
      option: 'idpMetadata',
    });
    const key = errorOf(() => verify(encrypt({ certificate: NEXT.cert })));
    expect(key.detail).toEqual({
      where: 'Response/EncryptedAssertion',
      got: 'a session key that no decryption key opens, or one of another size',
      expected: 'one encrypted for a certificate whose key is among them',
      option: 'decryptionKeys',
    });
  });
});
