import type { MitIdErrorCode } from '../../../src/errors';
import { judgeWorld, wire, type WorldOptions } from './judges';
import { ALL_LANES, LANES } from './lanes';
import { register } from './registry';
import type { LaneName, Message, Scene } from './scene';

interface Case {
  /** Kebab-case, and unique among all: the test's name and the row of docs/attacks.md. */
  readonly name: string;
  /** Who showed it or which text demands it: CVE, GHSA, paper, section of a specification. */
  readonly source: string;
  /** Every lane where nothing is said. */
  readonly lanes?: readonly LaneName[];
  /** What the application has configured, for the attack and for its twin. */
  readonly options?: WorldOptions;
  /** The honest message; where nothing is said, what the broker sends. */
  readonly twin?: (scene: Scene) => Message;
}

export interface Attack extends Case {
  /** The exact code it is refused with. */
  readonly code: MitIdErrorCode;
  readonly forged: (scene: Scene) => Message;
  /** The twin goes first, because the attack needs it to have happened: a replay. */
  readonly afterTwin?: true;
}

export interface Harmless extends Case {
  /** Another spelling of the twin: it must be accepted, and must say exactly the same. */
  readonly variant: (scene: Scene) => Message;
}

const honest = (scene: Scene) => scene.signed();

/**
 * An attack and its undone twin, in every lane: the attack is refused with its code, and then the twin logs in at the same
 * service provider, so that the attack has not used up anything of the honest login.
 */
export function attack({ twin = honest, forged, ...row }: Attack): void {
  const lanes = row.lanes ?? ALL_LANES;
  register({ kind: 'attack', ...row, lanes }, () => {
    test.each(lanes)(`${row.name} at %s is refused: ${row.code}; its twin logs in`, async (lane) => {
      const world = judgeWorld(LANES[lane], row.options);
      const sent: string[] = [];
      const refused = async () => {
        expect(await world.send(noted(forged, sent))).toEqual({ accepted: false, code: row.code });
      };
      const loggedIn = async () => {
        expect(await world.send(noted(twin, sent))).toMatchObject({ accepted: true });
      };
      for (const step of row.afterTwin === true ? [loggedIn, refused] : [refused, loggedIn]) await step();
      // A replay is the same message twice; everything else must differ, or it would prove nothing.
      if (row.afterTwin !== true) expect(sent[0] === sent[1]).toBe(false);
    });
  });
}

/** A message that looks odd and is what it says: refusing it would lock honest people out. */
export function harmless({ twin = honest, variant, ...row }: Harmless): void {
  const lanes = row.lanes ?? ALL_LANES;
  register({ kind: 'harmless', ...row, lanes }, () => {
    test.each(lanes)(`${row.name} at %s says what its twin says`, async (lane) => {
      const sent: string[] = [];
      const said = await judgeWorld(LANES[lane], row.options).send(noted(twin, sent));
      expect(said.accepted).toBe(true);
      const verdict = await judgeWorld(LANES[lane], row.options).send(noted(variant, sent));
      expect(withoutTimes(verdict)).toEqual(withoutTimes(said));
      expect(sent[0] === sent[1]).toBe(false);
    });
  });
}

function noted(write: (scene: Scene) => Message, sent: string[]): (scene: Scene) => Message {
  return (scene) => {
    const message = write(scene);
    sent.push(wire(scene.lane, message));
    return message;
  };
}

// The two were written a moment apart.
function withoutTimes(verdict: object): unknown {
  return JSON.parse(JSON.stringify(verdict, (_, value: unknown) => (isTime(value) ? 'a time' : value)));
}
const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
