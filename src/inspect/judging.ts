import { MitIdError } from '../errors';
import type { Expected } from './expected';
import { failureOf } from './failure';
import type { Broker, Judgement } from './inspection';
import { judgeMessage } from './judgement';
import type { Kind } from './kinds';
import type { Lane } from './lane';
import { laneOfLogout } from './lane-logout';
import { laneOfSaml11 } from './lane-saml11';
import { laneOfSaml2 } from './lane-saml2';
import type { ReadMessage } from './message';
import { notCheckedOf } from './not-checked';
import { readsAs } from './reads';

/** Has a message judged as the strategy of its broker would, and says what was left out. */
export async function judgementOf(
  judge: NonNullable<Kind['judge']>,
  read: ReadMessage,
  expected: Expected,
): Promise<Judgement> {
  const { broker, lane } = laneOf(judge, read, expected);
  const { failures, complete, assertion } = await judgeMessage(read, lane, expected);
  const reads = assertion === undefined ? [] : readsAs(assertion, lane);
  const all = reads instanceof MitIdError ? [...failures, reads] : failures;
  return {
    broker,
    at: new Date(expected.at).toISOString(),
    passes: all.length === 0,
    failures: all.map((error) => failureOf(error, broker)),
    complete,
    notChecked: notCheckedOf(judge, broker, read, expected),
    // What a mended copy would be read as is nobody.
    ...(all.length === 0 && !(reads instanceof MitIdError) && reads.length > 0 && { reads }),
  };
}

/** The version of SAML decides which strategies there are; one of them is taken where none, or none of it, is named. */
function laneOf(
  judge: NonNullable<Kind['judge']>,
  read: ReadMessage,
  expected: Expected,
): { broker: Broker; lane: Lane } {
  const { broker } = expected;
  if (judge === 'response1') {
    const one = broker === 'signicat-nemid' ? broker : 'eident';
    return { broker: one, lane: laneOfSaml11(one, read, expected) };
  }
  const one = broker === 'signicat-mitid' ? broker : 'nemlog-in';
  if (judge === 'response2') return { broker: one, lane: laneOfSaml2(one, read, expected) };
  return { broker: one, lane: laneOfLogout(judge, read, expected) };
}
