import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { mistakenPem } from '../certificates';
import { certificateBlocks } from '../certificates/pem-blocks';
import { missingOr } from './value-shape';

export const pemText = z.union([z.string(), z.array(z.string()).nonempty({ error: 'is empty' })], {
  error: missingOr('must be PEM text, or an array of it'),
});

/**
 * What is wrong with texts that each must hold PEM certificates; undefined when nothing is.
 *
 * @param keyOption the option that the certificate's private key stands in.
 */
export function certificateProblem(texts: readonly string[], keyOption?: string): string | undefined {
  for (const text of texts) {
    const blocks = certificateBlocks(text);
    if (blocks.length === 0) return mistakenPem(text, 'certificate', keyOption) ?? 'holds no PEM certificate';
    try {
      blocks.forEach((block) => new X509Certificate(block));
    } catch {
      return 'holds a certificate that cannot be read';
    }
  }
  return undefined;
}

/** The first certificate of a text that `certificateProblem` finds nothing wrong with, whatever else it holds. */
export function firstCertificate(text: string): X509Certificate {
  const [block = text] = certificateBlocks(text);
  return new X509Certificate(block);
}

/**
 * What is wrong with a PEM private key; undefined when nothing is. Nothing of it is repeated.
 *
 * @param certOption the option that the key's certificate stands in.
 */
export function privateKeyProblem(pem: string, certOption?: string): string | undefined {
  try {
    createPrivateKey(pem);
    return undefined;
  } catch {
    return mistakenPem(pem, 'private key', certOption) ?? 'is not a readable PEM private key without a passphrase';
  }
}
