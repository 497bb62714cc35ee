import { spawnSync } from 'node:child_process';
import { constants, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedXml as Verifier } from 'xml-crypto';
import { readTrustedCertificates } from '../../src/certificates';
import { MitIdError, type MitIdErrorCode } from '../../src/errors';
import { SAML11_NAMES } from '../../src/protocols/saml11/names';
import { canonicalize, openMessage, SOAP_MESSAGE, verifyMessage } from '../../src/trust';
import { DSIG_NAMESPACE, readSignature } from '../../src/trust/signature-shape';
import type { TestCert } from '../support/certs';
import { ASSERTION, PROTOCOL, SOAP } from '../support/saml11';
import * as m from '../support/xmldsig/methods';
import { DOMParser, quietly, SignedXml } from './outside';

/** What an implementation says of a message: all its signatures are good, or not, and what octets they cover. */
export interface Verdict {
  readonly accepted: boolean;
  /** Our code, where we refuse. */
  readonly code?: MitIdErrorCode;
  /** The canonical octets of each signed element, in document order of the signatures. */
  readonly signed: readonly string[];
  /** The canonical octets of each SignedInfo. */
  readonly signedInfo?: readonly string[];
}

const REFUSED: Verdict = { accepted: false, signed: [] };

/** The trust core: reader, shape, canonicalization and node:crypto. */
export function ours(xml: string | Buffer, { cert }: TestCert): Verdict {
  const { certificates } = readTrustedCertificates(cert, 'idpCert');
  try {
    const bytes = Buffer.from(xml);
    const message = openMessage(bytes, SAML11_NAMES, SOAP_MESSAGE, bytes.includes(SOAP));
    const { coverage } = verifyMessage(message, { certificates });
    const signatures = message.elements.filter((element) => element.is(DSIG_NAMESPACE, 'Signature'));
    const shapes = signatures.map(readSignature);
    return {
      accepted: coverage !== 'none',
      signed: shapes.map(({ element, referencePrefixes }) =>
        canonicalize(element.parent ?? element, referencePrefixes, element),
      ),
      signedInfo: shapes.map(({ signedInfo, signedInfoPrefixes }) => canonicalize(signedInfo, signedInfoPrefixes)),
    };
  } catch (error) {
    if (error instanceof MitIdError) return { ...REFUSED, code: error.code };
    throw error;
  }
}

/** xml-crypto's SignedXml as SAML libraries call it, over @xmldom/xmldom. */
export function xmlCrypto(xml: string | Buffer, { cert }: TestCert, ids = ['AssertionID', 'ResponseID']): Verdict {
  return quietly(() => verifiedByXmlCrypto(xml.toString(), cert, ids));
}

function verifiedByXmlCrypto(text: string, cert: string, idAttributes: readonly string[]): Verdict {
  const signed: string[] = [];
  try {
    const parsed = new DOMParser({ errorHandler: () => undefined }).parseFromString(text, 'text/xml');
    const signatures = Array.from(parsed.getElementsByTagNameNS(DSIG_NAMESPACE, 'Signature'));
    for (const signature of signatures) {
      const verifier = new SignedXml({ publicCert: cert });
      verifier.idAttributes = [...idAttributes];
      addAlgorithms(verifier);
      verifier.loadSignature(signature);
      if (!verifier.checkSignature(text)) return REFUSED;
      signed.push(...verifier.getSignedReferences());
    }
    return { accepted: signatures.length > 0, signed };
  } catch {
    return REFUSED;
  }
}

// xml-crypto has RSA with three hashes and PSS with one; its parser and canonicalization are what is compared of the rest.
export function addAlgorithms(verifier: Verifier): void {
  const options = (name: string) =>
    name.includes('MGF1')
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { dsaEncoding: 'ieee-p1363' as const };
  for (const name of [m.RSA_SHA384, m.PSS_SHA384, m.PSS_SHA512, m.ECDSA_SHA256, m.ECDSA_SHA384, m.ECDSA_SHA512]) {
    const hash = `sha${/sha(\d+)/.exec(name)?.[1] ?? ''}`;
    verifier.SignatureAlgorithms[name] = class {
      getAlgorithmName = () => name;
      getSignature = () => '';
      verifySignature = (octets: string, key: unknown, value: unknown) =>
        verify(hash, Buffer.from(octets), { key: String(key), ...options(name) }, Buffer.from(String(value), 'base64'));
    };
  }
  verifier.HashAlgorithms[m.SHA384] = class {
    getAlgorithmName = () => m.SHA384;
    getHash = (octets: string) => m.digestOf(m.SHA384, octets);
  };
}

const SAML11_IDS: readonly (readonly [attribute: string, element: string])[] = [
  ['AssertionID', `${ASSERTION}:Assertion`],
  ['ResponseID', `${PROTOCOL}:Response`],
];

/** xmlsec1 on the command line, over libxml2. @param ids the attribute that holds the id of each element that is signed. */
export function xmlsec(xml: string | Buffer, { cert }: TestCert, ids = SAML11_IDS): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-xmlsec-'));
  try {
    writeFileSync(join(folder, 'message.xml'), xml);
    writeFileSync(join(folder, 'cert.pem'), cert);
    const count = Math.max(
      1,
      Buffer.from(xml)
        .toString('latin1')
        .split(/<(?:[\w.-]+:)?Signature[\s>]/).length - 1,
    );
    const verdicts: Verdict[] = [];
    // Behind one that is refused the others change nothing.
    while (verdicts.length < count && verdicts.at(-1)?.accepted !== false) {
      verdicts.push(xmlsecOne(folder, verdicts.length + 1, ids));
    }
    return {
      accepted: verdicts.every(({ accepted }) => accepted),
      signed: verdicts.flatMap(({ signed }) => signed),
      signedInfo: verdicts.flatMap(({ signedInfo = [] }) => signedInfo),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function xmlsecOne(folder: string, position: number, ids: typeof SAML11_IDS): Verdict {
  const { status, stdout } = spawnSync(
    'xmlsec1',
    [
      ...['verify', '--enabled-key-data', 'key-name', '--enabled-reference-uris', 'empty,same-doc'],
      ...ids.flatMap(([attribute, element]) => [`--id-attr:${attribute}`, element]),
      ...['--store-references', '--store-signatures', '--print-debug'],
      ...[
        '--pubkey-cert-pem',
        'cert.pem',
        '--node-xpath',
        `(//*[local-name()='Signature'])[${position}]`,
        'message.xml',
      ],
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return {
    accepted: status === 0,
    signed: between(stdout, 'PreDigest'),
    signedInfo: between(stdout, 'PreSigned'),
  };
}

function between(output: string, name: string): string[] {
  return output
    .split(`== ${name} data - start buffer:\n`)
    .slice(1)
    .map((text) => text.slice(0, text.indexOf(`\n== ${name} data - end buffer`)));
}
