import { MitIdError } from '../../errors';
import type { Engine, Reader, Transaction } from '../engines/engine';
import { hasSchema } from './has-schema';
import { SCHEMA_STEPS, type SchemaStep } from './migrations';

const WORDS = {
  sqlite: {
    text: 'TEXT',
    bigint: 'INTEGER',
    seq: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    clustered: ' WITHOUT ROWID',
  },
  postgres: {
    text: 'TEXT COLLATE "C"',
    bigint: 'BIGINT',
    seq: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
    clustered: '',
  },
} as const satisfies Record<Engine['kind'], Record<string, string>>;

/**
 * Brings the schema to the version of this program. Many processes may start at once: one does it in one transaction, the
 * others wait and find it done.
 *
 * @param steps what this program knows; to be given by tests alone.
 * @throws MitIdError `link_schema_newer` where a later program has changed the schema: this one does not know what its rows
 *   mean by now.
 */
export async function migrateSchema(engine: Engine, steps: readonly SchemaStep[] = SCHEMA_STEPS): Promise<void> {
  const known = steps.at(-1)?.version ?? 0;
  if ((await versionOf(engine, engine)) === known) return;
  await engine.transaction(async (sql) => {
    await engine.lockSchema(sql);
    const found = await versionOf(engine, sql);
    if (found > known) {
      throw new MitIdError('link_schema_newer', { got: `schema version ${found}`, expected: `${known} at most` });
    }
    for (const step of steps.filter(({ version }) => version > found)) await apply(engine.kind, sql, step);
  });
}

async function apply(kind: Engine['kind'], sql: Transaction, step: SchemaStep): Promise<void> {
  const words: Readonly<Record<string, string>> = WORDS[kind];
  for (const statement of [...step.statements, ...step[kind]]) {
    await sql.run(statement.replaceAll(/\{(\w+)\}/g, (mark, name: string) => words[name] ?? mark));
  }
  if (step.version === 1) await sql.run('CREATE TABLE mitid_schema (version INTEGER NOT NULL PRIMARY KEY)');
  await sql.run('INSERT INTO mitid_schema (version) VALUES (?)', [step.version]);
}

async function versionOf(engine: Engine, reader: Reader): Promise<number> {
  if (!(await hasSchema(engine, reader))) return 0;
  const [row] = await reader.all('SELECT max(version) AS version FROM mitid_schema');
  return Number(row?.['version'] ?? 0);
}
