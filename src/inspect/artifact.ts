import { createHash } from 'node:crypto';
import { MitIdError } from '../errors';
import { readArtifact } from '../protocols/saml11';
import { decodeBase64 } from '../trust';
import type { Expected } from './expected';
import type { Fact } from './inspection';

const MAX_BYTES = 64;

export interface ArtifactDescription {
  readonly what: string;
  readonly says: readonly Fact[];
  /** What `EIdentStrategy`, the only one that takes artifacts, would say. */
  readonly refusal?: MitIdError;
}

/**
 * Describes an artifact (oasis-sstc-saml-bindings-1.1 section 4.1.1.8; saml-bindings-2.0-os section 3.6.4), and compares its
 * SourceID with the SHA-1 of the issuer, by which SAML 2.0 has it made and 1.1 leaves it open.
 *
 * @throws MitIdError `artifact_malformed` for what is no artifact of either
 */
export function describeArtifact(text: string, { issuer }: Expected): ArtifactDescription {
  const bytes = octetsOf(text);
  const type = bytes.readUInt16BE(0);
  const begin = type === 4 ? 4 : 2;
  const sourceId = bytes.subarray(begin, begin + 20).toString('hex');
  const refusal = refusalOf(text);
  return {
    what: type === 4 ? 'SAML 2.0 artifact, which no strategy of this package takes' : 'SAML 1.1 artifact',
    says: [
      { name: 'type', value: bytes.subarray(0, 2).toString('hex') },
      ...(type === 4 ? [{ name: 'endpoint index', value: bytes.subarray(2, 4).toString('hex') }] : []),
      { name: 'SourceID', value: sourceId, when: comparison(sourceId, issuer) },
      // The handle is worth a login to whoever has it.
      { name: 'handle', value: `${bytes.length - begin - 20} bytes` },
    ],
    ...(refusal !== undefined && { refusal }),
  };
}

function octetsOf(text: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = decodeBase64(text, MAX_BYTES, 'SAMLart');
  } catch (cause) {
    const got = `${text.length} characters`;
    throw new MitIdError('artifact_malformed', { where: 'SAMLart', got, expected: 'base64' }, { cause });
  }
  if (bytes.length >= 42) return bytes;
  throw new MitIdError('artifact_malformed', { where: 'SAMLart', got: `${bytes.length} bytes`, expected: '42 or 44' });
}

function comparison(sourceId: string, issuer: string | undefined): string {
  if (issuer === undefined) return 'not compared: no --idp-issuer given';
  const expected = createHash('sha1').update(issuer).digest('hex');
  return expected === sourceId ? 'the SHA-1 of the issuer' : `not the SHA-1 of the issuer, which is ${expected}`;
}

function refusalOf(text: string): MitIdError | undefined {
  try {
    readArtifact(text);
    return undefined;
  } catch (error) {
    if (error instanceof MitIdError) return error;
    throw error;
  }
}
