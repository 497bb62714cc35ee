import { createPrivateKey } from 'node:crypto';
import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { MitIdError, type MitIdErrorCode } from '../../../src/errors';
import { SAML11_NAMES } from '../../../src/protocols/saml11/names';
import { openLogout } from '../../../src/protocols/saml2/logout-message';
import { SAML2_NAMES } from '../../../src/protocols/saml2/names';
import {
  BROWSER_MESSAGE,
  canonicalize,
  decodeBase64,
  DSIG_NAMESPACE,
  openMessage,
  readXml,
  SOAP_MESSAGE,
  verifyMessage,
  type XmlElement,
} from '../../../src/trust';
import { readSignature } from '../../../src/trust/signature-shape';
import { codesUnder } from '../../attacks/harness/code-groups';
import { SERVICE_PROVIDER } from '../../attacks/harness/encrypting';
import { FACTS2, LOGOUT_URL2 } from '../../support/saml2';
import type { Verdict } from '../verdicts';
import type { Case } from './cases';

const keys = [createPrivateKey(SERVICE_PROVIDER.key)];
const now = () => Date.now();
/** Later codes are of what a message says, under a signature that is good. */
const OF_THE_SIGNATURE: ReadonlySet<MitIdErrorCode> = new Set(
  [
    ...codesUnder('reading'),
    ...codesUnder('structure and signature'),
    'parameter_duplicate' as const,
    'no_valid_certificate' as const,
  ].filter((code) => code !== 'time_malformed'),
);

/** Our verdict on the signatures of a message, wherever it came from; what it says is not judged. */
export function ours(sent: Case): Verdict {
  try {
    return sent.kind === 'saml11' || sent.kind === 'saml2' ? login(sent) : logout(sent);
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    // Behind a ciphertext the code is one for all; what was wrong is its cause.
    const code = error.cause instanceof MitIdError ? error.cause.code : error.code;
    return { accepted: false, code, signed: [] };
  }
}

function login({ kind, field, document = Buffer.alloc(0), ...by }: Case): Verdict {
  const limits = field === undefined ? SOAP_MESSAGE : BROWSER_MESSAGE;
  const bytes = field === undefined ? document : decodeBase64(field, limits.maxBytes, 'SAMLResponse');
  const names = kind === 'saml11' ? SAML11_NAMES : SAML2_NAMES;
  const message = openMessage(bytes, names, limits, field === undefined);
  const decryption = kind === 'saml2' ? { keys, allowCbc: true } : undefined;
  const { assertion, coverage, encrypted } = verifyMessage(message, options(by), decryption);
  const elements = encrypted ? [...message.elements, ...inside(assertion)] : message.elements;
  return { accepted: coverage !== 'none', ...octetsOf(elements) };
}

function logout({ kind, field, query, document, ...by }: Case): Verdict {
  const local = kind === 'LogoutResponse' ? kind : 'LogoutRequest';
  const { certificates, dangerouslyAllowSha1 } = options(by);
  const delivery =
    query === undefined
      ? ({ binding: 'post', field: field ?? '' } as const)
      : ({ binding: 'redirect', rawQuery: query } as const);
  try {
    openLogout(delivery, local, CHILDREN, {
      issuer: FACTS2.issuer,
      logoutUrl: LOGOUT_URL2,
      certificates: new TrustedCertificates(certificates),
      clockSkewMs: 60_000,
      now,
      dangerouslyAllowSha1,
    });
  } catch (error) {
    if (!(error instanceof MitIdError) || OF_THE_SIGNATURE.has(error.code)) throw error;
  }
  if (document === undefined) return { accepted: true, signed: [] };
  return { accepted: true, ...octetsOf(readXml(document, BROWSER_MESSAGE).elements) };
}
const CHILDREN: ReadonlySet<string> = new Set(
  ['Status', 'SessionIndex']
    .map((local) => `{${SAML2_NAMES.protocol}}${local}`)
    .concat(`{${SAML2_NAMES.assertion}}NameID`),
);

function options({ certificates, sha1 }: Pick<Case, 'certificates' | 'sha1'>) {
  const key = certificates.join('');
  const trusted =
    trustedOf.get(key) ?? new TrustedCertificates(readTrustedCertificates(certificates, 'idpCert').certificates);
  trustedOf.set(key, trusted);
  return { certificates: trusted.at(now()), dangerouslyAllowSha1: sha1 };
}
const trustedOf = new Map<string, TrustedCertificates>();

function inside(element: XmlElement): XmlElement[] {
  return [element, ...element.elements.flatMap(inside)];
}

function octetsOf(elements: readonly XmlElement[]): Pick<Verdict, 'signed' | 'signedInfo'> {
  const shapes = elements.filter((element) => element.is(DSIG_NAMESPACE, 'Signature')).map(readSignature);
  return {
    signed: shapes.map(({ element, referencePrefixes }) =>
      canonicalize(element.parent ?? element, referencePrefixes, element),
    ),
    signedInfo: shapes.map(({ signedInfo, signedInfoPrefixes }) => canonicalize(signedInfo, signedInfoPrefixes)),
  };
}
