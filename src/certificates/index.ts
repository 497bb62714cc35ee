export { TrustedCertificates, readTrustedCertificates } from './trusted';
export type { TrustedCertificate } from './trusted';
