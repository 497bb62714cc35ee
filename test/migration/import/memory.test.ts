import { SECRET } from '../support/people';
import { onBothEngines } from '../support/stores';
import { compileImport } from './support/compiled';
import { citizensCsv, Folder } from './support/files';
import { measuredImport } from './support/measured-import';

/**
 * The first marks stand behind what is made once, whatever the file: statements, the first tables of the line index. What an
 * answer of PostgreSQL has just left behind is at one mark and not at the next: of three, the least counts.
 */
const [FEW, MANY, MILLION] = [[8_000, 9_000, 10_000], [28_000, 29_000, 30_000], 1_000_000];
const [ROWS, BETWEEN] = [30_000, 20_000];
/** What stays alive of a row; whoever keeps every record has 200. */
const MOST_PER_ROW = 60;
/** So few rows fill the first tables of the line index alone, so its growth is measured apart: account, PID and CPR number. */
const [TEXTS, MOST_PER_TEXT, TEXTS_PER_ROW] = [600_000, 14, 3];
const MOST = 200e6;

const folder = new Folder();
let script: string;
beforeAll(() => {
  script = compileImport(folder.path('compiled'));
});
afterAll(() => folder.remove());

onBothEngines('the memory of an import', (world) => {
  test('grows so little with the rows that a million of them fit into 200 MB', async () => {
    const file = folder.write('accounts.csv', citizensCsv(ROWS));
    const task = {
      options: { file, class: 'citizen' as const },
      secret: SECRET,
      marks: [...FEW, ...MANY],
      texts: TEXTS,
    };
    const answer = await measuredImport(script, { ...task, location: world().database.location });
    expect(answer).toMatchObject({ accepted: ROWS });
    const { alive = [], ofTexts = Infinity, most = Infinity } = answer ?? {};
    const [few, many] = [Math.min(...alive.slice(0, FEW.length)), Math.min(...alive.slice(FEW.length))];
    const perRow = (many - few) / BETWEEN;
    const perText = ofTexts / TEXTS;
    expect(perRow).toBeLessThan(MOST_PER_ROW);
    expect(perText).toBeLessThan(MOST_PER_TEXT);
    expect(most + (Math.max(perRow, 0) + TEXTS_PER_ROW * perText) * MILLION).toBeLessThan(MOST);
  }, 120_000);
});
