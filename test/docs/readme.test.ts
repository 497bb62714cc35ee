import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');
const folder = join(root, 'build/readme');

const PAGES = [
  'README.md',
  ...['eident', 'nemlog-in', 'signicat', 'certificates', 'profile', 'simulator', 'errors', 'cpr', 'migration'].map(
    (page) => `docs/${page}.md`,
  ),
];

/** The package by its own name, through its exports map, under the compiler options a user of strict TypeScript has. */
const tsconfig = {
  compilerOptions: {
    strict: true,
    module: 'node16',
    moduleResolution: 'node16',
    target: 'es2022',
    types: ['node'],
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['*.ts'],
};

// A compiler starts anew, on a machine that runs other tests beside it.
jest.setTimeout(120_000);

describe('the code in the README and the docs', () => {
  it('compiles as it stands', async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    let blocks = 0;
    for (const page of PAGES) {
      const text = await readFile(join(root, page), 'utf8');
      for (const [, code = ''] of text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
        await writeFile(join(folder, `block-${++blocks}.ts`), `// ${page}\n${code}\nexport {};\n`);
      }
    }
    expect(blocks).toBeGreaterThan(3);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const output = await promisify(execFile)(process.execPath, [compiler, '-p', folder]).then(
      () => '',
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    expect(output).toBe('');
  });
});
