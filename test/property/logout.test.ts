import * as fc from 'fast-check';
import { MitIdError } from '../../src/errors';
import type { LogoutDelivery } from '../../src/protocols/saml2';
import {
  judgeRequest,
  judgeResponse,
  posted,
  requestSaying,
  responseSaying,
} from '../protocols/saml2/logout-expectations';
import { redirectQuery, signLogout } from '../support/saml2';
import { mutations, tokenSoup } from './messages';

/** What was verified, or the code it was refused with; anything else fails the test. */
async function verdict(judged: Promise<unknown>): Promise<unknown> {
  try {
    return await judged;
  } catch (error) {
    if (error instanceof MitIdError) return error.code;
    throw error;
  }
}

const inQuery = (rawQuery: string): LogoutDelivery => ({ binding: 'redirect', rawQuery });
const relayState = 'a state';
/** What a query is taken apart at, and what it is put together from. */
const SPLICES = [
  '&',
  '=',
  '%',
  '+',
  '#',
  '%26',
  '&x=1',
  '&RelayState=',
  '&SigAlg',
  '&SAMLRequest=',
  '&SAML%52esponse=',
  '\u00e6',
];

const queryMutations = fc.oneof(
  mutations.map((mutate) => (query: string) => mutate(Buffer.from(query, 'latin1')).toString('latin1')),
  fc.tuple(fc.nat(), fc.constantFrom(...SPLICES)).map(([n, splice]) => (query: string) => {
    const at = n % (query.length + 1);
    return query.slice(0, at) + splice + query.slice(at);
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([n, m]) => (query: string) => {
    const pairs = query.split('&');
    const [moved = ''] = pairs.splice(n % pairs.length, 1);
    pairs.splice(m % (pairs.length + 1), 0, moved);
    return pairs.join('&');
  }),
);

describe('a logout message that was changed is refused, or says exactly what it said', () => {
  const cases = [
    ['a LogoutRequest', requestSaying(), judgeRequest],
    ['a LogoutResponse', responseSaying(), judgeResponse],
  ] as const;

  /** Judges each changed message, and sees both ends of the claim. */
  async function holds<Change>(
    changes: fc.Arbitrary<Change>,
    said: unknown,
    judge: (change: Change) => Promise<unknown>,
  ) {
    const seen = { refused: 0, same: 0 };
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const judged = await verdict(judge(change));
        if (typeof judged === 'string') seen.refused++;
        else {
          expect(judged).toEqual(said);
          seen.same++;
        }
      }),
      { numRuns: 1_500 },
    );
    expect(seen.refused).toBeGreaterThan(100);
    expect(seen.same).toBeGreaterThan(0);
  }

  test.each(cases)('%s in the query', async (_, xml, judge) => {
    const query = redirectQuery(xml, { relayState });
    const said = await judge(inQuery(query));
    expect(said).toMatchObject({ relayState });
    await holds(queryMutations, said, (change) => judge(inQuery(change(query))));
  });

  test.each(cases)('%s in a form', async (_, xml, judge) => {
    const message = Buffer.from(signLogout(xml));
    const said = await judge(posted(message.toString()));
    const post = (change: (xml: Buffer) => Buffer) =>
      judge({ binding: 'post', field: change(message).toString('base64') });
    await holds(mutations, said, post);
  });
});

test('whatever arrives in their place is refused with a MitIdError', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.base64String({ maxLength: 120 }), tokenSoup);
  await fc.assert(
    fc.asyncProperty(text, async (value) => {
      for (const delivery of [
        inQuery(value),
        inQuery(`SAMLRequest=${value}`),
        { binding: 'post', field: value } as const,
      ]) {
        expect(typeof (await verdict(judgeRequest(delivery)))).toBe('string');
      }
    }),
    { numRuns: 1_000 },
  );
});
