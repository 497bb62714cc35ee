import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectCommand } from '../../src/cli/inspect';
import { runInProcess } from '../cli/in-process';
import { idp } from '../metadata/support/idp';
import { CERTS } from '../support/certs';
import { base64, CORE, EID, saml2Response, signSaml2 } from '../support/saml2';
import { encryptAssertion } from '../support/saml2/encrypt';

const page = readFileSync(join(__dirname, '../../docs/inspect.md'), 'utf8');
const [, command = '', example = ''] =
  /```sh\nnpx mitid-saml inspect ([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(page) ?? [];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-docs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A login that is over, by a person of whom little is said, for a service that was registered under another name. */
function answer(): string {
  const attributes = [
    [`${CORE}specVersion`, 'OIO-SAML-3.0'],
    [`${EID}fullName`, 'Prøve Testesen'],
    [`${EID}cprNumber`, '0101705678'],
  ] as const;
  const says = { now: Date.parse('2026-03-04T12:00:00Z'), audiences: [['https://test.app.example']], attributes };
  return encryptAssertion(signSaml2(saml2Response(says)), { certificate: CERTS.idpNext.cert });
}

test('docs/inspect.md shows what its command says', async () => {
  const files = {
    'answer.txt': base64(answer()),
    'idp.xml': idp({}),
    'app.key.pem': CERTS.idpNext.key,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const args = command.replaceAll('\\\n', ' ').trim().split(/\s+/);
  const { code, out } = await runInProcess(
    inspectCommand(),
    args.map((arg) => (Object.hasOwn(files, arg) ? join(folder, arg) : arg)),
  );
  if (process.env['UPDATE_DOCS'] === '1') {
    const path = join(__dirname, '../../docs/inspect.md');
    writeFileSync(
      path,
      page.replace(example, () => out),
    );
    return;
  }
  expect(code).toBe(1);
  expect(out).toBe(example);
});

test('every option of the command is in docs/inspect.md', () => {
  const names = inspectCommand().options.map(({ long }) => long ?? '');
  expect(names.length).toBeGreaterThan(20);
  const told = (name: string) => page.includes(`\`${name}\``) || /^--(?:no-)?(?:allow|dangerously-allow)-/.test(name);
  expect(names.filter((name) => !told(name))).toEqual([]);
});
