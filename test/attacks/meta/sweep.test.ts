import { MitIdError } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state/memory';
import { CERTS } from '../../support/certs';
import { signByHand, SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import { encryptAssertions } from '../harness/encrypting';
import { factsOf, judge } from '../harness/judge-world';
import { LANES, type Lane } from '../harness/lanes';
import type { LaneName, Message, Scene, SignedPart } from '../harness/scene';
import { onTheWire, type WorldOptions } from '../harness/world';
import { alone, between, elementsOf } from './elements';

// Whatever is done to a message: it is refused, or it says exactly what the honest one says. A third does not exist.
const now = Date.now();
const options: WorldOptions = { acceptedClockSkewMs: 60_000 };

/** What a message says, as text; the error's code where it is refused. */
type Judged = (message: Message) => Promise<{ said: string } | { code: string }>;

function judgeOf(lane: Lane): { scene: Scene; judged: Judged } {
  const facts = factsOf(lane.name, now);
  const scene = lane.scene(facts);
  const judged: Judged = async (message) => {
    try {
      const { content } = await judge(lane, onTheWire(scene, message), facts, new MemoryStateStore(), options);
      return { said: JSON.stringify(content) };
    } catch (error) {
      if (error instanceof MitIdError) return { code: error.code };
      throw error;
    }
  };
  return { scene, judged };
}

function honest(scene: Scene, part: SignedPart): string {
  const unsigned = scene.unsigned({
    saml11: {
      attributes: [
        ['FULLNAME', 'Prøve'],
        ['MITID_AMR', ['password', 'code_app']],
      ],
    },
    saml2: {
      attributes: [
        ['https://data.gov.dk/model/core/eid/fullName', 'Prøve'],
        ['https://data.gov.dk/model/core/eid/email', ['a@eksempel.example', 'b@eksempel.example']],
      ],
    },
  });
  const placed =
    part === 'Response'
      ? unsigned.replace(/<samlp:Response[^>]*>/, (tag) => tag + SIGNATURE_HERE)
      : unsigned.replace('</saml:Assertion>', (tag) => SIGNATURE_HERE + tag);
  // KeyInfo is ignored, and a certificate would be half of the bytes.
  return signByHand(placed, { signer: CERTS.idp, id: scene.ids[part], keyInfo: '' });
}

/** Sends each mutant; gives back how many were accepted, the codes of the others, and those that said something else. */
async function sweep(judged: Judged, xml: string, mutants: Iterable<string | Buffer>) {
  const twin = await judged(xml);
  if (!('said' in twin)) throw new Error(`the honest message is refused: ${twin.code}`);
  const seen = { refused: 0, accepted: 0, codes: new Set<string>(), lies: [] as string[] };
  for (const mutant of mutants) {
    const verdict = await judged(mutant);
    if ('code' in verdict) {
      seen.refused++;
      seen.codes.add(verdict.code);
    } else if (verdict.said === twin.said) seen.accepted++;
    else seen.lies.push(mutant.toString());
  }
  return seen;
}

function* eachByte(xml: string, step = 1): Generator<Buffer> {
  const bytes = Buffer.from(xml);
  for (let at = 0; at < bytes.length; at += step) {
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
    yield Buffer.concat([before, Buffer.from([(bytes[at] ?? 0) ^ 1]), after]);
    yield Buffer.concat([before, after]);
  }
}

function* eachPlace(xml: string): Generator<string> {
  const elements = elementsOf(xml);
  for (const element of elements) for (const other of elements) yield* between(xml, element, other);
}

const eachAlone = (xml: string) => elementsOf(xml).flatMap((element) => alone(xml, element));

const cases: readonly (readonly [LaneName, SignedPart])[] = [
  ['saml11-post', 'Response'],
  ['saml11-artifact', 'Assertion'],
  ['saml11-artifact', 'Response'],
  ['saml2-post', 'Assertion'],
];

describe.each(cases)('at %s with the %s signed', (lane, part) => {
  const { scene, judged } = judgeOf(LANES[lane]);
  const xml = honest(scene, part);
  const elements = elementsOf(xml);

  test('each element deleted, doubled, emptied, unwrapped, wrapped, renamed, and each attribute changed', async () => {
    const { lies, refused } = await sweep(judged, xml, eachAlone(xml));
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(elements.length * 8);
  });

  test('each element copied and moved to every place', async () => {
    const { lies, refused } = await sweep(judged, xml, eachPlace(xml));
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(elements.length ** 2 * 4);
  });

  test('each byte changed, and removed', async () => {
    const { lies, refused } = await sweep(judged, xml, eachByte(xml));
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(Buffer.byteLength(xml));
  });
});

describe('at saml2-encrypted', () => {
  const { scene, judged } = judgeOf(LANES['saml2-encrypted']);
  const xml = honest(scene, 'Assertion');
  const [start, end] = [xml.indexOf('<saml:Assertion'), xml.indexOf('</samlp:Response>')];
  const inside = (change: string) => xml.slice(0, start) + change + xml.slice(end);

  test('each element inside the ciphertext deleted, doubled and changed has the one code', async () => {
    const assertion = xml.slice(start, end);
    // Unwrapped, wrapped or doubled it is not the one Assertion that the lane would encrypt.
    const mutants = eachAlone(assertion).filter(
      (mutant) => mutant !== assertion + assertion && /^<saml:Assertion[^x][\s\S]*<\/saml:Assertion>$/.test(mutant),
    );
    const { lies, refused, codes } = await sweep(judged, xml, mutants.map(inside));
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(elementsOf(assertion).length * 8);
    expect([...codes]).toEqual(['decryption_failed']);
  });

  const sealed = encryptAssertions(Buffer.from(xml)).toString();

  test('each element around the ciphertext deleted, doubled, changed, copied and moved', async () => {
    const { lies, refused } = await sweep(judged, sealed, [...eachAlone(sealed), ...eachPlace(sealed)]);
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(elementsOf(sealed).length ** 2 * 4);
  });

  test('bytes of what is encrypted changed, and removed', async () => {
    const { lies, refused } = await sweep(judged, sealed, eachByte(sealed, 7));
    expect(lies).toEqual([]);
    expect(refused).toBeGreaterThan(Buffer.byteLength(sealed) / 7);
  });
});
