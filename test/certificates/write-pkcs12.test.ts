import { readPkcs12, writePkcs12, type Pkcs12Content } from '../../src/certificates';
import { CERTS, type TestCert } from '../support/certs';
import { oces2Person } from '../support/oces';
import { requireTool } from '../support/tool';
import { OpenSsl, PSS } from './openssl';

const PASSPHRASE = 'Hemmeligt-ord 1';
let openssl: OpenSsl;
beforeAll(() => (openssl = new OpenSsl()));
afterAll(() => openssl.remove());

const contentOf = ({ key, cert }: TestCert): Pkcs12Content => ({ key, certificate: cert });
/** What openssl finds in a file; it gets the passphrase from a file too, so that any letter is passed on as it is. */
const readByOpenssl = (file: Buffer, passphrase: string, args: readonly string[] = []) =>
  openssl
    .run(['pkcs12', '-in', openssl.write(file), '-nodes', '-passin', `file:${openssl.write(passphrase)}`, ...args])
    .toString('latin1');
const blocks = (text: string, label: string) =>
  text.match(new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----\n`, 'g')) ?? [];

const PASSPHRASES: readonly (readonly [string, string])[] = [
  ['in ASCII', PASSPHRASE],
  ['with Danish letters', 'rødgrød med fløde'],
  ['with letters beyond Latin-1', 'žluť 日本'],
  ['with a letter beyond the first plane', 'nøgle 🔑'],
  ['of one character', 'x'],
];

requireTool('openssl')('a file that we write', () => {
  test.each(PASSPHRASES)('is read by openssl, with a passphrase %s', (_, passphrase) => {
    const file = writePkcs12(contentOf(CERTS.idp), passphrase);
    const read = readByOpenssl(file, passphrase);
    expect(blocks(read, 'PRIVATE KEY')).toEqual([CERTS.idp.key]);
    expect(blocks(read, 'CERTIFICATE')).toEqual([CERTS.idp.cert]);
  });

  test('is read by us, whatever the letters of the passphrase', () => {
    const passphrase = 'nøgle 🔑';
    const file = writePkcs12(contentOf(CERTS.idp), passphrase);
    expect(readPkcs12(file, passphrase)).toEqual({ key: CERTS.idp.key, certificate: CERTS.idp.cert });
  });

  test('is not read with another passphrase', () => {
    const file = writePkcs12(contentOf(CERTS.idp), PASSPHRASE);
    expect(() => readByOpenssl(file, `${PASSPHRASE}x`)).toThrow(/invalid password/);
    expect(() => readPkcs12(file, `${PASSPHRASE}x`)).toThrow('cannot be opened with this passphrase');
  });

  test('is encrypted with AES-256 throughout, under a MAC of SHA-256', () => {
    const file = openssl.write(writePkcs12(contentOf(CERTS.idp), PASSPHRASE));
    const passin = ['-passin', `file:${openssl.write(PASSPHRASE)}`];
    // openssl says it on standard error.
    const said = openssl.said(['pkcs12', '-in', file, '-info', '-noout', ...passin]);
    expect(said).toMatch(/MAC: sha256, Iteration 10000/);
    const pbes2 = /PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256/g;
    expect(said.match(pbes2)).toHaveLength(2);
    expect(said).toMatch(/PKCS7 Encrypted data: PBES2/);
    expect(said).toMatch(/Shrouded Keybag: PBES2/);
  });

  test('is another one each time', () => {
    const [one, other] = [1, 2].map(() => writePkcs12(contentOf(CERTS.idp), PASSPHRASE));
    expect(one!.equals(other!)).toBe(false);
  });

  test('holds the chain and a name, and gives the certificate of the key', () => {
    const { tlsLocalhost, tlsCa, idpNext } = CERTS;
    const file = writePkcs12(
      { ...contentOf(tlsLocalhost), chain: tlsCa.cert + idpNext.cert, friendlyName: 'Prøve A/S' },
      PASSPHRASE,
    );
    const read = readByOpenssl(file, PASSPHRASE);
    expect(blocks(read, 'CERTIFICATE').sort()).toEqual([tlsLocalhost.cert, tlsCa.cert, idpNext.cert].sort());
    expect(read).toContain('friendlyName: Prøve A/S\n');
    // By the localKeyID, which key and certificate share.
    expect(blocks(readByOpenssl(file, PASSPHRASE, ['-clcerts', '-nokeys']), 'CERTIFICATE')).toEqual([
      tlsLocalhost.cert,
    ]);
    expect(readPkcs12(file, PASSPHRASE)).toEqual({ key: tlsLocalhost.key, certificate: tlsLocalhost.cert });
  });

  test('holds a certificate signed with RSASSA-PSS as it is, byte for byte', () => {
    const { cert } = openssl.issue({ subject: '/CN=Prøve/O=Åse', key: CERTS.idp, args: PSS });
    const file = writePkcs12({ key: CERTS.idp.key, certificate: cert }, PASSPHRASE);
    expect(blocks(readByOpenssl(file, PASSPHRASE), 'CERTIFICATE')).toEqual([cert]);
    expect(readPkcs12(file, PASSPHRASE).certificate).toBe(cert);
  });
});

describe('a phrase says what is wrong', () => {
  test.each<[string, Pkcs12Content, string, string]>([
    ['no passphrase', contentOf(CERTS.idp), '', 'needs a passphrase that is not empty'],
    ['no key', { ...contentOf(CERTS.idp), key: 'x' }, 'p', 'has no private key, in PEM and without a passphrase'],
    ['an EC key', contentOf(CERTS.ec256), 'p', 'has a private key that is not RSA; an RSA key is needed'],
    ['no certificate', { ...contentOf(CERTS.idp), certificate: 'x' }, 'p', 'has a certificate that cannot be read'],
    [
      'no certificate in the chain',
      { ...contentOf(CERTS.idp), chain: 'x' },
      'p',
      'has a certificate that cannot be read',
    ],
    [
      'the certificate of another key',
      { key: CERTS.idp.key, certificate: oces2Person('9208-2002-2-024271267078', 'Test').pem },
      'p',
      'has a certificate of another key',
    ],
  ])('%s', (_, content, passphrase, phrase) => {
    expect(() => writePkcs12(content, passphrase)).toThrow(new Error(phrase));
  });
});
