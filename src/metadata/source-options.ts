import { readTrusted, type TrustedCertificates } from '../certificates';
import { isLoopback, isSafeLocation } from './locations';
import { metadataRefused } from './open-metadata';

/** Why metadata from a URL is believed (rules 4): whose signature it carries, or nothing but TLS. */
export type MetadataTrust =
  | {
      /** PEM: what the document must be signed by; several during a rollover. */
      readonly metadataSigningCert: string | readonly string[];
      readonly dangerouslyTrustMetadataOverTls?: false;
    }
  | {
      readonly metadataSigningCert?: never;
      /** Whoever can answer at the URL decides who logs in; option `idpEntityId` says as whom, except on loopback. */
      readonly dangerouslyTrustMetadataOverTls: true;
    };

/** Where metadata is fetched, and why it is believed. */
export type MetadataUrl = MetadataTrust & {
  /** https, or http on loopback; redirects are not followed. */
  readonly url: string;
  /** PEM authorities that may vouch for the server, instead of Node's list. */
  readonly metadataCa?: string | readonly string[];
  /** Milliseconds for one fetch; default 10,000. */
  readonly timeoutMs?: number;
};

/**
 * Judges where metadata is to come from, before anything is fetched.
 *
 * @param now milliseconds since 1970.
 * @param entityId option `idpEntityId`.
 * @returns what the document must be signed by; undefined where TLS alone is trusted.
 * @throws MitIdError `configuration_invalid`, each problem naming `idpMetadata` or `idpEntityId`
 */
export function readTrust(
  { url, metadataSigningCert, dangerouslyTrustMetadataOverTls }: MetadataUrl,
  now: number,
  entityId?: string,
): TrustedCertificates | undefined {
  const problems: string[] = [];
  if (!isSafeLocation(url)) problems.push('idpMetadata.url is no https: URL');
  else if (/^[^/]*\/\/[^/?#]*@/.test(url)) problems.push('idpMetadata.url holds a user name or password');
  const signedBy =
    metadataSigningCert === undefined
      ? undefined
      : readTrusted(metadataSigningCert, 'idpMetadata.metadataSigningCert', now);
  problems.push(...(signedBy?.problems ?? []));
  if (signedBy === undefined && dangerouslyTrustMetadataOverTls !== true) {
    problems.push(
      'idpMetadata.metadataSigningCert is missing: metadata from a URL is signed, or dangerouslyTrustMetadataOverTls is true',
    );
  }
  if (signedBy !== undefined && dangerouslyTrustMetadataOverTls === true) {
    problems.push('idpMetadata.dangerouslyTrustMetadataOverTls is given beside metadataSigningCert; leave one out');
  }
  const overTls = signedBy === undefined && dangerouslyTrustMetadataOverTls === true;
  // The issuer's name is a part of each account's key: whoever answers at the URL is not to choose it too.
  if (overTls && entityId === undefined && URL.canParse(url) && !isLoopback(new URL(url))) {
    problems.push(
      'idpEntityId is missing: with dangerouslyTrustMetadataOverTls nothing else says whose metadata it is',
    );
  }
  if (problems.length > 0) throw metadataRefused(problems);
  return signedBy?.certificates;
}
