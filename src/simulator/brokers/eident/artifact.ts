import { createHash, randomBytes } from 'node:crypto';

const TYPE_0001 = Buffer.from([0x00, 0x01]);

/** The parts of a type 0x0001 artifact (SAML 1.1 bindings and profiles, section 8.1). */
export interface ArtifactParts {
  /** 20 bytes as hex: SHA-1 of the source site's URL. */
  readonly sourceId: string;
  /** 20 bytes as hex: random. */
  readonly assertionHandle: string;
}

/** Makes a new artifact of the site at `sourceUrl`. */
export function makeArtifact(sourceUrl: string): string {
  // SHA-1 names the site here, as the profile prescribes; nothing rests on its strength.
  const sourceId = createHash('sha1').update(sourceUrl).digest();
  return Buffer.concat([TYPE_0001, sourceId, randomBytes(20)]).toString('base64');
}

/** Takes an artifact apart, for a reader. */
export function artifactParts(artifact: string): ArtifactParts {
  const bytes = Buffer.from(artifact, 'base64');
  return { sourceId: bytes.toString('hex', 2, 22), assertionHandle: bytes.toString('hex', 22, 42) };
}
