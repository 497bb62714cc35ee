import type { TrustedCertificates } from '../../certificates';
import { MitIdError } from '../../errors';
import { DSIG_NAMESPACE, type XmlElement } from '../../trust';
import { requireSigned } from '../verify-metadata';
import { certificatesIn } from './certificate';
import type { SignatureDescription } from './description';

/**
 * The signature over the whole document, if there is one.
 *
 * @param signedBy what it is verified with; nothing is verified without.
 * @param now milliseconds since 1970.
 * @param say is told what is odd.
 */
export function describeSignature(
  root: XmlElement,
  signedBy: TrustedCertificates | undefined,
  now: number,
  say: (odd: string) => void,
): SignatureDescription | undefined {
  const verified = signedBy === undefined ? undefined : verifies(root, signedBy, now, say);
  const [signature] = root.all(DSIG_NAMESPACE, 'Signature');
  if (signature === undefined) return undefined;
  const [info] = signature.all(DSIG_NAMESPACE, 'SignedInfo');
  const [reference] = info?.all(DSIG_NAMESPACE, 'Reference') ?? [];
  const algorithm = algorithmOf(info, 'SignatureMethod');
  const digest = algorithmOf(reference, 'DigestMethod');
  if (/sha1$/i.test(algorithm) || /sha1$/i.test(digest)) say('is signed with SHA-1, which is refused');
  const [says] = certificatesIn(signature, now, () => undefined);
  return {
    algorithm,
    digest,
    ...(says !== undefined && { says }),
    ...(verified !== undefined && { verified }),
  };
}

function verifies(root: XmlElement, signedBy: TrustedCertificates, now: number, say: (odd: string) => void): boolean {
  try {
    requireSigned(root, signedBy, now);
    return true;
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    for (const problem of error.detail.problems ?? []) say(problem.replace(/^idpMetadata /, ''));
    return false;
  }
}

function algorithmOf(parent: XmlElement | undefined, name: string): string {
  const uri = parent?.all(DSIG_NAMESPACE, name)[0]?.attribute('Algorithm') ?? 'none';
  return uri.slice(uri.lastIndexOf('#') + 1).slice(0, 120);
}
