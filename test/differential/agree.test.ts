import { spawnSync } from 'node:child_process';
import { CERTS } from '../support/certs';
import { requireTool } from '../support/tool';
import { PSS_SHA256, PSS_SHA384, PSS_SHA512 } from '../support/xmldsig/methods';
import { SHAPES } from './shapes';
import { checksOf, together } from './suite/peers';
import { verifyAll } from './suite/xmlsec';
import { ours, xmlCrypto, type Verdict } from './verdicts';

const { stdout: version } = spawnSync('xmlsec1', ['--version'], { encoding: 'utf8' });
const XMLSEC_HAS_PSS = !/^xmlsec1 1\.2/.test(version);

/** In a few processes, as they are accepted. */
async function xmlsecOfAll(shapes: typeof SHAPES): Promise<readonly Verdict[]> {
  const checks = shapes.map(({ xml, signer }) => checksOf(Buffer.from(xml), signer.cert));
  const verdicts = await verifyAll(checks.flat());
  let from = 0;
  return checks.map(({ length }) => together(verdicts.slice(from, (from += length))));
}

test('there are more than a hundred shapes, each of its own', () => {
  expect(SHAPES.length).toBeGreaterThan(100);
  expect(new Set(SHAPES.map(({ xml }) => xml)).size).toBe(SHAPES.length);
});

describe('a valid message is accepted, with the same octets: xml-crypto', () => {
  test.each(SHAPES)('$name', ({ xml, signer }) => {
    const verdict = ours(xml, signer);
    expect(verdict.accepted).toBe(true);
    expect(xmlCrypto(xml, signer)).toEqual({ accepted: true, signed: verdict.signed });
  });
});

requireTool('xmlsec1')('a valid message is accepted, with the same octets: xmlsec1', () => {
  let verdicts: readonly Verdict[];
  beforeAll(async () => {
    verdicts = await xmlsecOfAll(SHAPES);
  });

  test.each(SHAPES.map((shape, at) => ({ ...shape, at })))('$name', ({ xml, signer, at }) => {
    const verdict = ours(xml, signer);
    const theirs = verdicts[at];
    // xmlsec1 has RSA-PSS from 1.3 on. Before that it gives up at the name of the method.
    const unknown = !XMLSEC_HAS_PSS && [PSS_SHA256, PSS_SHA384, PSS_SHA512].some((name) => xml.includes(name));
    expect(theirs).toEqual(unknown ? { accepted: false, signed: [], signedInfo: [] } : verdict);
  });
});

describe('under another key of the same kind nobody accepts it', () => {
  const others = new Map([
    [CERTS.idp, CERTS.foreign],
    [CERTS.idpNext, CERTS.idp],
    [CERTS.ec256, CERTS.ec384],
    [CERTS.ec384, CERTS.ec256],
    [CERTS.ec521, CERTS.ec256],
  ]);
  test.each(SHAPES.filter((_, at) => at % 5 === 0))('$name', ({ xml, signer }) => {
    const other = others.get(signer) ?? CERTS.foreign;
    expect(ours(xml, other).code).toBe('signature_invalid');
    expect(xmlCrypto(xml, other).accepted).toBe(false);
  });
});
