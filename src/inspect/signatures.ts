import type { X509Certificate } from 'node:crypto';
import { describeCertificate } from '../certificates/describe-certificate';
import type { TrustedCertificate } from '../certificates';
import { MitIdError } from '../errors';
import { readCertificate } from '../metadata/signing-certificates';
import { DSIG_NAMESPACE, verifyRedirectSignature, verifySignature, type XmlElement } from '../trust';
import type { SignatureProof } from '../assertion';
import type { Delivery } from './carried';
import type { SignatureDescription } from './inspection';
import { masked } from './mask';

/** No message has more than two that count; each costs as much as what stands around it. */
const MAX_DESCRIBED = 8;

/** What signatures are verified with: what was given for the sender of the message. */
export interface Verifiers {
  /** Those that are valid at the moment; undefined where none was given. */
  readonly certificates: readonly TrustedCertificate[] | undefined;
  /** What would give some, for whoever reads that a signature is not verified. */
  readonly flags: string;
  readonly dangerouslyAllowSha1: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The last word of an algorithm's URI. */
export function wordOf(uri: string | undefined): string {
  if (uri === undefined || uri === '') return 'none';
  return masked(uri.slice(Math.max(uri.lastIndexOf('#'), uri.lastIndexOf('/')) + 1)).slice(0, 80);
}

/** The first ds:Signatures among the elements of a document, whether or not they stand where one may. */
export function describeSignatures(elements: readonly XmlElement[], verifiers: Verifiers): SignatureDescription[] {
  return elements
    .filter((element) => element.is(DSIG_NAMESPACE, 'Signature'))
    .slice(0, MAX_DESCRIBED)
    .map((signature) => {
      const [info] = signature.all(DSIG_NAMESPACE, 'SignedInfo');
      const [reference] = info?.all(DSIG_NAMESPACE, 'Reference') ?? [];
      const [certificate] = certificatesIn(signature);
      return {
        where: masked(signature.path),
        algorithm: algorithmOf(info, 'SignatureMethod'),
        digest: algorithmOf(reference, 'DigestMethod'),
        ...(certificate !== undefined && { says: saysOf(certificate, verifiers.at) }),
        ...verdictOn(verifiers, (certificates) => {
          const { parent } = signature;
          const id = parent && idOf(parent);
          if (parent === undefined || id === undefined) throw new MitIdError('signature_reference');
          return verifySignature(signature, parent, id, { ...verifiers, certificates });
        }),
      };
    });
}

/** The signature of HTTP-Redirect, which stands beside the message; undefined where it has none. */
export function describeRedirectSignature(
  { rawQuery, parameter }: Extract<Delivery, { binding: 'redirect' }>,
  verifiers: Verifiers,
): SignatureDescription | undefined {
  const query = new URLSearchParams(rawQuery);
  if (!query.has('Signature')) return undefined;
  return {
    where: 'query',
    algorithm: wordOf(query.get('SigAlg') ?? undefined),
    ...verdictOn(verifiers, (certificates) => {
      return verifyRedirectSignature(rawQuery, parameter, { ...verifiers, certificates }).signature;
    }),
  };
}

/** What stands for a signature that should be there: whoever gave a certificate wants to know. */
export function missingSignature({ certificates }: Verifiers): SignatureDescription[] {
  if (certificates === undefined) return [];
  return [{ where: 'nowhere', algorithm: 'none', verified: false, verdict: 'NOT verified: signature_missing' }];
}

/** The certificates that a ds:Signature carries. */
export function certificatesIn(signature: XmlElement): X509Certificate[] {
  return signature
    .all(DSIG_NAMESPACE, 'KeyInfo')
    .flatMap((info) => info.all(DSIG_NAMESPACE, 'X509Data'))
    .flatMap((data) => data.all(DSIG_NAMESPACE, 'X509Certificate'))
    .flatMap(({ text }) => readCertificate(text ?? '') ?? []);
}

/** The id that a Reference has to name, by whichever name it goes. */
export function idOf(element: XmlElement): string | undefined {
  const id = ['ID', 'ResponseID', 'AssertionID']
    .map((name) => element.attribute(name))
    .find((one) => one !== undefined);
  return id === '' ? undefined : id;
}

function verdictOn(
  { certificates, flags }: Verifiers,
  verify: (certificates: readonly TrustedCertificate[]) => SignatureProof,
): Pick<SignatureDescription, 'verified' | 'verdict'> {
  if (certificates === undefined) return { verified: undefined, verdict: `not verified: no ${flags} given` };
  try {
    if (certificates.length === 0) throw new MitIdError('no_valid_certificate');
    const { certificate } = verify(certificates);
    const { subject = '' } = certificates.find(({ fingerprint256 }) => fingerprint256 === certificate) ?? {};
    return { verified: true, verdict: `verified with ${masked(subject)} (${certificate})` };
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    return { verified: false, verdict: `NOT verified: ${error.code}` };
  }
}

function algorithmOf(parent: XmlElement | undefined, name: string): string {
  return wordOf(parent?.all(DSIG_NAMESPACE, name)[0]?.attribute('Algorithm'));
}

function saysOf(certificate: X509Certificate, at: number): NonNullable<SignatureDescription['says']> {
  const { subject, key, notAfter } = describeCertificate(certificate, at);
  return { subject: masked(subject), key, notAfter };
}
