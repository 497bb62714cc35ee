import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { PERSONA_CPR_FORMS } from '../support/cpr-watch/personas';

const ROOT = join(__dirname, '..', '..');
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
// 32 May: nobody's.
const NUMBER = '3205905678';
const FORMS = cprForms(NUMBER);

describe('what is looked for', () => {
  const xml = (cpr: string) => `<saml:AttributeValue>${cpr}</saml:AttributeValue>`;
  test.each([
    ['plain', `cpr=${NUMBER}&x`],
    ['with a hyphen', 'error at 320590-5678'],
    ['with a percent-encoded hyphen', '/callback?ssn=320590%2d5678'],
    ['in hex', Buffer.from(`value ${NUMBER}`).toString('hex').toUpperCase()],
    ['in a Buffer of UTF-16, as hex', Buffer.from(NUMBER, 'utf16le').toString('hex')],
    ['in base64, at its beginning', Buffer.from(`${NUMBER} and more`).toString('base64')],
    ['in base64, one byte in', Buffer.from(`x${xml(NUMBER)}`).toString('base64')],
    ['in base64, two bytes in', Buffer.from(`xx${xml(NUMBER)}`).toString('base64')],
    ['in base64, three bytes in', Buffer.from(`xxx${xml(NUMBER)}`).toString('base64')],
    ['in base64url, with a hyphen', Buffer.from(`xy${xml('320590-5678')}`).toString('base64url')],
  ])('is found %s', (_name, text) => {
    expect(findCpr(text, FORMS)).toMatch(/^320590-xxxx in /);
  });

  test.each(['320590-xxxx', '320590', '5678', '320590-5679', Buffer.from('3205901678').toString('base64')])(
    'is not found in %s',
    (text) => expect(findCpr(text, FORMS)).toBeUndefined(),
  );

  test('is every persona', () => {
    expect(PERSONA_CPR_FORMS.length).toBeGreaterThanOrEqual(12 * cprForms(NUMBER).length);
  });
});

describe('the reporter that reads along with every run', () => {
  test.each(['console', 'stderr', 'base64', 'two writes'])('fails a run that writes a number: %s', async (how) => {
    const { code, output } = await runPlanted({ PLANTED_AS: how });
    expect(output).toContain('This test run wrote a CPR number: 120385-xxxx');
    expect(code).toBe(1);
  });

  test('lets a run pass that writes none', async () => {
    expect((await runPlanted({})).code).toBe(0);
  });
});

function runPlanted(env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const args = [JEST, '--rootDir', ROOT, '--testMatch', '**/planted.fixture.ts'];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: ROOT, env: { ...process.env, ...env } },
      (_error, out, err) => {
        resolve({ code: child.exitCode, output: `${out}${err}` });
      },
    );
  });
}
