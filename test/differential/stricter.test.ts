import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CERTS } from '../support/certs';
import { requireTool } from '../support/tool';
import { STRICTER } from './stricter';
import { ours, xmlCrypto, xmlsec } from './verdicts';

// xmldom says in the console what it passes over.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe('we refuse', () => {
  test.each(STRICTER)('$name: $code', ({ xml, code, signer = CERTS.idp }) => {
    expect(ours(xml, signer)).toEqual({ accepted: false, code, signed: [] });
  });
});

describe('xml-crypto', () => {
  test.each(STRICTER)('$name: accepts $xmlCrypto', ({ xml, xmlCrypto: accepted, signer = CERTS.idp }) => {
    expect(xmlCrypto(xml, signer).accepted).toBe(accepted);
  });
});

requireTool('xmlsec1')('xmlsec1', () => {
  test.each(STRICTER)('$name: accepts $xmlsec', ({ xml, xmlsec: accepted, signer = CERTS.idp }) => {
    expect(xmlsec(xml, signer).accepted).toBe(accepted);
  });
});

test('each row is a difference, and has a name of its own', () => {
  for (const { xmlCrypto: one, xmlsec: other } of STRICTER) expect(one || other).toBe(true);
  expect(new Set(STRICTER.map(({ name }) => name)).size).toBe(STRICTER.length);
});

test('docs/trust.md holds this list', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'trust.md'), 'utf8');
  const rows = page
    .split('\n')
    .flatMap(
      (line) =>
        /^\| `([a-z0-9.-]+)` +\| `(\w+)` +\| (yes|no) +\| (yes|no) +\| (.+?) +\|$/.exec(line)?.slice(1, 6) ?? [],
    );
  const yes = (accepts: boolean) => (accepts ? 'yes' : 'no');
  expect(rows).toEqual(
    STRICTER.flatMap((row) => [row.name, row.code, yes(row.xmlCrypto), yes(row.xmlsec), row.reason]),
  );
});
