import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePkcs12 } from '../../src/certificates';
import { CprMatcher } from '../../src/cpr-match';
import { readOptions } from '../../src/cpr-match/config';
import { MemoryStateStore } from '../../src/state';
import { CERTS } from '../support/certs';
import { errorOf } from '../support/codes';
import { dump } from '../support/dump';

const folder = mkdtempSync(join(tmpdir(), 'mitid-match-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { cert, key } = CERTS.tlsClient;
const WITHOUT_CERTIFICATE = {
  url: 'https://services.test-nemlog-in.dk/api/uuidmatch/subjectmatchescpr',
  entityId: 'https://app.example',
  idpEntityId: 'https://saml.test-nemlog-in.dk/',
  stateStore: new MemoryStateStore(),
};
const OPTIONS = { ...WITHOUT_CERTIFICATE, clientCert: cert, clientKey: key };
const content = writePkcs12({ key, certificate: cert }, 'open sesame');

function problemsOf(options: object): readonly string[] {
  const error = errorOf(() => new CprMatcher(options as typeof OPTIONS));
  expect(error).toMatchObject({ code: 'configuration_invalid', outcome: 'error' });
  return error.detail.problems ?? [];
}

test('options that nothing is wrong with get their defaults', () => {
  expect(readOptions(OPTIONS)).toMatchObject({ entityId: OPTIONS.entityId, timeoutMs: 10_000, maximumTries: 3 });
});

test('what is missing is named, all at once', () => {
  expect(problemsOf({})).toEqual([
    'url is missing',
    'entityId is missing',
    'idpEntityId is missing',
    'stateStore is missing',
    'clientCert is missing: your OCES3 certificate, with clientKey, or pkcs12',
  ]);
  expect(errorOf(() => new CprMatcher(undefined as unknown as typeof OPTIONS)).code).toBe('configuration_invalid');
});

test.each([
  ['url', 'http://localhost:7001/api/uuidmatch/subjectmatchescpr', 'is not an https: URL'],
  ['url', 'http://services.nemlog-in.dk/', 'is http: and not on loopback; https: is needed'],
  ['url', 'https://user:word@services.nemlog-in.dk/', 'holds a user name or password'],
  ['url', '/api/uuidmatch/subjectmatchescpr', 'is not an absolute URL'],
  ['entityId', ' https://app.example', 'holds white space around it, or a control character'],
  ['clientCert', key, 'holds a private key, not a certificate; is it swapped with clientKey?'],
  ['clientCert', undefined, 'is missing beside clientKey'],
  ['clientKey', undefined, 'is missing beside clientCert'],
  ['clientKey', CERTS.foreign.key, 'is not the key of clientCert'],
  ['clientKey', cert, 'holds a certificate, not a private key; is it swapped with clientCert?'],
  ['ca', 'no PEM', 'holds no PEM certificate'],
  ['ca', [], 'is empty'],
  [
    'stateStore',
    new Map(),
    'must be the one that the strategy was given, with the methods put, get, take, claim and delete',
  ],
  ['timeoutMs', 999, 'must be a whole number of milliseconds from 1000 to 60000'],
  ['timeoutMs', Infinity, 'must be a whole number of milliseconds from 1000 to 60000'],
  ['maximumTries', 4, 'must be a whole number from 1 to 3'],
  ['maximumTries', 0, 'must be a whole number from 1 to 3'],
  ['maximumTries', 1.5, 'must be a whole number from 1 to 3'],
  ['maximumTries', '3', 'must be a whole number from 1 to 3'],
  ['logger', () => undefined, 'must have the methods info, warn and error'],
  ['rejectUnauthorized', false, 'is not an option'],
  ['entityID', 'https://app.example', 'is not an option; did you mean entityId?'],
])('%s: %j', (name, value, problem) => {
  expect(problemsOf({ ...OPTIONS, [name]: value })).toEqual([`${name} ${problem}`]);
});

describe('a PKCS#12 file', () => {
  test('is read from its bytes, from base64 and from its path', () => {
    const file = join(folder, 'match.p12');
    writeFileSync(file, content);
    for (const source of [{ content }, { content: content.toString('base64') }, { file }]) {
      const config = readOptions({ ...WITHOUT_CERTIFICATE, pkcs12: { ...source, passphrase: 'open sesame' } });
      expect(config.client.cert).toBe(cert.trimStart());
      expect(config.client.key.reveal()).toBe(key);
    }
  });

  test.each([
    [{ content, passphrase: 'wrong' }, 'pkcs12 cannot be opened with this passphrase'],
    [{ content }, 'pkcs12 has no passphrase'],
    [{ passphrase: 'open sesame' }, 'pkcs12 must be { file, passphrase } or { content, passphrase }'],
    [{ file: join(folder, 'none.p12'), passphrase: '' }, 'pkcs12 names a file that cannot be read (ENOENT)'],
  ])('that cannot be: %#', (pkcs12, problem) => {
    expect(problemsOf({ ...WITHOUT_CERTIFICATE, pkcs12 })).toEqual([expect.stringMatching(startsWith(problem))]);
  });

  test('beside the PEM options is one too many', () => {
    expect(problemsOf({ ...OPTIONS, pkcs12: { content, passphrase: 'open sesame' } })).toEqual([
      'clientCert is given beside pkcs12, which has both',
      'clientKey is given beside pkcs12, which has both',
    ]);
  });
});

test('no error and no dump shows a key or a passphrase', () => {
  const pkcs12 = { content, passphrase: 'open barley' };
  const error = errorOf(() => readOptions({ ...WITHOUT_CERTIFICATE, pkcs12, clientKey: key }));
  const shown = `${dump(error)}${dump(readOptions(OPTIONS).client)}${dump(new CprMatcher(OPTIONS))}`;
  expect(shown).not.toMatch(/PRIVATE KEY|open barley/);
});

const startsWith = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[{}()#]/g, '\\$&')}`);
