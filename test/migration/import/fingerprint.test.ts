import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CprSecret } from '../../../src/migration';
import { importAccounts } from '../../../src/migration/import/import-accounts';
import { openStore } from '../../../src/migration/store';
import { ANNA, NEXT_SECRET, SECRET } from '../support/people';
import { onBothEngines } from '../support/stores';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-fingerprint-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

onBothEngines('what is kept of an imported file', (world) => {
  const text = `account,cpr\na-1,${ANNA}\n`;
  const imported = async (cprSecrets: readonly CprSecret[]) => {
    const file = join(folder, 'accounts.csv');
    writeFileSync(file, text);
    const store = await openStore(world().database.location, { cprSecrets });
    try {
      return (await importAccounts(store, { file, class: 'citizen' })).status;
    } finally {
      await store.engine.close();
    }
  };

  test('does not tell the CPR number of its one line to whoever tries them all', async () => {
    expect(await imported([SECRET])).toBe('imported');
    const contents = await world().database.contents();
    expect(contents).toContain('accounts.csv');
    expect(contents).not.toContain(createHash('sha256').update(text).digest('hex'));
  });

  test('is known under an earlier secret', async () => {
    expect(await imported([SECRET])).toBe('imported');
    expect(await imported([NEXT_SECRET, SECRET])).toBe('done-before');
  });
});
