import type { TrustedCertificates } from '../certificates';
import { MitIdError } from '../errors';
import { readIdpMetadata, type IdpMetadata } from './idp-metadata';
import { MetadataClient, type FetchedMetadata } from './metadata-client';
import { metadataRefused } from './open-metadata';
import { readTrust, type MetadataUrl } from './source-options';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DEFAULT_CACHE_MS = HOUR_MS;
/** Whatever the document says of itself (cacheDuration), it is asked for again no sooner and no later than this. */
const MIN_CACHE_MS = 5 * MINUTE_MS;
const MAX_CACHE_MS = 24 * HOUR_MS;
/** After a failure, while there is a copy to go on with. */
const RETRY_MS = MINUTE_MS;
/** After a failure, while there is none: strangers who begin logins do not each make a request to the broker. */
const FAILURE_HELD_MS = 5_000;

export interface MetadataSourceOptions<T> {
  readonly from: MetadataUrl;
  /** Option `idpEntityId`. */
  readonly entityId?: string;
  /**
   * Makes of the metadata what is used; called for every document that is taken.
   *
   * @throws MitIdError for metadata that is not to be used: the copy before it is kept.
   */
  readonly judge: (metadata: IdpMetadata, now: number) => T;
  /** Is told why a refresh failed, once for each reason until one succeeds. */
  readonly warn: (line: string) => void;
  /** Milliseconds since 1970; Date.now unless told. */
  readonly now?: () => number;
}

interface Held<T> extends FetchedMetadata {
  readonly metadata: IdpMetadata;
  readonly value: T;
  /** Milliseconds since 1970: from then on it is asked for again, from `overdueAt` on before it is used. */
  readonly staleAt: number;
  readonly overdueAt: number;
}

/**
 * An identity provider's metadata from a URL. It is fetched when it is first needed, and again when a copy has grown old:
 * beside a login at first, and before one where nobody has logged in for long, so that a certificate that was withdrawn is
 * not trusted after. Where that fails the last good copy is used, for as long as its validUntil allows. No timer runs.
 */
export class MetadataSource<T> {
  readonly #client: MetadataClient;
  readonly #options: Omit<MetadataSourceOptions<T>, 'from'>;
  readonly #url: URL;
  readonly #signedBy: TrustedCertificates | undefined;
  readonly #now: () => number;
  readonly #told = new Set<string>();
  #held: Held<T> | undefined;
  #refreshing: Promise<T> | undefined;
  #retryAt = 0;
  #failed: { readonly error: MitIdError; readonly at: number } | undefined;

  /** @throws MitIdError `configuration_invalid`: no https URL, no reason to believe what comes from there. */
  constructor({ from, ...options }: MetadataSourceOptions<T>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#signedBy = readTrust(from, this.#now(), options.entityId);
    this.#url = new URL(from.url);
    this.#client = new MetadataClient(from);
  }

  /**
   * What is to be used now. All who wait for a fetch wait for the same one, and a failure is theirs who come within 5 seconds.
   *
   * @throws MitIdError `metadata_unavailable` where there is none, or none that is still valid.
   */
  async current(): Promise<T> {
    const now = this.#now();
    const held = this.#held;
    const usable = held !== undefined && isValid(held.metadata, now);
    if (usable && now < Math.max(held.staleAt, this.#retryAt)) return held.value;
    const failed = this.#failed;
    if (!usable && failed !== undefined && Math.abs(now - failed.at) < FAILURE_HELD_MS) throw failed.error;
    const refreshed = this.#refresh();
    if (!usable) return refreshed;
    const kept = refreshed.catch(() => held.value);
    return now < held.overdueAt ? held.value : kept;
  }

  #refresh(): Promise<T> {
    this.#refreshing ??= this.#fetch().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #fetch(): Promise<T> {
    const before = this.#held;
    try {
      const answer = await this.#client.fetch(before?.etag);
      const fetched = answer === 'unchanged' ? before : answer;
      if (fetched === undefined) throw metadataRefused(['idpMetadata is unchanged, and there was none']);
      this.#held = this.#accept(fetched, before, this.#now());
      this.#told.clear();
      this.#failed = undefined;
      return this.#held.value;
    } catch (error) {
      const failed = { error: this.#failure(error, before), at: this.#now() };
      this.#failed = failed;
      this.#retryAt = failed.at + RETRY_MS;
      throw failed.error;
    }
  }

  /** Judged whole, also where it is what was held: its own validUntil or its signer's certificate may have passed. */
  #accept({ bytes, etag }: FetchedMetadata, before: Held<T> | undefined, now: number): Held<T> {
    const { entityId, judge } = this.#options;
    const metadata = readIdpMetadata(bytes, {
      now,
      ...(entityId !== undefined && { entityId }),
      ...(this.#signedBy !== undefined && { signedBy: this.#signedBy }),
    });
    if (before !== undefined) requireSuccessor(metadata, before.metadata);
    const value = before?.bytes.equals(bytes) === true ? before.value : judge(metadata, now);
    const cacheMs = Math.min(Math.max(metadata.cacheDurationMs ?? DEFAULT_CACHE_MS, MIN_CACHE_MS), MAX_CACHE_MS);
    return {
      bytes,
      ...(etag !== undefined && { etag }),
      metadata,
      value,
      staleAt: now + cacheMs,
      overdueAt: now + 2 * cacheMs,
    };
  }

  #failure(error: unknown, before: Held<T> | undefined): MitIdError {
    // Without the query, which may hold a token.
    const { host: where, origin, pathname } = this.#url;
    const reason = reasonOf(error);
    if (!this.#told.has(reason)) {
      this.#told.add(reason);
      const kept = before === undefined ? '' : '; the copy before it is used while it is valid';
      this.#options.warn(`idpMetadata could not be had from ${origin}${pathname}: ${reason}${kept}`);
    }
    if (error instanceof MitIdError && error.code === 'metadata_unavailable') return error;
    const detail = { where, got: reason, expected: 'metadata to use', option: 'idpMetadata' };
    return new MitIdError('metadata_unavailable', detail, { cause: error });
  }
}

/** Whether the metadata's own time has not passed; `now` in milliseconds since 1970. */
export function isValid({ validUntil }: Pick<IdpMetadata, 'validUntil'>, now: number): boolean {
  return validUntil === undefined || now < validUntil;
}

/**
 * A signature proves who wrote a document, not that it is about the same entity. An earlier validUntil is no sign of an old
 * document: an operator shortens it too, and where a key was withdrawn the old copy would go on trusting it.
 */
function requireSuccessor(metadata: IdpMetadata, before: IdpMetadata): void {
  if (metadata.entityId !== before.entityId) {
    throw metadataRefused([
      `idpMetadata describes ${metadata.entityId.slice(0, 200)}, not ${before.entityId} any more`,
    ]);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof MitIdError)) return error instanceof Error ? error.message : 'an error';
  const { got, expected, problems } = error.detail;
  return problems?.join('; ').slice(0, 1_000) ?? `got ${got ?? 'nothing'}, expected ${expected ?? 'metadata'}`;
}
