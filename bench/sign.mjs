// What every message of the benchmark is made with: the keys of certs/, and signatures by xml-crypto.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const product = createRequire(new URL('../package.json', import.meta.url));
const { SignedXml } = product('xml-crypto');

export const DS = 'http://www.w3.org/2000/09/xmldsig#';
export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

const pem = (name, kind) => readFileSync(new URL(`../certs/${name}.${kind}.pem`, import.meta.url), 'utf8');
/** A test key with its certificate, PEM. */
export const key = (name) => ({ key: pem(name, 'key'), cert: pem(name, 'crt') });
/** The certificate as KeyInfo and some options want it: base64 on one line. */
export const bare = ({ cert }) => cert.replaceAll(/-----[A-Z ]+-----|\s/g, '');

/** xs:dateTime of a time in milliseconds since 1970. */
export const instant = (ms) => new Date(ms).toISOString();

/**
 * Signs the one element of that local name with RSA and SHA-256, enveloped.
 *
 * @param place where the Signature goes: `{ reference, action }`, as xml-crypto has it.
 */
export function sign(xml, element, idAttribute, place, signer) {
  const signed = new SignedXml({
    idAttribute,
    privateKey: signer.key,
    publicCert: signer.cert,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXC_C14N,
  });
  signed.addReference({
    xpath: `//*[local-name(.)='${element}']`,
    digestAlgorithm: `${XENC}sha256`,
    transforms: [`${DS}enveloped-signature`, EXC_C14N],
  });
  signed.computeSignature(xml, { prefix: 'ds', location: place });
  return signed.getSignedXml();
}
