import { MitIdError } from '../errors';
import { decryptionFailed, DSIG_NAMESPACE, verifySignature, type VerifyOptions, type XmlElement } from '../trust';
import { findAll } from './copy';
import { assertionOf, type ReadMessage } from './message';
import { idOf } from './signatures';

/** Where there are more, one of these is refused for it: two are all that may be. */
const MOST = 8;

/**
 * What each signature of an answer is refused for, by itself. A judge stops at the first that it refuses; where nobody said who
 * signs, that is the first of all, and nothing would be known of the others.
 */
export function refusalsOfEach({ root, message, opened }: ReadMessage, options: VerifyOptions): MitIdError[] {
  const signable = new Set([message, assertionOf(message, opened)]);
  const seen = new Set<XmlElement>();
  const refusalOf = (signature: XmlElement): MitIdError | undefined => {
    const { parent, path: where } = signature;
    if (parent === undefined || !signable.has(parent)) return new MitIdError('signature_misplaced', { where });
    if (seen.has(parent)) return new MitIdError('signature_malformed', { where });
    seen.add(parent);
    try {
      verifySignature(signature, parent, idOf(parent) ?? '', options);
      return undefined;
    } catch (error) {
      if (error instanceof MitIdError) return error;
      throw error;
    }
  };
  const refusalsIn = (element: XmlElement) =>
    findAll(element, 'Signature')
      .filter(({ uri }) => uri === DSIG_NAMESPACE)
      .slice(0, MOST)
      .flatMap((signature) => refusalOf(signature) ?? []);
  const inside = opened === undefined ? [] : refusalsIn(opened.root);
  return [
    ...refusalsIn(root),
    ...(opened === undefined ? [] : inside.map((refusal) => decryptionFailed(opened.encrypted, refusal))),
  ];
}
