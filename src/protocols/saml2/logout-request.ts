import type { SignatureProof } from '../../assertion';
import { MitIdError } from '../../errors';
import type { StateStore } from '../../state/state-store';
import { parseDateTime, trimXml, type XmlElement } from '../../trust';
import { claimLogout } from '../claim';
import { judgeTime, MAX_AGE_MS, openLogout, type LogoutDelivery, type LogoutExpectations } from './logout-message';
import { readNameId } from './name-id';
import { SAML2_NAMES } from './names';

const { protocol } = SAML2_NAMES;

/** BaseID and EncryptedID, which may stand in the place of NameID, are not read. */
const CHILDREN: ReadonlySet<string> = new Set([`{${SAML2_NAMES.assertion}}NameID`, `{${protocol}}SessionIndex`]);

export interface LogoutRequestExpectations extends LogoutExpectations {
  /** Used ids are claimed here. */
  readonly store: Pick<StateStore, 'claim'>;
}

/** A logout that the IdP asks for: which sessions are over. */
export interface VerifiedLogoutRequest {
  /** What the answer must name in InResponseTo. */
  readonly id: string;
  readonly issuer: string;
  /** Milliseconds since 1970, on the IdP's clock. */
  readonly issuedAt: number;
  readonly nameId: string;
  readonly nameIdFormat?: string;
  /** None: every session of that NameID at that issuer (saml-core-2.0-os section 3.7.3.2; rules 4). */
  readonly sessionIndexes: readonly string[];
  /** Of HTTP-Redirect; goes back with the answer, unchanged. */
  readonly relayState?: string;
  readonly signature: SignatureProof;
}

/**
 * The verdict on a LogoutRequest of the IdP (saml-core-2.0-os section 3.7.1; rules 4). Its id is claimed last.
 *
 * @throws MitIdError those of `openLogout`; `message_unexpected`, `name_identifier_missing`, `time_malformed`,
 *   `logout_expired`, `logout_replayed`, `state_store_failed`
 */
export async function judgeLogoutRequest(
  delivery: LogoutDelivery,
  expectations: LogoutRequestExpectations,
): Promise<VerifiedLogoutRequest> {
  const { root, id, issuedAt, relayState, signature } = openLogout(delivery, 'LogoutRequest', CHILDREN, expectations);
  judgeNotOnOrAfter(root, expectations);
  const { nameId, format } = readNameId(root);
  const sessionIndexes = readSessionIndexes(root);
  const { issuer } = expectations;
  await claimLogout({ issuer, id, expiresAt: issuedAt + MAX_AGE_MS, where: 'LogoutRequest/@ID' }, expectations);
  return {
    id,
    issuer,
    issuedAt,
    nameId,
    ...(format !== undefined && { nameIdFormat: format }),
    sessionIndexes,
    signature,
    ...(relayState !== undefined && { relayState }),
  };
}

// An expired request was once accepted by node-saml (CVE-2023-40178). It need not say when it expires: its age is judged.
function judgeNotOnOrAfter(root: XmlElement, expectations: LogoutRequestExpectations): void {
  const where = 'LogoutRequest/@NotOnOrAfter';
  const said = root.attribute('NotOnOrAfter');
  if (said !== undefined) judgeTime(where, -Infinity, parseDateTime(said, where), expectations);
}

function readSessionIndexes(root: XmlElement): readonly string[] {
  const indexes = root.all(protocol, 'SessionIndex').map((element) => {
    const index = trimXml(element.text ?? '');
    // Passed over, it would be a request without an index: one that ends every session.
    if (index === '') throw new MitIdError('message_unexpected', { where: element.path, expected: 'text' });
    return index;
  });
  return [...new Set(indexes)];
}
