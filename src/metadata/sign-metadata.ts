import { SignedXml } from 'xml-crypto';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/**
 * Signs a metadata document whose root has an ID: enveloped, RSA-SHA256, the signature first in the root, as
 * saml-metadata-2.0-os section 3 and its schema want it.
 *
 * @param signer.key PEM, PKCS#8, RSA.
 * @param signer.cert PEM; stands in KeyInfo for whoever looks at the file. Nobody should trust it for standing there.
 */
export function signMetadata(metadata: string, signer: { readonly key: string; readonly cert: string }): string {
  const signed = new SignedXml({
    privateKey: signer.key,
    publicCert: signer.cert,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: (args) => SignedXml.getKeyInfoContent(args ?? {}),
  });
  signed.addReference({
    xpath: '/*',
    transforms: [`${DSIG}enveloped-signature`, EXCLUSIVE_C14N],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signed.computeSignature(metadata, { prefix: 'ds', location: { reference: '/*', action: 'prepend' } });
  return signed.getSignedXml();
}
