import { asn1 } from 'node-forge';
import { makeCertificate, OID, pemOf, positiveSerial } from '../../../certificates/write-certificate';
import { keyPemOf, newRsaKey, testLifetime, type KeyAndCertificate } from '../../../certificates/test-authority';
import { derOf, sequence } from '../../../certificates/write-der';

const RSA_BITS = 2048;
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
/** GeneralName dNSName is [2] (RFC 5280, 4.2.1.6); node-forge's types know the universal tag of that number only. */
const DNS_NAME = asn1.Type.INTEGER;

/**
 * Makes the certificate of the https server, signed by itself: who trusts it names it.
 *
 * @param host the name in its address.
 */
export async function makeServerCertificate(host: string): Promise<KeyAndCertificate> {
  const key = await newRsaKey(RSA_BITS);
  const name = [[[OID.commonName, host] as const], [[OID.organization, 'passport-mitid-saml TEST ONLY'] as const]];
  const dnsName = asn1.create(asn1.Class.CONTEXT_SPECIFIC, DNS_NAME, false, host);
  const certificate = makeCertificate({
    subject: name,
    issuer: name,
    serial: positiveSerial(16),
    ...testLifetime(new Date()),
    key,
    extensions: [{ oid: SUBJECT_ALTERNATIVE_NAME, value: derOf(sequence(dnsName)) }],
  });
  return { key: keyPemOf(key), certificate: pemOf(certificate) };
}
