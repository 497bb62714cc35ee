import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { DSIG_NAMESPACE } from '../../../src/trust';
import { addAlgorithms, type Verdict } from '../verdicts';
import type { Check } from './xmlsec';

/** What xml-crypto's SignedXml, over @xmldom/xmldom, says of one signature of a document. */
export function xmlCrypto({ document, certificate, position, inside }: Check): Verdict {
  const text = document.toString();
  try {
    const parsed = new DOMParser({ errorHandler: () => undefined }).parseFromString(text, 'text/xml');
    const within = inside ? parsed.getElementsByTagNameNS('*', 'EncryptedAssertion')[0] : parsed;
    const signature = within?.getElementsByTagNameNS(DSIG_NAMESPACE, 'Signature')[position - 1];
    if (signature === undefined) return { accepted: false, signed: [] };
    const verifier = new SignedXml({ publicCert: certificate });
    verifier.idAttributes = ['AssertionID', 'ResponseID', 'ID'];
    addAlgorithms(verifier);
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(text)) return { accepted: false, signed: [] };
    return { accepted: true, signed: verifier.getSignedReferences() };
  } catch {
    return { accepted: false, signed: [] };
  }
}
