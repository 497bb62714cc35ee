import { DSIG_NAMESPACE } from '../../../src/trust';
import { DOMParser, quietly, SignedXml } from '../outside';
import { addAlgorithms, type Verdict } from '../verdicts';
import type { Check } from './xmlsec';

/** What xml-crypto's SignedXml, over @xmldom/xmldom, says of one signature of a document. */
export function xmlCrypto(check: Check): Verdict {
  return quietly(() => verified(check));
}

function verified({ document, certificate, position, inside }: Check): Verdict {
  const text = document.toString();
  try {
    const parsed = new DOMParser({ errorHandler: () => undefined }).parseFromString(text, 'text/xml');
    const within = inside ? parsed.getElementsByTagNameNS('*', 'EncryptedAssertion')[0] : parsed;
    const signature = within?.getElementsByTagNameNS(DSIG_NAMESPACE, 'Signature')[position - 1];
    if (signature === undefined) return { accepted: false, signed: [] };
    const verifier = new SignedXml({ publicCert: certificate });
    // It searches the whole document for each of them: one that stands nowhere in it, it cannot find.
    verifier.idAttributes = ['AssertionID', 'ResponseID', 'ID'].filter((name) => hasName(text, name));
    addAlgorithms(verifier);
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(text)) return { accepted: false, signed: [] };
    return { accepted: true, signed: verifier.getSignedReferences() };
  } catch {
    return { accepted: false, signed: [] };
  }
}

const hasName = (text: string, name: string) => new RegExp(`(?<![\\w.-])${name}(?![\\w.-])`).test(text);
