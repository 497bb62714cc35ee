import { signEnveloped } from './enveloped-signature';

/**
 * Signs a metadata document whose root has an ID: enveloped, RSA-SHA256, the signature first in the root, as
 * saml-metadata-2.0-os section 3 and its schema want it.
 *
 * @param signer.key PEM, PKCS#8, RSA.
 * @param signer.cert PEM; stands in KeyInfo for whoever looks at the file. Nobody should trust it for standing there.
 */
export function signMetadata(metadata: string, signer: { readonly key: string; readonly cert: string }): string {
  return signEnveloped(metadata, signer, { reference: '/*', action: 'prepend' });
}
