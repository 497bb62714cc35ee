import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  pbkdf2Sync,
  randomBytes,
  type KeyObject,
  type X509Certificate,
} from 'node:crypto';
import { asn1, md, pkcs12, util } from 'node-forge';
import { readX509, splitSource, type CertificateSource } from './read-x509';
import {
  derOf,
  explicit,
  implicit,
  integer,
  nothing,
  octets,
  oid,
  primitive,
  sequence,
  set,
  type Asn1,
} from './write-der';

/** What goes into a PKCS#12 file. */
export interface Pkcs12Content {
  /** A private key, PEM, without a passphrase; RSA, as everything that reads it here wants. */
  readonly key: string;
  /** The key's own certificate. */
  readonly certificate: CertificateSource;
  /** Those above it; a string may hold several PEM blocks. */
  readonly chain?: CertificateSource;
  /** What the entry is called where the file is imported. */
  readonly friendlyName?: string;
}

/** RFC 7292, section 4 and appendix D. */
const BAG = {
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;
/** RFC 8018, appendix A and B. */
const PBES2 = {
  scheme: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256: '2.16.840.1.101.3.4.1.42',
} as const;
const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const SHA256 = '2.16.840.1.101.3.4.2.1';

const ROUNDS = 10_000;
const SALT_BYTES = 16;
const IV_BYTES = 16;
const AES_KEY_BYTES = 32;
const MAC_BYTES = 32;
const MAC_KEY = 3;

/**
 * Writes a PKCS#12 file (.p12, .pfx): the key and the certificates encrypted with AES-256 (PBES2, PBKDF2 with
 * HMAC-SHA-256), the whole under HMAC-SHA-256. OpenSSL 1.1 and later, Java 8u301 and later, and Windows Server 2019 and
 * later read such files.
 *
 * @param passphrase any text that is not empty.
 * @throws Error whose message is a phrase: a key that is unreadable or not RSA, a certificate that is unreadable or of
 *   another key, an empty passphrase. It quotes none of them.
 */
export function writePkcs12({ key: pem, certificate, chain, friendlyName }: Pkcs12Content, passphrase: string): Buffer {
  if (passphrase === '') throw new Error('needs a passphrase that is not empty');
  const key = readKey(pem);
  const own = readCertificate(certificate);
  if (!own.checkPrivateKey(key)) throw new Error('has a certificate of another key');
  const others = chain === undefined ? [] : splitSource(chain).map(readCertificate);

  const attributes = set([
    attribute(BAG.localKeyId, octets(createHash('sha1').update(own.raw).digest())),
    ...(friendlyName === undefined ? [] : [attribute(BAG.friendlyName, primitive(asn1.Type.BMPSTRING, friendlyName))]),
  ]);
  const bags = [certificateBag(own, attributes), ...others.map((one) => certificateBag(one))];
  const keyBag = sequence(oid(BAG.shroudedKey), explicit(0, encryptedKey(key, passphrase)), attributes);
  const safe = derOf(sequence(encryptedData(sequence(...bags), passphrase), data(derOf(sequence(keyBag)))));
  return derOf(sequence(integer(3), data(safe), macOf(safe, passphrase)));
}

function readKey(pem: string): KeyObject {
  const key = parseKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('has a private key that is not RSA; an RSA key is needed');
  return key;
}

function parseKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // Node quotes nothing of the key, but names OpenSSL's routines, which help nobody.
    throw new Error('has no private key, in PEM and without a passphrase');
  }
}

function readCertificate(source: CertificateSource): X509Certificate {
  const certificate = readX509(source);
  if (certificate === undefined) throw new Error('has a certificate that cannot be read');
  return certificate;
}

function certificateBag({ raw }: X509Certificate, attributes?: Asn1): Asn1 {
  const value = sequence(oid(BAG.x509), explicit(0, octets(raw)));
  return sequence(oid(BAG.certificate), explicit(0, value), ...(attributes === undefined ? [] : [attributes]));
}

function attribute(type: string, value: Asn1): Asn1 {
  return sequence(oid(type), set([value]));
}

interface Encrypted {
  readonly algorithm: Asn1;
  readonly bytes: Buffer;
}

/** PBES2 (RFC 8018, 6.2), which takes the passphrase as UTF-8. */
function encrypt(content: Buffer, passphrase: string): Encrypted {
  const [salt, iv] = [randomBytes(SALT_BYTES), randomBytes(IV_BYTES)];
  const key = pbkdf2Sync(passphrase, salt, ROUNDS, AES_KEY_BYTES, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const derivation = sequence(octets(salt), integer(ROUNDS), sequence(oid(PBES2.hmacSha256), nothing()));
  return {
    algorithm: sequence(
      oid(PBES2.scheme),
      sequence(sequence(oid(PBES2.pbkdf2), derivation), sequence(oid(PBES2.aes256), octets(iv))),
    ),
    bytes: Buffer.concat([cipher.update(content), cipher.final()]),
  };
}

/** EncryptedPrivateKeyInfo (RFC 5958, section 3). */
function encryptedKey(key: KeyObject, passphrase: string): Asn1 {
  const { algorithm, bytes } = encrypt(key.export({ type: 'pkcs8', format: 'der' }), passphrase);
  return sequence(algorithm, octets(bytes));
}

function data(content: Buffer): Asn1 {
  return sequence(oid(DATA), explicit(0, octets(content)));
}

/** EncryptedData (RFC 5652, section 8). */
function encryptedData(content: Asn1, passphrase: string): Asn1 {
  const { algorithm, bytes } = encrypt(derOf(content), passphrase);
  const info = sequence(oid(DATA), algorithm, implicit(bytes));
  return sequence(oid(ENCRYPTED_DATA), explicit(0, sequence(integer(0), info)));
}

/** RFC 7292, section 4 and appendix B: the MAC takes the passphrase as UTF-16. */
function macOf(safe: Buffer, passphrase: string): Asn1 {
  const salt = randomBytes(SALT_BYTES);
  const saltBuffer = util.createBuffer(salt.toString('latin1'));
  const key = pkcs12.generateKey(passphrase, saltBuffer, MAC_KEY, ROUNDS, MAC_BYTES, md.sha256.create());
  const mac = createHmac('sha256', Buffer.from(key.getBytes(), 'latin1')).update(safe).digest();
  return sequence(sequence(sequence(oid(SHA256), nothing()), octets(mac)), octets(salt), integer(ROUNDS));
}
