import { randomBytes } from 'node:crypto';
import { ASSERTION2, ASSERTION_ID2, saml2Response, signSaml2 } from '../support/saml2';
import { encryptAssertion, type Encryption } from '../support/saml2/encrypt';
import * as e from '../support/saml2/encryption-methods';
import { requireTool } from '../support/tool';
import { SHA1, SHA256, SHA384, SHA512 } from '../support/xmldsig/methods';
import { assertionOf, OURS, SIGNED, verify } from './encrypted-messages';
import { encryptByOpenssl, encryptByXmlsec, wrapByOpenssl } from './independent-encryptors';

const DATA = [e.AES128_GCM, e.AES256_GCM, e.AES128_CBC, e.AES256_CBC];
const short = (uri: string | null | undefined) => uri?.replace(/^.*#/, '') ?? 'none';

requireTool('xmlsec1')('what xmlsec1 encrypts', () => {
  test.each(DATA)('%s', (data) => {
    const { assertion, coverage, encrypted } = verify(encryptByXmlsec(SIGNED, data, OURS));
    expect([assertion.attribute('ID'), coverage, encrypted]).toEqual([ASSERTION_ID2, 'assertion', true]);
  });

  // libxml2 writes the node alone, so that its prefix is bound by what stands around the EncryptedData.
  test('an assertion that declares no namespace of its own', () => {
    const own = ` xmlns:saml="${ASSERTION2}"`;
    const [first = '', ...rest] = saml2Response().split(own);
    const message = signSaml2(first + own + rest.join(''));
    expect(/<saml:Assertion[^>]*>/.exec(message)?.[0]).not.toContain('xmlns:saml=');
    const { assertion } = verify(encryptByXmlsec(message, e.AES256_CBC, OURS));
    expect(assertion.is(ASSERTION2, 'Assertion')).toBe(true);
  });
});

/** Every key encryption that is allowed, with what openssl calls its digest and its mask. */
const KEYS = [
  ...(
    [
      [null, 'sha1'],
      [SHA1, 'sha1'],
      [SHA256, 'sha256'],
      [SHA512, 'sha512'],
    ] as const
  ).map(([digest, md]) => ({ key: e.OAEP_MGF1P, digest, mgf: null, md, mask: 'sha1' })),
  ...(
    [
      [null, 'sha1'],
      [SHA1, 'sha1'],
      [SHA256, 'sha256'],
      [SHA384, 'sha384'],
      [e.SHA384_XENC, 'sha384'],
      [SHA512, 'sha512'],
    ] as const
  ).flatMap(([digest, md]) =>
    (
      [
        [null, 'sha1'],
        [e.MGF1_SHA1, 'sha1'],
        [e.MGF1_SHA256, 'sha256'],
        [e.MGF1_SHA384, 'sha384'],
        [e.MGF1_SHA512, 'sha512'],
      ] as const
    )
      .filter(([, mask]) => md !== 'sha384' || mask === 'sha384')
      .map(([mgf, mask]) => ({ key: e.OAEP_11, digest, mgf, md, mask })),
  ),
];

requireTool('openssl')('what openssl encrypts', () => {
  const sessionKeys = new Map([16, 32].map((bytes) => [bytes, randomBytes(bytes)]));
  const data = DATA.map((uri) => {
    const sessionKey = sessionKeys.get(e.CIPHERS[uri]?.keyBytes ?? 0) ?? Buffer.alloc(0);
    return { uri, sessionKey, octets: encryptByOpenssl(assertionOf(SIGNED), uri, sessionKey) };
  });

  test.each(KEYS.map((row) => [`${short(row.key)}, ${short(row.digest)}, ${short(row.mgf)}`, row] as const))(
    '%s',
    (_, { key, digest, mgf, md, mask }) => {
      for (const { uri, sessionKey, octets } of data) {
        const wrapped = wrapByOpenssl(sessionKey, md, mask, OURS);
        const said: Encryption = { certificate: OURS.cert, key, digest, mgf, data: uri };
        const xml = encryptAssertion(SIGNED, { ...said, cipher: () => octets, wrapped: () => wrapped });
        expect(verify(xml)).toMatchObject({ coverage: 'assertion', encrypted: true });
      }
    },
  );
});

describe('what node:crypto encrypts by hand', () => {
  test.each(DATA)('%s, inside and beside', (data) => {
    for (const keyPlace of ['inside', 'beside'] as const) {
      const xml = encryptAssertion(SIGNED, { certificate: OURS.cert, data, keyPlace });
      expect(verify(xml)).toMatchObject({ coverage: 'assertion', encrypted: true });
    }
  });
});
