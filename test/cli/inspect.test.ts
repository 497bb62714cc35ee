import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { inspectCommand } from '../../src/cli/inspect';
import type { Inspection } from '../../src/inspect';
import { PERSONAS } from '../../src/simulator/personas';
import { idp } from '../metadata/support/idp';
import { CERTS } from '../support/certs';
import { personaCprIn } from '../support/cpr-watch/personas';
import { base64, EID, FACTS2, saml2Response, signSaml2, type Saml2Message } from '../support/saml2';
import { encryptAssertion } from '../support/saml2/encrypt';
import { Cli } from './support';
import { runInProcess } from './in-process';

const NOW = Date.parse('2026-03-04T12:00:00Z');
const AT = ['--at', '2026-03-04T12:00:00Z'];
const PLAIN = '--no-require-encrypted-assertion';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-inspect-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const run = (args: readonly string[]) => runInProcess(inspectCommand(), args, {});
const inspect = (message: string | Buffer, ...args: readonly string[]) =>
  run([...AT, ...args, file('message', message)]);
const signed = (says: Saml2Message = {}) => signSaml2(saml2Response({ now: NOW, ...says }));
const idpPem = () => file('idp.pem', CERTS.idp.cert);

const FULL = () => [
  ...['--idp-certificate', idpPem(), '--idp-issuer', FACTS2.issuer, '--entity-id', FACTS2.audience],
  ...['--callback-url', FACTS2.recipient, '--request-id', FACTS2.requestId],
];

test('a message that passes: exit code 0', async () => {
  const { code, out, err } = await inspect(base64(signed()), PLAIN, ...FULL());
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^SAML 2\.0 Response: the answer to a login \(base64\)\n\nSays\n {2}Response\/@ID /);
  expect(out).toMatch(
    /\nSignatures\n {2}Response\/Assertion\/Signature: rsa-sha256, digest sha256; verified with .*CN=idp \(25:63:/,
  );
  expect(out).toContain('\nJudged as for nemlog-in, at 2026-03-04T12:00:00.000Z: passes what was checked\n');
  expect(out).toMatch(/\nWould be read as\n {2}provider {6}mitid\n/);
});

test('a message that fails: exit code 1, with what the page of errors says and the option', async () => {
  const { code, out } = await inspect(base64(signed({ audiences: [['https://other.example']] })), PLAIN, ...FULL());
  expect(code).toBe(1);
  expect(out).toContain(
    [
      'FAILS 1 check',
      '  1. audience_mismatch at Response/Assertion/Conditions',
      '     got:      https://other.example',
      '     expected: https://app.example/saml',
      '     option:   entityId',
      '     means:    A restriction does not name us: audience or the merchant id, or entityId.',
    ].join('\n'),
  );
});

test('what cannot be read: exit code 2, with its place', async () => {
  const { code, out } = await inspect('<a>\n<!DOCTYPE b></a>');
  expect(code).toBe(2);
  expect(out).toMatch(
    /\nIt cannot be read:\n {2}xml_malformed at a\n {5}got: {6}.*\n(?:.*\n)* {5}place: {4}line 2, column 9\n$/,
  );
});

test('what is no message at all is told what would be one', async () => {
  const { code, out } = await inspect(CERTS.idp.cert);
  expect(code).toBe(2);
  expect(out).toMatch(
    /\n {2}base64_invalid at input\n(?:.*\n)* {5}reads: {4}XML, base64, a URL, .*certs inspect does\n$/,
  );
});

test('the metadata says who the broker is, and a key opens what is encrypted', async () => {
  const document = encryptAssertion(signed({ issuer: 'https://saml.idp.example' }), {
    certificate: CERTS.idpNext.cert,
  });
  const [metadata, key] = [file('idp.xml', idp()), file('key.pem', CERTS.idpNext.key)];
  const { code, out } = await inspect(
    base64(document),
    ...['--idp-metadata', metadata, '--decryption-key', file('other.pem', CERTS.foreign.key), '--decryption-key', key],
    ...['--entity-id', FACTS2.audience, '--callback-url', FACTS2.recipient, '--request-id', FACTS2.requestId],
  );
  expect(out).toMatch(/\nEncryption\n {2}Response\/EncryptedAssertion: aes256-gcm, .*; decrypted\n/);
  expect(out).toContain(': passes what was checked\n');
  expect(code).toBe(0);
});

test('writes JSON, with the same sentence', async () => {
  const { code, out } = await inspect(
    base64(signed({ destination: 'https://other.example' })),
    '--json',
    PLAIN,
    ...FULL(),
  );
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    what: 'SAML 2.0 Response: the answer to a login',
    judgement: {
      passes: false,
      failures: [
        {
          code: 'destination_mismatch',
          options: ['callbackUrl'],
          means: 'Destination is missing or is not the callback URL, of a logout logoutUrl (SAML 2.0).',
        },
      ],
    },
  } satisfies Partial<Record<keyof Inspection, unknown>>);
});

