import { asn1, pkcs12, pki, util } from 'node-forge';

/** One entry of a PKCS#12 file, DER. */
export interface Pkcs12Bags {
  readonly certificates: readonly Buffer[];
  /** PKCS#8. */
  readonly rsaKeys: readonly Buffer[];
  /** Private keys that node-forge cannot read: EC and everything else that is not RSA. */
  readonly otherKeys: number;
}

/** node-forge leaves a key or certificate that it cannot read as `asn1`; its types do not say so. */
interface Bag {
  readonly key?: pki.rsa.PrivateKey | null | undefined;
  readonly cert?: pki.Certificate | null | undefined;
  readonly asn1?: asn1.Asn1;
}

const NON_ASCII = /[^\0-\x7f]/;

/**
 * Opens a PKCS#12 file: of today (PBES2 with AES) and of old (RC2, triple DES).
 *
 * @throws Error whose message is a phrase; it quotes nothing of the file or the passphrase.
 */
export function openPkcs12(file: Buffer, passphrase: string): Pkcs12Bags {
  try {
    return bagsOf(parse(file), passphrase);
  } catch (error) {
    if (!NON_ASCII.test(passphrase) || /MAC/i.test(messageOf(error))) throw new Error(phraseOf(error, passphrase));
  }
  try {
    return bagsOf(withoutMac(parse(file)), util.encodeUtf8(passphrase));
  } catch (error) {
    throw new Error(phraseOf(error, passphrase));
  }
}

function parse(file: Buffer): asn1.Asn1 {
  try {
    return asn1.fromDer(file.toString('latin1'));
  } catch {
    throw new Error('Cannot read PKCS#12 PFX.');
  }
}

/**
 * PBES2 takes a passphrase as UTF-8, the MAC and the older ciphers as UTF-16 (RFC 7292, appendix B.1); node-forge gives
 * PBES2 the low byte of each character. So the first attempt verifies the MAC and fails at `æ`, and a second one without
 * the MAC decrypts.
 */
function withoutMac(pfx: asn1.Asn1): asn1.Asn1 {
  return { ...pfx, value: pfx.value.slice(0, 2) };
}

function bagsOf(pfx: asn1.Asn1, passphrase: string): Pkcs12Bags {
  const { safeContents } = pkcs12.pkcs12FromAsn1(pfx, passphrase);
  const bags = safeContents.flatMap(({ safeBags }) => safeBags);
  const ofType = (...names: string[]): Bag[] => bags.filter(({ type }) => names.includes(pki.oids[type] ?? ''));
  const keys = ofType('keyBag', 'pkcs8ShroudedKeyBag').map(({ key }) => key ?? undefined);
  const rsaKeys = keys.filter((key) => key !== undefined);
  return {
    certificates: ofType('certBag').flatMap(({ cert, asn1: unread }) => {
      const certificate = cert ? pki.certificateToAsn1(cert) : unread;
      return certificate === undefined ? [] : [der(certificate)];
    }),
    rsaKeys: rsaKeys.map((key) => der(pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key)))),
    otherKeys: keys.length - rsaKeys.length,
  };
}

const der = (node: asn1.Asn1): Buffer => Buffer.from(asn1.toDer(node).getBytes(), 'latin1');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

function phraseOf(error: unknown, passphrase: string): string {
  const message = messageOf(error);
  if (message.startsWith('Cannot read PKCS#12 PFX')) return 'is not a PKCS#12 file';
  // node-forge says "unsupported", "not supported" or "not a supported …" of every algorithm and form that it does not know.
  if (/supported/i.test(message)) return 'is a PKCS#12 file of a form that cannot be read; export it anew';
  // Without a MAC, a wrong passphrase shows as whatever is wrong with the bytes that come out.
  return passphrase === '' ? 'cannot be opened: the passphrase is empty' : 'cannot be opened with this passphrase';
}
