export { readArtifact } from './artifact';
export type { Artifact } from './artifact';
export { ArtifactClient } from './artifact-client';
export type { ArtifactClientOptions } from './artifact-client';
export type { Saml11Expectations } from './expectations';
export { judgeArtifactReply, judgePostedResponse } from './judge';
