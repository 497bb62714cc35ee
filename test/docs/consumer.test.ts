import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');
const folder = join(root, 'build/consumer');

/** What the package exports as code, by its exports map. */
const ENTRIES = ['', '/errors', '/profile', '/certificates', '/simulator'];

/** Without skipLibCheck, so that our declarations are judged, and all those of others that they reach. */
const tsconfig = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: 'node16',
    moduleResolution: 'node16',
    target: 'es2022',
    types: ['node'],
    skipLibCheck: false,
    noEmit: true,
  },
  include: ['*.ts'],
};

// A compiler starts anew, on a machine that runs other tests beside it.
jest.setTimeout(120_000);

describe('the declarations of the built package', () => {
  it('are right by themselves, for a consumer who has the compiler look into them', async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const imports = ENTRIES.map((entry, index) => `export * as entry${index} from 'passport-mitid-saml${entry}';`);
    await writeFile(join(folder, 'consumer.ts'), imports.join('\n'));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const output = await promisify(execFile)(process.execPath, [compiler, '-p', folder]).then(
      () => '',
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    expect(output).toBe('');
  });

  // Its own declarations do not pass the compiler.
  it('do not import saxes', async () => {
    const files = (await readdir(join(root, 'dist'), { recursive: true })).filter((name) => name.endsWith('.d.ts'));
    expect(files.length).toBeGreaterThan(100);
    for (const name of files) {
      expect({ name, text: await readFile(join(root, 'dist', name), 'utf8') }).toEqual({
        name,
        text: expect.not.stringMatching(/from 'saxes'|import\("saxes"\)/) as string,
      });
    }
  });
});
