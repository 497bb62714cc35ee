import { onBothEngines } from '../support/stores';
import { compileImport } from './support/compiled';
import { citizensCsv, Folder } from './support/files';
import { ImportProcess } from './support/import-process';

const [FEW, MANY, MOST] = [50_000, 200_000, 200e6];
/** 270 bytes for each row more; whoever keeps every record has 310. Up to 7 MB in all have been seen. */
const MOST_GROWTH = 40e6;

onBothEngines('the memory of an import', (world) => {
  const folder = new Folder();
  let script: string;
  beforeAll(() => {
    script = compileImport(folder.path('compiled'));
  });
  afterAll(() => folder.remove());

  const peakOf = async (rows: number, first: number): Promise<number> => {
    const file = folder.write('accounts.csv', citizensCsv(rows, first));
    const { location } = world().database;
    const answer = await new ImportProcess({ location, options: { file, class: 'citizen' } }, script).answer();
    expect(answer).toMatchObject({ accepted: rows, rejected: 0 });
    return answer?.mostMemory ?? Infinity;
  };

  test(`${MANY} rows in less than 200 MB, and in little more than ${FEW}`, async () => {
    const few = await peakOf(FEW, 1);
    const many = await peakOf(MANY, FEW + 1);
    expect(many).toBeLessThan(MOST);
    expect(many - few).toBeLessThan(MOST_GROWTH);
  }, 300_000);
});
