import { BoundedMap } from '../bounded-map';
import { maskCpr } from '../mask-cpr';
import type { ServiceProvider } from '../service-providers';
import { findingsOf, type Checklist } from './checklist';
import type { Evidence } from './evidence';
import { entityIdOf, readMetadata, type MetadataEvidence } from './metadata-evidence';
import { issuerOf, readRequest, type RequestEvidence } from './request-evidence';

interface Kept {
  readonly request?: RequestEvidence;
  readonly metadata?: MetadataEvidence;
  readonly requests: number;
}

/** What evidence is judged with: it may change from one moment to the next. */
export interface CheckContext extends Pick<Evidence, 'entryPoint' | 'dialect' | 'now'> {
  readonly registration: (entityId: string) => ServiceProvider | undefined;
}

const SERVICE_PROVIDERS = 20;
const REQUEST_IDS = 1000;

/**
 * The evidence for each service provider, by entityID: its last request and its last metadata. What does not say whose it is
 * stands under the empty name.
 */
export class CheckLog {
  private readonly kept = new BoundedMap<Kept>(SERVICE_PROVIDERS);
  private readonly requestIds = new BoundedMap<true>(REQUEST_IDS);
  private waiting: (() => void)[] = [];

  constructor(private readonly context: () => CheckContext) {}

  /**
   * A request has come.
   *
   * @param rawQuery as it stands in the address, without the question mark.
   * @returns to be called when it is answered: whoever waits is told then.
   */
  sawRequest(rawQuery: string): () => void {
    const read = readRequest(rawQuery, this.context().now);
    const entityId = issuerOf(read.root);
    const id = JSON.stringify([entityId, read.root?.attribute('ID')]);
    const request = { ...read, isRepeated: this.requestIds.get(id) !== undefined };
    this.requestIds.set(id, true);
    const before = this.kept.get(entityId) ?? { requests: 0 };
    this.kept.set(entityId, { ...before, request, requests: before.requests + 1 });
    return () => {
      for (const tell of this.waiting.splice(0)) tell();
    };
  }

  /** Metadata was given. @returns the checklist of whom it describes. */
  sawMetadata(xml: string | Uint8Array): Checklist {
    const metadata = readMetadata(xml);
    const entityId = entityIdOf(metadata);
    const kept = { ...(this.kept.get(entityId) ?? { requests: 0 }), metadata };
    this.kept.set(entityId, kept);
    return this.checklistOf(entityId, kept);
  }

  /** Resolves when the next request has been answered. */
  async nextRequest(): Promise<void> {
    return new Promise((resolve) => void this.waiting.push(resolve));
  }

  /** The last one that was heard of first. */
  checklists(): readonly Checklist[] {
    return this.kept
      .entries()
      .reverse()
      .map(([entityId, kept]) => this.checklistOf(entityId, kept));
  }

  private checklistOf(entityId: string, { requests, ...evidence }: Kept): Checklist {
    const { registration: find, ...context } = this.context();
    const registration = find(entityId);
    const findings = findingsOf({ ...evidence, ...context, ...(registration === undefined ? {} : { registration }) });
    return { entityId: maskCpr(entityId), requests, findings };
  }
}
