import { readFileSync } from 'node:fs';
import { readTrusted, type TrustedCertificates } from '../../certificates';
import { MitIdError } from '../../errors';
import { isValid, MetadataSource, readIdpMetadata, type IdpMetadata } from '../../metadata';
import { ownMembers } from '../own';
import { urlProblem } from '../urls';
import { fileProblem } from './keys';
import type { IdpMetadataSource } from './sources';

/** Whom the metadata describes, and the certificates it signs with. */
export interface IdentityProvider {
  readonly metadata: IdpMetadata;
  readonly certificates: TrustedCertificates;
}

/** Where a strategy has its identity provider from: one that was given, or what a URL says now. */
export interface IdentityProviderSource {
  /** The one that was given. */
  readonly given?: IdentityProvider;
  /** @throws MitIdError `metadata_unavailable`: the metadata's time has passed, or none could be fetched. */
  current(): Promise<IdentityProvider>;
}

export interface ReadingOptions {
  /** Option `idpEntityId`. */
  readonly entityId?: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Is told why metadata could not be fetched. */
  readonly warn: (line: string) => void;
}

/**
 * Reads the metadata that the options name, or sees to it that it can be fetched.
 *
 * @returns the source, or one line for each problem: an unreadable file, metadata that is none, is not signed as it must be
 *   or has expired, a URL the browser may not be sent to, certificates that are weak, unreadable or all expired.
 */
export function readIdentityProvider(
  source: IdpMetadataSource,
  options: ReadingOptions,
): { provider?: IdentityProviderSource; problems: readonly string[] } {
  try {
    return { provider: sourceOf(source, options), problems: [] };
  } catch (error) {
    if (error instanceof MitIdError) return { problems: error.detail.problems ?? [`idpMetadata ${error.explain()}`] };
    return { problems: [`idpMetadata ${fileProblem(error)}`] };
  }
}

function sourceOf(source: IdpMetadataSource, { entityId, now, warn }: ReadingOptions): IdentityProviderSource {
  const named = entityId === undefined ? {} : { entityId };
  const from = ownMembers(source);
  if (typeof from === 'object' && 'url' in from) {
    return new MetadataSource({ from, ...named, judge: judged, warn, now });
  }
  const { signingCert, xml } = contentOf(from);
  const signedBy =
    signingCert === undefined ? {} : { signedBy: trusted(signingCert, 'idpMetadata.metadataSigningCert', now()) };
  return givenSource(judged(readIdpMetadata(xml, { now: now(), ...named, ...signedBy }), now()), now);
}

function contentOf(from: Exclude<IdpMetadataSource, { readonly url: string }>) {
  if (typeof from === 'string') return { xml: from };
  const signingCert = from.metadataSigningCert;
  return { xml: 'xml' in from ? from.xml : readFileSync(from.file), signingCert };
}

function givenSource(given: IdentityProvider, now: () => number): IdentityProviderSource {
  const { validUntil = Infinity } = given.metadata;
  return {
    given,
    current: () => {
      if (isValid(given.metadata, now())) return Promise.resolve(given);
      const got = `metadata that was valid until ${new Date(validUntil).toISOString()}`;
      return Promise.reject(new MitIdError('metadata_unavailable', { got, option: 'idpMetadata' }));
    },
  };
}

function judged(metadata: IdpMetadata, now: number): IdentityProvider {
  const entryPoint = urlProblem(metadata.singleSignOnRedirect);
  const more = entryPoint === undefined ? [] : [`idpMetadata has a SingleSignOnService whose Location ${entryPoint}`];
  return { metadata, certificates: trusted(metadata.signingCertificates, 'idpMetadata', now, more) };
}

function trusted(
  pem: string | readonly string[],
  option: string,
  now: number,
  more: readonly string[] = [],
): TrustedCertificates {
  const read = readTrusted(pem, option, now);
  const problems = [...read.problems, ...more];
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return read.certificates;
}
