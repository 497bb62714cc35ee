import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { MitIdError } from '../../../src/errors';
import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../../../src/protocols/saml11';
import { MemoryStateStore } from '../../../src/state/memory';
import { CERTS } from '../../support/certs';
import { FACTS } from '../../support/saml11';
import { signByHand, SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import { LANES } from '../harness/lanes';
import type { LaneName, SignedPart } from '../harness/scene';
import { formField, soapReply } from '../harness/world';
import { alone, between, elementsOf } from './elements';

// Whatever is done to a message: it is refused, or it says exactly what the honest one says. A third does not exist.
const now = Date.now();
const requestId = '_request';
const certificates = new TrustedCertificates(readTrustedCertificates(CERTS.idp.cert, 'idpCert').certificates);
const expectations = (): Saml11Expectations => ({
  ...FACTS,
  certificates,
  clockSkewMs: 60_000,
  now: () => now,
  store: new MemoryStateStore(),
});

/** What the message says, as text; the error's code where it is refused. */
async function judged(lane: LaneName, message: string | Buffer): Promise<{ said: string } | { code: string }> {
  try {
    const { content } = await (lane === 'saml11-post'
      ? judgePostedResponse(formField(message), expectations())
      : judgeArtifactReply(soapReply(message), requestId, expectations()));
    return { said: JSON.stringify(content) };
  } catch (error) {
    if (error instanceof MitIdError) return { code: error.code };
    throw error;
  }
}

const cases = [
  ['saml11-post', 'Response'],
  ['saml11-artifact', 'Assertion'],
  ['saml11-artifact', 'Response'],
] as const;

function honest(lane: LaneName, part: SignedPart): string {
  const scene = LANES[lane].scene({ ...FACTS, now, ...(lane === 'saml11-artifact' ? { requestId } : {}) });
  const unsigned = scene.unsigned({
    attributes: [
      ['FULLNAME', 'Prøve'],
      ['MITID_AMR', ['password', 'code_app']],
    ],
  });
  const placed =
    part === 'Response'
      ? unsigned.replace(/<samlp:Response[^>]*>/, (tag) => tag + SIGNATURE_HERE)
      : unsigned.replace('</saml:Assertion>', (tag) => SIGNATURE_HERE + tag);
  const id = new RegExp(`<saml.?:${part}[^>]* ${part}ID="([^"]+)"`).exec(unsigned)?.[1] ?? '';
  // KeyInfo is ignored, and a certificate would be half of the bytes.
  return signByHand(placed, { signer: CERTS.idp, id, keyInfo: '' });
}

/** Sends each mutant; gives back how many were accepted, and the first that said something else. */
async function sweep(lane: LaneName, xml: string, mutants: Iterable<string | Buffer>) {
  const twin = await judged(lane, xml);
  if (!('said' in twin)) throw new Error(`the honest message is refused: ${twin.code}`);
  const seen = { refused: 0, accepted: 0, lies: [] as string[] };
  for (const mutant of mutants) {
    const verdict = await judged(lane, mutant);
    if ('code' in verdict) seen.refused++;
    else if (verdict.said === twin.said) seen.accepted++;
    else seen.lies.push(mutant.toString());
  }
  return seen;
}

describe.each(cases)('at %s with the %s signed', (lane, part) => {
  const xml = honest(lane, part);
  const elements = elementsOf(xml);

  test('each element deleted, doubled, emptied, unwrapped, wrapped, renamed, and each attribute changed', async () => {
    const { lies, refused } = await sweep(
      lane,
      xml,
      elements.flatMap((element) => alone(xml, element)),
    );
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(elements.length * 8);
  });

  test('each element copied and moved to every place', async () => {
    const mutants = function* () {
      for (const element of elements) for (const other of elements) yield* between(xml, element, other);
    };
    const { lies, refused } = await sweep(lane, xml, mutants());
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(elements.length ** 2 * 4);
  });

  test('each byte changed, and removed', async () => {
    const bytes = Buffer.from(xml);
    const mutants = function* () {
      for (const [at, byte] of bytes.entries()) {
        const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
        yield Buffer.concat([before, Buffer.from([byte ^ 1]), after]);
        yield Buffer.concat([before, after]);
      }
    };
    const { lies, refused } = await sweep(lane, xml, mutants());
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(bytes.length);
  });
});
