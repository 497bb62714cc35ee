import type { Database } from '../database';
import type { Engine } from '../engines';

/** What an import needs of a store; without an engine there is nothing in the database to be compared with. */
export interface ImportStore extends Pick<Database, 'hasher' | 'now'> {
  readonly engine: Engine | undefined;
}
