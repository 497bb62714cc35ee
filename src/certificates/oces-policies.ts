import { DER, readDer, readObjectIdentifier, type DerElement } from './der';

const CERTIFICATE_POLICIES = '2.5.29.32';
/** The explicit [3] of TBSCertificate (RFC 5280, 4.1). */
const EXTENSIONS = 0xa3;

function elementsOf(element: DerElement | undefined): DerElement[] {
  return element === undefined ? [] : readDer(element.content);
}

/**
 * The certificate policies (RFC 5280, 4.2.1.4) of a certificate, which `node:crypto` does not give.
 *
 * @param der a certificate that `X509Certificate` has read.
 * @returns dotted object identifiers in the certificate's order; none when it has no such extension.
 * @throws RangeError when the extension is malformed or there twice.
 */
export function readPolicyOids(der: Buffer): readonly string[] {
  const [tbsCertificate] = elementsOf(readDer(der)[0]);
  const [extensions] = elementsOf(elementsOf(tbsCertificate).find(({ tag }) => tag === EXTENSIONS));
  const found = elementsOf(extensions)
    .map((extension) => elementsOf(extension))
    .filter(([oid]) => oid?.tag === DER.objectIdentifier && readObjectIdentifier(oid.content) === CERTIFICATE_POLICIES);
  if (found.length > 1) throw new RangeError('two certificatePolicies extensions');
  const value = found[0]?.find(({ tag }) => tag === DER.octetString);
  return elementsOf(elementsOf(value)[0]).map((policy) => {
    const [oid] = elementsOf(policy);
    if (oid?.tag !== DER.objectIdentifier) throw new RangeError('a policy without an identifier');
    return readObjectIdentifier(oid.content);
  });
}
