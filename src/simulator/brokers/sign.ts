import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { Xml } from '../xml/template';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const METHODS = {
  sha256: {
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  },
  sha1: { signature: `${DSIG}rsa-sha1`, digest: `${DSIG}sha1` },
} as const;

/** Who signs, and how. */
export interface Signer {
  readonly key: KeyObject;
  /** PEM; goes into KeyInfo. */
  readonly certificate: string;
  readonly hash: keyof typeof METHODS;
}

/** Where an element keeps its id, and where its schema wants the signature. */
export interface SignaturePlace {
  readonly idAttribute: string;
  /** XPath of the element that the signature is put into or beside. */
  readonly reference: string;
  readonly action: 'append' | 'prepend' | 'after';
}

/** Signs the root element with an enveloped signature over exclusive canonical XML. */
export function signRoot(element: Xml, { idAttribute, reference, action }: SignaturePlace, signer: Signer): Xml {
  const method = METHODS[signer.hash];
  const signed = new SignedXml({
    privateKey: signer.key.export({ type: 'pkcs8', format: 'pem' }),
    publicCert: signer.certificate,
    idAttribute,
    signatureAlgorithm: method.signature,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: (args) => SignedXml.getKeyInfoContent(args ?? {}),
  });
  signed.addReference({
    xpath: '/*',
    transforms: [`${DSIG}enveloped-signature`, EXCLUSIVE_C14N],
    digestAlgorithm: method.digest,
  });
  signed.computeSignature(element.text, { prefix: 'ds', location: { reference, action } });
  return new Xml(signed.getSignedXml());
}
