import { SignedXml } from 'xml-crypto';
import type { TestCert } from '../certs';
import { digestOf, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256, SHA384, signatureOf, SIGNERS } from './methods';

export interface SignOptions {
  /** The local name of the element to sign; the first of that name in the document is taken. */
  readonly element: string;
  /** The attribute that holds its id. */
  readonly idAttribute: string;
  readonly signer: TestCert;
  /** Where Signature goes in: SAML 1.1 has it first in a Response and last in an Assertion, SAML 2.0 after Issuer. */
  readonly place: 'first' | 'last' | 'after-issuer';
  readonly signatureAlgorithm?: string;
  readonly digestAlgorithm?: string;
  readonly canonicalizationAlgorithm?: string;
  readonly transforms?: readonly string[];
  /** `ds`, or '' for a default namespace as .NET writes it. */
  readonly prefix?: string;
  readonly keyInfo?: boolean;
}

/** Signs as a broker does, with xml-crypto: an implementation of its own beside the one under test. */
export function signXml(xml: string, options: SignOptions): string {
  const { element, idAttribute, signer, place, prefix = 'ds', keyInfo = true } = options;
  const xpath = `(//*[local-name(.)='${element}'])[1]`;
  const signed = new SignedXml({
    idAttribute,
    privateKey: signer.key,
    ...(keyInfo ? { publicCert: signer.cert } : {}),
    signatureAlgorithm: options.signatureAlgorithm ?? RSA_SHA256,
    canonicalizationAlgorithm: options.canonicalizationAlgorithm ?? EXC_C14N,
  });
  addAlgorithms(signed);
  signed.addReference({
    xpath,
    digestAlgorithm: options.digestAlgorithm ?? SHA256,
    transforms: options.transforms ?? [ENVELOPED, EXC_C14N],
  });
  signed.computeSignature(xml, {
    prefix,
    location:
      place === 'after-issuer'
        ? { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' }
        : { reference: xpath, action: place === 'first' ? 'prepend' : 'append' },
  });
  return signed.getSignedXml();
}

// xml-crypto knows RSA with three hashes only; brokers use more.
function addAlgorithms(signed: SignedXml): void {
  for (const name of Object.keys(SIGNERS)) {
    signed.SignatureAlgorithms[name] = class {
      getAlgorithmName = () => name;
      getSignature = (data: unknown, key: unknown) => signatureOf(name, String(data), String(key));
      verifySignature = () => false;
    };
  }
  signed.HashAlgorithms[SHA384] = class {
    getAlgorithmName = () => SHA384;
    getHash = (xml: string) => digestOf(SHA384, xml);
  };
}
