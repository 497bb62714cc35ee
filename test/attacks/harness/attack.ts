import type { MitIdErrorCode } from '../../../src/errors';
import { httpWorld } from './http-world';
import { judgeWorld } from './judge-world';
import { ALL_LANES, LANES } from './lanes';
import { register, type Row } from './registry';
import type { LaneName, Message, Scene } from './scene';
import { wire, type World, type WorldOptions } from './world';

interface Case {
  /** Words joined by hyphens, unique among all: the test's name and the row of docs/attacks.md. */
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
  /** The code over HTTP, where something in front of the lane refuses first. */
  readonly httpCode?: MitIdErrorCode;
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
 * An attack and its undone twin, in every lane, before the lane alone and over HTTP: the attack is refused with its code,
 * and then the twin logs in at the same service provider, so that the attack has used up nothing of the honest login.
 */
export function attack({ twin = honest, forged, ...row }: Attack): void {
  inEveryWorld('attack', row, `is refused: ${row.code}; its twin logs in`, async (open, place) => {
    const world = await open();
    const sent: string[] = [];
    const refused = async () => {
      const code = place === 'over HTTP' ? (row.httpCode ?? row.code) : row.code;
      expect(await world.send(noted(forged, sent))).toEqual({ accepted: false, code });
    };
    const loggedIn = async () => {
      expect(await world.send(noted(twin, sent))).toMatchObject({ accepted: true });
    };
    for (const step of row.afterTwin === true ? [loggedIn, refused] : [refused, loggedIn]) await step();
    // A replay is the same message twice; everything else must differ, or it would prove nothing.
    if (row.afterTwin !== true) expect(sent[0] === sent[1]).toBe(false);
  });
}

/** A message that looks odd and is what it says: refusing it would lock honest people out. */
export function harmless({ twin = honest, variant, ...row }: Harmless): void {
  inEveryWorld('harmless', row, 'says what its twin says', async (open) => {
    const sent: string[] = [];
    const said = await (await open()).send(noted(twin, sent));
    expect(said).toMatchObject({ accepted: true });
    const verdict = await (await open()).send(noted(variant, sent));
    expect(withoutTimes(verdict)).toEqual(withoutTimes(said));
    expect(sent[0] === sent[1]).toBe(false);
  });
}

const PLACES = { 'before the lane': judgeWorld, 'over HTTP': httpWorld } as const;
type Place = keyof typeof PLACES;

function inEveryWorld(
  kind: Row['kind'],
  { lanes = ALL_LANES, options = {}, ...row }: Omit<Case, 'twin'> & { readonly code?: MitIdErrorCode },
  what: string,
  run: (open: () => Promise<World>, place: Place) => Promise<void>,
): void {
  const { name, source, code } = row;
  register({ kind, name, source, lanes, ...(code === undefined ? {} : { code }) }, () => {
    const cases = lanes.flatMap((lane) => (Object.keys(PLACES) as Place[]).map((place) => [lane, place] as const));
    test.each(cases)(`${name} at %s, %s, ${what}`, async (lane, place) => {
      const worlds: World[] = [];
      const open = async () => {
        const world = await PLACES[place](LANES[lane], options);
        worlds.push(world);
        return world;
      };
      try {
        await run(open, place);
      } finally {
        await Promise.all(worlds.map((world) => world.close()));
      }
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
