import { xml, type Xml } from '../../../xml/template';
import { SAML, SAMLP } from '../../saml2/names';
import { attribute, writeStatus } from '../../saml2/write-message';
import type { LogoutHead, LogoutRequestDraft, LogoutResponseDraft } from './draft';

/** A LogoutRequest, unsigned (saml-core-2.0-os, section 3.7.1). */
export function writeLogoutRequest(draft: LogoutRequestDraft): Xml {
  const { nameId } = draft;
  const name = nameId && xml`<saml:NameID Format="${nameId.format}">${nameId.value}</saml:NameID>`;
  const indexes = draft.sessionIndexes.map((index) => xml`<samlp:SessionIndex>${index}</samlp:SessionIndex>`);
  return xml`<samlp:LogoutRequest ${head(draft)}${attribute('NotOnOrAfter', draft.notOnOrAfter)}>${issuer(draft)}${name}${indexes}</samlp:LogoutRequest>`;
}

/** A LogoutResponse, unsigned (saml-core-2.0-os, section 3.7.2). */
export function writeLogoutResponse(draft: LogoutResponseDraft): Xml {
  return xml`<samlp:LogoutResponse ${head(draft)}${attribute('InResponseTo', draft.inResponseTo)}>${issuer(draft)}${writeStatus(draft.status)}</samlp:LogoutResponse>`;
}

function head({ id, issuedAt, destination }: LogoutHead): Xml {
  return xml`xmlns:samlp="${SAMLP}" xmlns:saml="${SAML}" ID="${id}" Version="2.0"${attribute('IssueInstant', issuedAt)}${attribute('Destination', destination)}`;
}

function issuer({ issuer: name }: LogoutHead): Xml {
  return xml`<saml:Issuer>${name}</saml:Issuer>`;
}
