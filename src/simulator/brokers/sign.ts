import { createHash, type KeyObject } from 'node:crypto';
import { SignedXml, type HashAlgorithm } from 'xml-crypto';
import { Xml } from '../xml/template';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const METHODS = {
  sha256: {
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  },
  sha1: { signature: `${DSIG}rsa-sha1`, digest: `${DSIG}sha1` },
  hmac: { signature: `${DSIG}hmac-sha1`, digest: 'http://www.w3.org/2001/04/xmlenc#sha256' },
} as const;

const TRANSFORMS = [`${DSIG}enveloped-signature`, EXCLUSIVE_C14N] as const;
const INCLUSIVE_C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/** What SignedInfo refers to, where it is not the signed element alone, once, by its id: for faults only. */
export type ReferenceShape = 'none' | 'empty' | 'two' | 'extra-transform' | 'of-nothing';

/** Who signs, and how. */
export interface Signer {
  readonly key: KeyObject;
  /** PEM; goes into KeyInfo. */
  readonly certificate: string;
  /** `hmac`, for a fault, takes the certificate for a secret, which everybody knows. */
  readonly hash: keyof typeof METHODS;
  readonly references?: ReferenceShape;
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
    privateKey: signer.hash === 'hmac' ? signer.certificate : signer.key.export({ type: 'pkcs8', format: 'pem' }),
    publicCert: signer.certificate,
    idAttribute,
    signatureAlgorithm: method.signature,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: (args) => SignedXml.getKeyInfoContent(args ?? {}),
  });
  if (signer.hash === 'hmac') signed.enableHMAC();
  const transforms = signer.references === 'extra-transform' ? [...TRANSFORMS, INCLUSIVE_C14N] : [...TRANSFORMS];
  if (signer.references === 'of-nothing') signed.HashAlgorithms[method.digest] = DigestOfNothing;
  const isEmptyUri = signer.references === 'empty';
  for (let left = referencesOf(signer); left > 0; left -= 1) {
    signed.addReference({ xpath: '/*', transforms, digestAlgorithm: method.digest, isEmptyUri });
  }
  signed.computeSignature(element.text, { prefix: 'ds', location: { reference, action } });
  return new Xml(signed.getSignedXml());
}

class DigestOfNothing implements HashAlgorithm {
  getAlgorithmName(): string {
    return METHODS.sha256.digest;
  }

  getHash(): string {
    return createHash('sha256').digest('base64');
  }
}

function referencesOf({ references }: Signer): number {
  if (references === 'none') return 0;
  return references === 'two' ? 2 : 1;
}
