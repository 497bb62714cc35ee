import type { Engine } from '../engines';
import type { Store } from '../store';

/** What an import needs of a store; without an engine there is nothing in the database to be compared with. */
export interface ImportStore extends Pick<Store, 'hasher' | 'now'> {
  readonly engine: Engine | undefined;
}
