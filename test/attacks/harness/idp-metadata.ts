import { FACTS2 } from '../../support/saml2';
import { DS } from '../../support/xmldsig/methods';

/**
 * The metadata of an identity provider that signs with these certificates, PEM.
 *
 * @param services XML before its SingleSignOnService.
 */
export function idpMetadata(certificates: readonly string[], services = '', entityId: string = FACTS2.issuer): string {
  const keys = certificates.map((cert) => {
    const base64 = cert.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    return (
      '<md:KeyDescriptor use="signing">' +
      `<ds:KeyInfo xmlns:ds="${DS}"><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data>` +
      '</ds:KeyInfo></md:KeyDescriptor>'
    );
  });
  return (
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">` +
    '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="true">' +
    keys.join('') +
    services +
    '<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/sso">' +
    '</md:SingleSignOnService></md:IDPSSODescriptor></md:EntityDescriptor>'
  );
}
