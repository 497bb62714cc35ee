import { X509Certificate } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import type { ServiceProvider } from '../../../service-providers';
import type { OpenedMessage } from '../../saml2/open-request';
import { refuse } from '../../request-refusal';
import { hashOf } from '../../saml2/verify-query';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Verifies the signature of a message by HTTP-POST: one, in the root and over the root, by the certificate that the service
 * provider registered. By xml-crypto, so that the product is not judged by its own code.
 *
 * @throws RequestRefusal
 */
export function verifyDocument({ root, elements, xml }: OpenedMessage, { signingCert }: ServiceProvider): void {
  const signatures = elements.filter((element) => element.is(DSIG, 'Signature'));
  const [signature, ...more] = signatures;
  if (signature === undefined) {
    throw refuse(
      'the signature',
      'none',
      'a ds:Signature in the message',
      'By HTTP-POST the document itself is signed.',
    );
  }
  if (more.length > 0 || signature.parent !== root) {
    throw refuse('the signature', `${signatures.length} in the document`, 'one, a child of the root', 'Sign the root.');
  }
  // What stands elsewhere in the document under these names, nothing has signed.
  const [signedInfo] = signature.all(DSIG, 'SignedInfo');
  const of = (local: string): string =>
    signedInfo?.all(DSIG, local)[0]?.attribute(local === 'Reference' ? 'URI' : 'Algorithm') ?? '';
  const wanted = `#${root.attribute('ID') ?? ''}`;
  if (of('Reference') !== wanted) {
    throw refuse('the signature', `one over ${of('Reference')}`, `one over ${wanted}`, 'Sign the root.');
  }
  hashOf('SignatureMethod', of('SignatureMethod'));
  const certificate = new X509Certificate(signingCert);
  if (holds(xml, signingCert)) return;
  throw refuse(
    'the signature',
    'one that does not hold',
    `one by the key of the registered certificate ${certificate.subject.replaceAll('\n', ', ')} (SHA-256 ${certificate.fingerprint256})`,
    'Register the certificate of your signingKey as signingCert, or sign with its key; do not change the document after that.',
  );
}

function holds(xml: string, certificate: string): boolean {
  try {
    const document = new DOMParser({ errorHandler: () => undefined }).parseFromString(xml, 'text/xml');
    const signature = document.getElementsByTagNameNS(DSIG, 'Signature').item(0);
    if (signature === null) return false;
    const verifier = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml);
  } catch {
    return false;
  }
}
