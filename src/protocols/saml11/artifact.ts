import { MitIdError } from '../../errors';
import { decodeBase64 } from '../../trust';

const TYPE_0001_BYTES = 2 + 20 + 20;

/** A SAML 1.1 artifact of type 0001 (oasis-sstc-saml-bindings-1.1 section 4.1.1.8). */
export interface Artifact {
  /** As it arrived and as it is sent on: strict base64, so nothing in it needs escaping. */
  readonly text: string;
  /** Who issued it, by its own word: 40 hex digits, usually the SHA-1 of a URL of the broker. */
  readonly sourceId: string;
}

/**
 * @param text the decoded SAMLart parameter.
 * @throws MitIdError `artifact_malformed`
 */
export function readArtifact(text: string): Artifact {
  const where = 'SAMLart';
  let bytes: Buffer;
  try {
    bytes = decodeBase64(text, TYPE_0001_BYTES, where);
  } catch (cause) {
    throw new MitIdError(
      'artifact_malformed',
      { where, got: `${text.length} characters`, expected: 'base64' },
      { cause },
    );
  }
  if (bytes.length !== TYPE_0001_BYTES || bytes.readUInt16BE(0) !== 1) {
    throw new MitIdError('artifact_malformed', {
      where,
      got: `${bytes.length} bytes of type ${bytes.subarray(0, 2).toString('hex')}`,
      expected: `${TYPE_0001_BYTES} bytes of type 0001`,
    });
  }
  return { text: bytes.toString('base64'), sourceId: bytes.subarray(2, 22).toString('hex') };
}
