import type { SignatureProof } from '../../assertion';
import type { TrustedCertificates } from '../../certificates/trusted';
import { MitIdError, type MitIdErrorCode } from '../../errors';
import {
  BROWSER_MESSAGE,
  decodeBase64,
  DSIG_NAMESPACE,
  inflateMessage,
  parseDateTime,
  readXml,
  verifyRedirectSignature,
  verifySignature,
  type VerifyOptions,
  type XmlElement,
} from '../../trust';
import { judgeDestination, judgeIssuer, judgeVersion, readId } from './common';
import { SAML2_NAMES } from './names';

/** How a logout message came. */
export type LogoutDelivery =
  | {
      readonly binding: 'redirect';
      /** What stands in the URL after `?`, not decoded: the signature is over these octets. */
      readonly rawQuery: string;
    }
  | {
      readonly binding: 'post';
      /** The form field SAMLRequest or SAMLResponse, base64. */
      readonly field: string;
    };

/** What any logout message must say to be believed: made from the configuration, never from the message. */
export interface LogoutExpectations {
  /** The IdP's entityID. */
  readonly issuer: string;
  /** Our SingleLogoutService: the message's Destination. */
  readonly logoutUrl: string;
  readonly certificates: TrustedCertificates;
  /** Milliseconds that the IdP's clock may differ from ours. */
  readonly clockSkewMs: number;
  /** Milliseconds since 1970; the clock of the judgement. */
  readonly now: () => number;
  readonly dangerouslyAllowSha1?: boolean;
}

/** A logout message that is what the IdP signed, for us, and now; what it says is still to be judged. */
export interface OpenedLogout {
  readonly root: XmlElement;
  readonly id: string;
  /** Milliseconds since 1970, on the IdP's clock. */
  readonly issuedAt: number;
  /** Of HTTP-Redirect, where it is signed; that of a form is nobody's word. */
  readonly relayState?: string;
  readonly signature: SignatureProof;
}

/** A front-channel message is used at once; NotOnOrAfter, which only a request has and need not have, may say less. */
export const MAX_AGE_MS = 5 * 60_000;

/** What a logout message never holds. Captured, and under the forged one, its good signature would lend itself to it. */
const MESSAGES = new Set(['Assertion', 'EncryptedAssertion', 'Response', 'LogoutRequest', 'LogoutResponse']);

interface Read {
  readonly root: XmlElement;
  readonly elements: readonly XmlElement[];
}

/**
 * Opens a logout message over HTTP-Redirect or HTTP-POST and judges what both kinds have in common (rules 4;
 * saml-profiles-2.0-os section 4.4.4). Without a good signature of its own, on the query or on the root, it is refused.
 *
 * @param children the local names that may stand in the root, beside Issuer, Signature and Extensions.
 * @throws MitIdError the codes of the groups reading, and structure and signature; `parameter_duplicate`,
 *   `version_unsupported`, `destination_mismatch`, `issuer_mismatch`, `logout_expired`, `no_valid_certificate`
 */
export function openLogout(
  delivery: LogoutDelivery,
  local: 'LogoutRequest' | 'LogoutResponse',
  children: ReadonlySet<string>,
  expectations: LogoutExpectations,
): OpenedLogout {
  const { root, relayState, signature } = verified(delivery, local, expectations);
  const stranger = root.elements.find((child) => !COMMON_CHILDREN.has(nameOf(child)) && !children.has(nameOf(child)));
  if (stranger !== undefined) throw refuse('message_unexpected', stranger, 'an element that is not read');
  judgeVersion(root);
  const id = readId(root);
  judgeDestination(root, expectations.logoutUrl, 'logoutUrl');
  judgeIssuer(root, expectations);
  const where = `${local}/@IssueInstant`;
  const issuedAt = parseDateTime(root.attribute('IssueInstant') ?? '', where);
  judgeTime(where, issuedAt, issuedAt + MAX_AGE_MS, expectations);
  return { root, id, issuedAt, signature, ...(relayState !== undefined && { relayState }) };
}

