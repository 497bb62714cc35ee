import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asn1, pki } from 'node-forge';
import { readPkcs12 } from '../../src/certificates';
import { CERTS, type TestCert } from '../support/certs';
import { oces2Person } from '../support/oces';
import { requireTool } from '../support/tool';

const PASSPHRASE = 'Hemmeligt-ord 1';
/** Enough where it is not the rounds that are tested. */
const FEW_ROUNDS = ['-iter', '1'];

/** Every test that openssl made a file for writes it here. */
const folder = mkdtempSync(join(tmpdir(), 'pkcs12-'));
afterAll(() => rmSync(folder, { recursive: true }));

function openssl(args: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('openssl', args);
  if (status !== 0) throw new Error(stderr.toString());
  return stdout;
}

interface Export {
  readonly passphrase?: string;
  readonly args?: readonly string[];
  /** Instead of `pair.key`; '' for none. */
  readonly key?: string;
  /** Instead of `pair.cert`; more certificates may follow the first. */
  readonly certs?: string;
}

/** The file that `openssl pkcs12 -export` makes. */
function exported(pair: TestCert, { passphrase = PASSPHRASE, args = FEW_ROUNDS, key, certs }: Export = {}): Buffer {
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(keyFile, key ?? pair.key);
  writeFileSync(certFile, certs ?? pair.cert);
  const inkey = key === '' ? ['-nokeys'] : ['-inkey', keyFile];
  return openssl(['pkcs12', '-export', ...inkey, '-in', certFile, '-passout', `pass:${passphrase}`, ...args]);
}

const ownOf = ({ key, cert }: TestCert) => ({ key, certificate: cert });
const phraseOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect((error as Error).constructor).toBe(Error);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};
const WRONG = 'cannot be opened with this passphrase';
const NOT_PKCS12 = 'is not a PKCS#12 file';
const OTHER_FORM = 'is a PKCS#12 file of a form that cannot be read; export it anew';