test('reads standard input', async () => {
  const { stdin } = process;
  Object.defineProperty(process, 'stdin', {
    value: Readable.from([Buffer.from(base64(signed()))]),
    configurable: true,
  });
  try {
    expect((await run([...AT, PLAIN, ...FULL(), '-'])).code).toBe(0);
  } finally {
    Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  }
});

test('a file of 10 MB is refused by its size', async () => {
  const { code, out } = await inspect(Buffer.alloc(10 * 1024 * 1024, 'A'));
  expect(code).toBe(2);
  expect(out).toContain('message_too_large at input');
});

test("no person's CPR number is shown, wherever and however a message says it", async () => {
  const numbers = PERSONAS.flatMap(({ cpr }) => cpr?.reveal() ?? []);
  expect(numbers.length).toBeGreaterThan(5);
  const privileges = (cpr: string) =>
    base64(
      `<b:PrivilegeList xmlns:b="urn:x"><PrivilegeGroup Scope="urn:dk:gov:saml:cprNumberIdentifier:${cpr}"><Privilege>urn:read</Privilege></PrivilegeGroup></b:PrivilegeList>`,
    );
  const attributes = numbers.flatMap((cpr, index): [string, string][] => [
    [`${EID}cprNumber`, cpr],
    [`${EID}other${index}`, `${cpr.slice(0, 6)}-${cpr.slice(6)}`],
    [`${EID}privilegesIntermediate`, privileges(cpr)],
    [`urn:${cpr}`, base64(cpr)],
    [`${EID}email`, `${cpr}@eksempel.example`],
  ]);
  const [cpr = ''] = numbers;
  const says: Saml2Message = {
    attributes,
    nameId: `CPR:${cpr}`,
    sessionIndex: cpr,
    destination: `https://other.example/${cpr}`,
    audiences: [[cpr]],
    statusMessage: cpr,
    issuer: `https://${cpr}.example`,
    responseId: `_${cpr}`,
  };
  for (const json of [[], ['--json']]) {
    const form = `RelayState=${encodeURIComponent(cpr)}&SAMLResponse=${encodeURIComponent(base64(signed(says)))}`;
    const { out, err } = await inspect(form, PLAIN, ...FULL(), ...json);
    expect(out).toContain('urn:dk:gov:saml:cprNumberIdentifier:');
    expect([personaCprIn(out), personaCprIn(err)]).toEqual([undefined, undefined]);
  }
});

test('shows nothing that moves the cursor', async () => {
  const says = {
    issuer: 'https://idp.example/\u009b2J\u202ex',
    attributes: [['name\u009b2J', 'a\nb\u009b1A']],
  } satisfies Saml2Message;
  for (const json of [[], ['--json']]) {
    const { out } = await inspect(base64(signed(says)), ...json);
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
    expect(out).toContain('name\ufffd2J');
    expect(out).toContain('a\ufffdb\ufffd1A');
  }
});

describe('what cannot be done is one line, and exit code 2', () => {
  test.each<[string, () => readonly string[], RegExp]>([
    ['no file', () => [join(folder, 'nowhere')], /^mitid-saml: there is no file \S+nowhere\n$/],
    ['an empty file', () => [file('empty', '')], /^mitid-saml: \S+empty is empty\n$/],
    ['a folder', () => [folder], /^mitid-saml: \S+ cannot be read \(EISDIR\)\n$/],
    [
      'no file of a certificate',
      () => ['--idp-certificate', join(folder, 'nowhere.pem'), file('a', 'a')],
      /^mitid-saml: --idp-certificate: there is no file \S+nowhere\.pem\n$/,
    ],
    [
      'a certificate that is none',
      () => ['--idp-certificate', file('no.pem', 'x'), file('a', 'a')],
      /^mitid-saml: --idp-certificate\[0\] holds no PEM certificate\n$/,
    ],
    [
      'an allowance that the strategy does not have',
      () => ['--broker', 'signicat-nemid', '--allow-missing-confirmation', file('a', 'a')],
      /^mitid-saml: --broker signicat-nemid has no option allowMissingConfirmation\n$/,
    ],
    [
      'a key that is none',
      () => ['--decryption-key', file('no.pem', 'x'), file('a', 'a')],
      /^mitid-saml: --decryption-key: \S+no\.pem is not a readable PEM private key\n$/,
    ],
    [
      'metadata that is none',
      () => ['--idp-metadata', file('no.xml', '<a/>'), file('a', 'a')],
      /^mitid-saml: idpMetadata .*\n$/,
    ],
  ])('%s', async (_name, args, line) => {
    const { code, out, err } = await run(args());
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(line);
  });

  test.each([
    ['--at', 'yesterday'],
    ['--at', '2026-03-04T12:00:00'],
    ['--clock-skew', '301'],
    ['--callback-url', 'x'],
    ['--broker', 'nobody'],
  ])('%s %s', async (...args) => {
    const { code, err } = await run([...args, file('a', 'a')]);
    expect(code).not.toBe(0);
    expect(err).toContain(args[0]);
  });
});

test('as a process: typed wrong it ends with 2', async () => {
  const cli = Cli.start(['inspect', '--no-such-option']);
  expect(await cli.end()).toBe(2);
  expect(cli.err).toContain("unknown option '--no-such-option'");
});
