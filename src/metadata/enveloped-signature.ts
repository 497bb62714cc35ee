import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Who signs. */
export interface EnvelopedSigner {
  /** RSA; PEM is PKCS#8. */
  readonly key: KeyObject | string;
  /** PEM; stands in KeyInfo for whoever looks at the document. Nobody should trust it for standing there. */
  readonly cert?: string;
}

/** Where the schema of a document wants its signature. */
export interface SignaturePlace {
  /** XPath of the element that the signature is put into or beside. */
  readonly reference: string;
  readonly action: 'prepend' | 'after';
}

/**
 * Signs a document whose root has an ID: enveloped, RSA-SHA256, exclusive canonical XML.
 *
 * @param document without CDATA sections.
 */
export function signEnveloped(document: string, { key, cert }: EnvelopedSigner, location: SignaturePlace): string {
  const signed = new SignedXml({
    privateKey: key,
    ...(cert !== undefined && { publicCert: cert }),
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: (args) => SignedXml.getKeyInfoContent(args ?? {}),
  });
  signed.addReference({
    xpath: '/*',
    transforms: [`${DSIG}enveloped-signature`, EXCLUSIVE_C14N],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  // xmldom takes the line ends of XML 1.1 for those of 1.0: as they are, it would sign line feeds in their place.
  const text = document.replace(/[\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`);
  signed.computeSignature(text, { prefix: 'ds', location });
  return signed.getSignedXml();
}