requireTool('openssl')('a file', () => {
  test.each<[string, readonly string[]]>([
    ['as openssl writes it today', []],
    ['of old: RC2 and triple DES', ['-legacy']],
    ['triple DES throughout, MAC SHA-1', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['AES-128', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC']],
    ['MAC SHA-512', ['-macalg', 'sha512']],
    ['without a MAC', ['-nomac']],
    ['with nothing encrypted', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
    ['with a name', ['-name', 'Prøve A/S']],
  ])('%s gives the key and the certificate as they were', (_, args) => {
    expect(readPkcs12(exported(CERTS.idp, { args }), PASSPHRASE)).toEqual(ownOf(CERTS.idp));
  });

  test.each([
    ['empty', ''],
    ['with Danish letters', 'rødgrød med fløde'],
    ['with letters beyond Latin-1', 'žluť 日本'],
  ])('opens with a passphrase that is %s, today and of old', (_, passphrase) => {
    expect(readPkcs12(exported(CERTS.idp, { passphrase }), passphrase)).toEqual(ownOf(CERTS.idp));
    expect(readPkcs12(exported(CERTS.idp, { passphrase, args: ['-legacy', ...FEW_ROUNDS] }), passphrase)).toEqual(
      ownOf(CERTS.idp),
    );
  });

  test('may come as base64, on one line or several', () => {
    const file = exported(CERTS.idp);
    expect(readPkcs12(file.toString('base64'), PASSPHRASE)).toEqual(ownOf(CERTS.idp));
    const lines = `\n${file.toString('base64').replaceAll(/(.{64})/g, '$1\r\n')}\n`;
    expect(readPkcs12(lines, PASSPHRASE)).toEqual(ownOf(CERTS.idp));
  });

  test('with a chain gives the certificate of the key, wherever it stands', () => {
    const { tlsLocalhost, tlsCa } = CERTS;
    for (const certs of [tlsLocalhost.cert + tlsCa.cert, tlsCa.cert + tlsLocalhost.cert]) {
      expect(readPkcs12(exported(tlsLocalhost, { certs }), PASSPHRASE)).toEqual(ownOf(tlsLocalhost));
    }
  });

  test('with an EC certificate in the chain is read all the same', () => {
    const certs = CERTS.idp.cert + CERTS.ec256.cert;
    expect(readPkcs12(exported(CERTS.idp, { certs }), PASSPHRASE)).toEqual(ownOf(CERTS.idp));
  });

  test('with two certificates of its key gives the one that is valid longest', () => {
    const keyFile = join(folder, 'renewed.key.pem');
    writeFileSync(keyFile, CERTS.idp.key);
    const renewed = openssl(['req', '-x509', '-key', keyFile, '-subj', '/CN=renewed', '-days', '36500']).toString();
    for (const certs of [CERTS.idp.cert + renewed, renewed + CERTS.idp.cert]) {
      expect(readPkcs12(exported(CERTS.idp, { certs }), PASSPHRASE).certificate).toBe(renewed);
    }
  });

  // OCES3 certificates are signed so, and node-forge writes such a certificate anew.
  test('gives a certificate signed with RSASSA-PSS as it was, byte for byte', () => {
    const keyFile = join(folder, 'pss.key.pem');
    writeFileSync(keyFile, CERTS.idp.key);
    const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'];
    const certs = openssl(['req', '-x509', '-key', keyFile, '-utf8', '-subj', '/CN=Prøve/O=Åse', ...pss]).toString();
    expect(readPkcs12(exported(CERTS.idp, { certs }), PASSPHRASE).certificate).toBe(certs);
  });

  test('gives a PKCS#8 key that Node reads', () => {
    const { key } = readPkcs12(exported(CERTS.idpNext), PASSPHRASE);
    expect(createPrivateKey(key).equals(createPrivateKey(CERTS.idpNext.key))).toBe(true);
  });
});

requireTool('openssl')('a phrase says what is wrong', () => {
  test.each([
    ['today', [], PASSPHRASE],
    ['of old', ['-legacy'], PASSPHRASE],
    ['without a MAC', ['-nomac'], PASSPHRASE],
    ['with a passphrase in Danish', [], 'rødgrød'],
    ['with a passphrase in Danish and without a MAC', ['-nomac'], 'rødgrød'],
  ])('with the wrong passphrase: a file %s', (_, args, passphrase) => {
    const file = exported(CERTS.idp, { args, passphrase });
    expect(phraseOf(() => readPkcs12(file, `${passphrase}x`))).toBe(WRONG);
    expect(phraseOf(() => readPkcs12(file, ''))).toBe('cannot be opened: the passphrase is empty');
  });

  test('of a file whose bytes were changed, whatever the passphrase', () => {
    for (const passphrase of [PASSPHRASE, 'rødgrød']) {
      const file = exported(CERTS.idp, { passphrase });
      // Inside the encrypted certificate.
      file[600] = file[600]! ^ 1;
      expect(phraseOf(() => readPkcs12(file, passphrase))).toBe(WRONG);
    }
  });

  test('of an EC key', () => {
    expect(phraseOf(() => readPkcs12(exported(CERTS.ec256), PASSPHRASE))).toBe(
      'holds a private key that is not RSA; an RSA key is needed',
    );
  });

  test('of certificates without a key', () => {
    expect(phraseOf(() => readPkcs12(exported(CERTS.idp, { key: '' }), PASSPHRASE))).toBe('holds no private key');
  });

  test('of a key with the certificate of another', () => {
    // openssl refuses to write such a file itself.
    const [ours, theirs] = [CERTS.idp, CERTS.foreign].map((pair) => bagsOf(exported(pair, { args: UNENCRYPTED })));
    expect(phraseOf(() => readPkcs12(fileOf([ours!.key, theirs!.cert]), PASSPHRASE))).toBe(
      'holds no certificate of its private key',
    );
  });

  test('of two keys with their certificates, though one of them twice is one', () => {
    const [one, other] = [CERTS.idp, CERTS.foreign].map((pair) => bagsOf(exported(pair, { args: UNENCRYPTED })));
    const both = [one!.key, one!.cert, other!.key, other!.cert];
    expect(phraseOf(() => readPkcs12(fileOf(both), PASSPHRASE))).toBe(
      'holds 2 private keys with their certificates; one is needed',
    );
    expect(readPkcs12(fileOf([one!.key, one!.key, one!.cert, other!.cert]), PASSPHRASE)).toEqual(ownOf(CERTS.idp));
  });

  test('of algorithms that cannot be read', () => {
    const args = ['-certpbe', 'camellia-128-cbc', '-keypbe', 'camellia-128-cbc'];
    expect(phraseOf(() => readPkcs12(exported(CERTS.idp, { args }), PASSPHRASE))).toBe(OTHER_FORM);
    const unknownMac = exported(CERTS.idp, { args: ['-macalg', 'sha3-256'] });
    expect(phraseOf(() => readPkcs12(unknownMac, PASSPHRASE))).toBe(OTHER_FORM);
  });

  test.each([
    ['nothing', Buffer.alloc(0), NOT_PKCS12],
    ['other bytes', Buffer.from('not one'), NOT_PKCS12],
    ['a certificate in DER', Buffer.from(oces2Person('9208-2002-2-024271267078', 'Test').base64, 'base64'), NOT_PKCS12],
    ['base64 of something else', 'eyJhIjoxfQ==', NOT_PKCS12],
    ['an empty string', '', 'is a string that is not base64'],
    ['a path', './certs/app.p12', 'is a string that is not base64'],
    ['base64 cut short', 'MIIKQwIBAzCCCf', 'is a string that is not base64'],
    ['PEM', CERTS.idp.key, 'is PEM text, not PKCS#12'],
  ])('of %s', (_, pfx, phrase) => {
    expect(phraseOf(() => readPkcs12(pfx, PASSPHRASE))).toBe(phrase);
  });

  test('of a file cut short, or with bytes behind it', () => {
    const file = exported(CERTS.idp);
    expect(phraseOf(() => readPkcs12(file.subarray(0, -10), PASSPHRASE))).toBe(NOT_PKCS12);
    expect(phraseOf(() => readPkcs12(Buffer.concat([file, Buffer.alloc(3)]), PASSPHRASE))).toBe(NOT_PKCS12);
  });

  test('and never quotes the passphrase', () => {
    const passphrase = 'xyzzy-9f3';
    for (const args of [FEW_ROUNDS, ['-legacy'], ['-nomac']]) {
      const file = exported(CERTS.idp, { args });
      let thrown: unknown;
      try {
        readPkcs12(file, passphrase);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(Error);
      expect((thrown as Error).stack).not.toContain(passphrase);
      expect((thrown as Error).cause).toBeUndefined();
    }
  });
});

const UNENCRYPTED = ['-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac'];
const { SEQUENCE, OCTETSTRING, OID, INTEGER } = asn1.Type;
const universal = (type: Parameters<typeof asn1.create>[1], constructed: boolean, value: string | asn1.Asn1[]) =>
  asn1.create(asn1.Class.UNIVERSAL, type, constructed, value);
const contents = (node: asn1.Asn1 | undefined) => node!.value as asn1.Asn1[];

/** The SafeBags of a file that openssl has written with neither encryption nor MAC (RFC 7292, section 4). */
function bagsOf(file: Buffer): { key: asn1.Asn1; cert: asn1.Asn1 } {
  const pfx = asn1.fromDer(file.toString('latin1'));
  const octets = (contentInfo: asn1.Asn1 | undefined) =>
    asn1.fromDer(contents(contents(contentInfo)[1])[0]!.value as unknown as string);
  const bags = contents(octets(contents(pfx)[1])).flatMap((contentInfo) => contents(octets(contentInfo)));
  const ofType = (name: string) =>
    bags.find((bag) => pki.oids[asn1.derToOid(contents(bag)[0]!.value as unknown as string)] === name)!;
  return { key: ofType('keyBag'), cert: ofType('certBag') };
}

/** A file of those bags, again with neither. */
function fileOf(bags: readonly asn1.Asn1[]): Buffer {
  const contentInfo = (content: asn1.Asn1) =>
    universal(SEQUENCE, true, [
      universal(OID, false, asn1.oidToDer(pki.oids['data']!).getBytes()),
      asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [
        universal(OCTETSTRING, false, asn1.toDer(content).getBytes()),
      ]),
    ]);
  const pfx = universal(SEQUENCE, true, [
    universal(INTEGER, false, asn1.integerToDer(3).getBytes()),
    contentInfo(universal(SEQUENCE, true, [contentInfo(universal(SEQUENCE, true, [...bags]))])),
  ]);
  return Buffer.from(asn1.toDer(pfx).getBytes(), 'latin1');
}
