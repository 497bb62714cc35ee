import { SignedXml } from 'xml-crypto';
import { Xml } from '../../xml/template';
import type { SigningDraft } from './answer';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const METHODS = {
  sha256: {
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  },
  sha1: { signature: `${DSIG}rsa-sha1`, digest: `${DSIG}sha1` },
} as const;

// Where the schema of SAML 1.1 wants the signature: last in an Assertion, first in a Response.
const PLACE = { AssertionID: 'append', ResponseID: 'prepend' } as const;

/**
 * Signs the root element with an enveloped signature over exclusive canonical XML.
 *
 * @param idAttribute the id attribute of the element: it says which of the two it is.
 */
export function signRoot(element: Xml, idAttribute: keyof typeof PLACE, signing: SigningDraft): Xml {
  const method = METHODS[signing.hash];
  const signer = new SignedXml({
    privateKey: signing.key.export({ type: 'pkcs8', format: 'pem' }),
    publicCert: signing.certificate,
    idAttribute,
    signatureAlgorithm: method.signature,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: (args) => SignedXml.getKeyInfoContent(args ?? {}),
  });
  signer.addReference({
    xpath: '/*',
    transforms: [`${DSIG}enveloped-signature`, EXCLUSIVE_C14N],
    digestAlgorithm: method.digest,
  });
  signer.computeSignature(element.text, { prefix: 'ds', location: { reference: '/*', action: PLACE[idAttribute] } });
  return new Xml(signer.getSignedXml());
}