/**
 * @param until milliseconds since 1970; that moment is too late.
 * @throws MitIdError `logout_expired`
 */
export function judgeTime(
  where: string,
  from: number,
  until: number,
  { now, clockSkewMs }: Pick<LogoutExpectations, 'now' | 'clockSkewMs'>,
): void {
  const at = now();
  if (from <= at + clockSkewMs && at - clockSkewMs < until) return;
  const ahead = from > at + clockSkewMs;
  throw new MitIdError('logout_expired', {
    where,
    got: `our clock at ${new Date(at).toISOString()}`,
    expected: ahead ? `${new Date(from).toISOString()} or later` : `before ${new Date(until).toISOString()}`,
    option: 'acceptedClockSkewMs',
  });
}

const nameOf = ({ uri, local }: XmlElement) => `{${uri}}${local}`;
const COMMON_CHILDREN: ReadonlySet<string> = new Set([
  `{${SAML2_NAMES.assertion}}Issuer`,
  `{${DSIG_NAMESPACE}}Signature`,
  `{${SAML2_NAMES.protocol}}Extensions`,
]);

function verified(
  delivery: LogoutDelivery,
  local: 'LogoutRequest' | 'LogoutResponse',
  { certificates, now, dangerouslyAllowSha1 }: LogoutExpectations,
): Pick<OpenedLogout, 'root' | 'relayState' | 'signature'> {
  const parameter = local === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse';
  const options = {
    certificates: certificates.at(now()),
    ...(dangerouslyAllowSha1 === true && { dangerouslyAllowSha1 }),
  };
  if (delivery.binding === 'redirect') {
    const { message, ...signed } = verifyRedirectSignature(delivery.rawQuery, parameter, options);
    const read = readMessage(inflateMessage(message, BROWSER_MESSAGE, parameter), local);
    // Bindings 3.4.4.1 has it taken out. Left in, it would be one that nobody looked at.
    const enveloped = signaturesOf(read)[0];
    if (enveloped === undefined) return { root: read.root, ...signed };
    throw refuse('signature_misplaced', enveloped, 'a Signature in HTTP-Redirect');
  }
  const read = readMessage(decodeBase64(delivery.field, BROWSER_MESSAGE.maxBytes, parameter), local);
  return { root: read.root, signature: verifyEnveloped(read, options) };
}

function readMessage(bytes: Uint8Array, local: string): Read {
  const read = readXml(bytes, BROWSER_MESSAGE);
  const { root, elements } = read;
  if (!root.is(SAML2_NAMES.protocol, local)) throw refuse('message_unexpected', root, nameOf(root).slice(0, 120));
  const captured = elements.find((element) => element !== root && MESSAGES.has(element.local));
  if (captured !== undefined) throw refuse('message_unexpected', captured, `a ${captured.local} in the ${local}`);
  return read;
}

const signaturesOf = ({ elements }: Read) => elements.filter((element) => element.is(DSIG_NAMESPACE, 'Signature'));

/** The one Signature of a message in a form: a child of the root, over the root. */
function verifyEnveloped(read: Read, options: VerifyOptions): SignatureProof {
  const { root } = read;
  const [signature, ...more] = signaturesOf(read);
  if (signature === undefined) throw refuse('signature_missing', root, 'no signature');
  const elsewhere = [signature, ...more].find(({ parent }) => parent !== root);
  if (elsewhere !== undefined) throw refuse('signature_misplaced', elsewhere, 'a Signature there');
  if (more.length > 0) throw refuse('signature_malformed', root, 'a second Signature');
  // A Reference that names nothing is refused, and so it cannot name a root without an ID.
  return verifySignature(signature, root, root.attribute('ID') ?? '', options);
}

function refuse(code: MitIdErrorCode, { path: where }: XmlElement, got: string): MitIdError {
  return new MitIdError(code, { where, got });
}
