import * as fc from 'fast-check';
import type { VerifiedAssertion } from '../../src/assertion';
import { MitIdError } from '../../src/errors';
import { judgeArtifactReply, judgePostedResponse, readArtifact } from '../../src/protocols/saml11';
import { decodeBase64, parseDateTime } from '../../src/trust';
import { base64, saml11Response, signSaml11, soapEnvelope, soapFault } from '../support/saml11';
import { artifactResponse, expectations, NOW, REQUEST_ID } from '../protocols/saml11/expectations';
import { mutations, tokenSoup } from './messages';

/** What was verified, or the code it was refused with; anything else fails the test. */
async function verdict(judged: Promise<VerifiedAssertion>): Promise<unknown> {
  try {
    return (await judged).content;
  } catch (error) {
    if (error instanceof MitIdError) return error.code;
    throw error;
  }
}

const post = (xml: Buffer) => judgePostedResponse(base64(xml), expectations());
const reply = (xml: Buffer) => judgeArtifactReply(xml, REQUEST_ID, expectations());

const posted = (what: 'response' | 'both') => Buffer.from(signSaml11(saml11Response({ now: NOW }), { what }));
const fetched = (what: 'response' | 'assertion' | 'both') =>
  Buffer.from(soapEnvelope(signSaml11(artifactResponse(), { what })));

describe('a message that was changed is refused, or says exactly what it said', () => {
  test.each<[string, Buffer, (xml: Buffer) => Promise<VerifiedAssertion>]>([
    ['POST, Response signed', posted('response'), post],
    ['POST, both signed', posted('both'), post],
    ['artifact, Assertion signed', fetched('assertion'), reply],
    ['artifact, Response signed', fetched('response'), reply],
    ['artifact, both signed', fetched('both'), reply],
  ])('%s', async (_, message, judge) => {
    const said = await verdict(judge(message));
    expect(said).toMatchObject({ trust: 'signature' });
    const seen = { refused: 0, same: 0 };
    await fc.assert(
      fc.asyncProperty(mutations, async (mutate) => {
        const judged = await verdict(judge(mutate(message)));
        if (typeof judged === 'string') seen.refused++;
        else {
          // A change can make the outer of two signatures none: it is one less then, and what was signed is what is read.
          const { signatures = [] } = judged as VerifiedAssertion['content'];
          expect(signatures).not.toEqual([]);
          expect(said).toMatchObject({ signatures: expect.arrayContaining([...signatures]) as unknown });
          expect(judged).toEqual({ ...(said as object), signatures });
          seen.same++;
        }
      }),
      { numRuns: 1_500 },
    );
    // Were one of them never seen, nothing would have been tested.
    expect(seen.refused).toBeGreaterThan(100);
    expect(seen.same).toBeGreaterThan(0);
  });
});

test('a fault that was changed is refused', async () => {
  const fault = Buffer.from(soapFault('artifact_expired'));
  await fc.assert(
    fc.asyncProperty(mutations, async (mutate) => {
      expect(typeof (await verdict(reply(mutate(fault))))).toBe('string');
    }),
    { numRuns: 500 },
  );
});

describe('whatever arrives where a value is expected is read or refused with a MitIdError', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.base64String({ maxLength: 120 }), tokenSoup);
  const never = (use: (value: string) => unknown) => {
    fc.assert(
      fc.property(text, (value) => {
        try {
          use(value);
        } catch (error) {
          expect(error).toBeInstanceOf(MitIdError);
        }
      }),
      { numRuns: 2_000 },
    );
  };
  test('an artifact', () => never(readArtifact));
  test('base64', () => never((value) => decodeBase64(value, 60, 'somewhere')));
  test('a time', () => never((value) => parseDateTime(value, 'somewhere')));
  test('a form field', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        expect(typeof (await verdict(judgePostedResponse(value, expectations())))).toBe('string');
      }),
      { numRuns: 1_000 },
    );
  });
});

// Before the signature is looked at, a stranger's message must not cost more than its length: a pattern that retries at
// every space of a long run takes seconds for each of these.
describe('a long run of white space anywhere is judged', () => {
  const run = ' '.repeat(150_000);
  const message = posted('both').toString();
  const places = (pattern: RegExp) => [...message.matchAll(pattern)].map(({ index, 0: found }) => index + found.length);
  test.each([
    ['between tags', places(/>(?=<)/g), `${run}x`],
    ['at the beginning of a text', places(/>(?=[^<])/g), `${run}x`],
    ['at the end of a text', places(/[^>](?=<)/g), `${run}x`],
    ['in an attribute', places(/="/g), `x${run}x`],
  ])('%s', async (_, where, insert) => {
    expect(where.length).toBeGreaterThan(20);
    const said = await verdict(post(Buffer.from(message)));
    for (const at of where) {
      const judged = await verdict(post(Buffer.from(message.slice(0, at) + insert + message.slice(at))));
      // In the KeyInfo of the outer signature it is not signed, and never read.
      if (typeof judged !== 'string') expect(judged).toEqual(said);
      // So that the time limit of the test can end it.
      await new Promise(setImmediate);
    }
  });
});

test('every time that is read is one that JavaScript writes back', () => {
  const minute = fc.integer({ min: -14 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1901-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
      minute,
      (date, offset) => {
        const sign = offset < 0 ? '-' : '+';
        const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
        const local = new Date(date.getTime() + offset * 60_000).toISOString().replace('Z', '');
        expect(parseDateTime(`${local}${sign}${two(offset / 60)}:${two(offset % 60)}`, 'somewhere')).toBe(
          date.getTime(),
        );
      },
    ),
    { numRuns: 2_000 },
  );
});
