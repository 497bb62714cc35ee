import { X509Certificate } from 'node:crypto';
import { xml, type Xml } from '../../xml/template';
import { BINDING, METADATA, SAML, SAMLP } from './names';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** What the metadata of a broker says. */
export interface IdpMetadata {
  readonly entityId: string;
  /** Where AuthnRequests go, by HTTP-Redirect. */
  readonly entryPoint: string;
  /** Where logout messages go, by either binding; undefined where there is no single logout. */
  readonly logoutUrl?: string;
  /** Whether every AuthnRequest has to be signed. */
  readonly wantsSignedRequests: boolean;
  /** PEM: what it signs with, and during a rollover the next. */
  readonly certificates: readonly string[];
  readonly nameIdFormats: readonly string[];
  /** NameFormat of the attributes. */
  readonly nameFormat: string;
  readonly attributes: readonly string[];
}

/** Writes the metadata of a broker (saml-metadata-2.0-os). */
export function writeIdpMetadata(said: IdpMetadata): string {
  const { entityId, entryPoint, logoutUrl, nameFormat } = said;
  const logoutServices =
    logoutUrl === undefined
      ? undefined
      : [BINDING.redirect, BINDING.post].map(
          (binding) => xml`<md:SingleLogoutService Binding="${binding}" Location="${logoutUrl}"/>`,
        );
  const formats = said.nameIdFormats.map((format) => xml`<md:NameIDFormat>${format}</md:NameIDFormat>`);
  const attributes = said.attributes.map((name) => xml`<saml:Attribute Name="${name}" NameFormat="${nameFormat}"/>`);
  return xml`<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="${METADATA}" xmlns:saml="${SAML}" xmlns:ds="${DSIG}" entityID="${entityId}"><md:IDPSSODescriptor WantAuthnRequestsSigned="${String(said.wantsSignedRequests)}" protocolSupportEnumeration="${SAMLP}">${said.certificates.map(keyDescriptor)}${logoutServices}${formats}<md:SingleSignOnService Binding="${BINDING.redirect}" Location="${entryPoint}"/>${attributes}</md:IDPSSODescriptor></md:EntityDescriptor>`
    .text;
}

function keyDescriptor(certificate: string): Xml {
  const der = new X509Certificate(certificate).raw.toString('base64');
  return xml`<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${der}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
}
