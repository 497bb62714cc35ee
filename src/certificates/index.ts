export { TrustedCertificates, readTrustedCertificates } from './trusted';
export type { TrustedCertificate } from './trusted';
export { readOcesCertificate } from './oces';
export type { OcesCertificate } from './oces';
export { parseOcesSubjectId } from './oces-subject-id';
export type { OcesKind, OcesSubjectId } from './oces-subject-id';
