import type { MitIdErrorCode } from '../../../src/errors';
import { codesUnder } from './code-groups';
import { outsideOf } from './encrypting';
import { httpWorld } from './http-world';
import { judgeWorld } from './judge-world';
import { ALL_LANES, LANES, SIGNICAT, type Lane } from './lanes';
import { register, type Classes, type OtherCodes, type Row } from './registry';
import type { LaneName, Message, Scene } from './scene';
import { onTheWire, written, type World, type WorldOptions } from './world';

interface Case {
  /** Words joined by hyphens, unique among all: the test's name and the row of docs/attacks.md. */
  readonly name: string;
  readonly classes: Classes;
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
  /** The code in a lane where it must differ, and why. */
  readonly codes?: OtherCodes;
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
  const messages = [twin, forged];
  inEveryWorld(
    'attack',
    { ...row, messages },
    `is refused: ${row.code}; its twin logs in`,
    async (open, place, lane) => {
      const world = await open();
      const sent: Sent[] = [];
      const refused = async () => {
        const verdict = await world.send(noted(forged, sent));
        expect(verdict).toEqual({ accepted: false, code: expectedCode(row, lane, place, sent.at(-1)) });
      };
      const loggedIn = async () => {
        expect(await world.send(noted(twin, sent))).toMatchObject({ accepted: true });
      };
      for (const step of row.afterTwin === true ? [loggedIn, refused] : [refused, loggedIn]) await step();
      // A replay is the same message twice; everything else must differ, or it would prove nothing.
      if (row.afterTwin !== true) expect(same(sent)).toBe(false);
    },
  );
}

/** A message that looks odd and is what it says: refusing it would lock honest people out. */
export function harmless({ twin = honest, variant, ...row }: Harmless): void {
  inEveryWorld('harmless', { ...row, messages: [twin, variant] }, 'says what its twin says', async (open) => {
    const sent: Sent[] = [];
    const said = await (await open()).send(noted(twin, sent));
    expect(said).toMatchObject({ accepted: true });
    const verdict = await (await open()).send(noted(variant, sent));
    expect(withoutTimes(verdict)).toEqual(withoutTimes(said));
    expect(same(sent)).toBe(false);
  });
}

/** The codes that are judged after the verified signature, though their group is of what comes before it. */
const JUDGED_LATER: readonly MitIdErrorCode[] = ['time_malformed', 'message_unexpected'];
/** Whoever has stolen a ciphertext can send it to a login of their own: that it is somebody else's is no answer either. */
const OF_ANOTHER_LOGIN: readonly MitIdErrorCode[] = [
  'recipient_mismatch',
  'in_response_to_missing',
  'in_response_to_mismatch',
];
/** Everything that is wrong inside a ciphertext before its signature is verified has one code (rules 4). */
const UNIFORM: readonly MitIdErrorCode[] = [
  ...codesUnder('reading'),
  ...codesUnder('structure and signature'),
  ...OF_ANOTHER_LOGIN,
].filter((code) => !JUDGED_LATER.includes(code));

function expectedCode(
  { code, codes, httpCode }: Pick<Attack, 'code' | 'codes' | 'httpCode'>,
  lane: Lane,
  place: Place,
  sent: Sent | undefined,
): MitIdErrorCode {
  const [said] = codes?.[lane.name] ?? [];
  if (said !== undefined) return said;
  if (lane.encrypts && UNIFORM.includes(code) && sent?.inside === true) return 'decryption_failed';
  return place === 'over HTTP' ? (httpCode ?? code) : code;
}

const PLACES = { 'before the lane': judgeWorld, 'over HTTP': httpWorld } as const;
type Place = keyof typeof PLACES;

/** Signicat's messages are judged as those of the other lanes: what is its own is the strategy before the judge. */
const placesOf = (lane: LaneName): readonly Place[] =>
  SIGNICAT.includes(lane) ? ['over HTTP'] : (Object.keys(PLACES) as Place[]);

interface Messages {
  readonly messages: readonly ((scene: Scene) => Message)[];
}

function inEveryWorld(
  kind: Row['kind'],
  { lanes = ALL_LANES, options = {}, messages, ...row }: Omit<Case, 'twin'> & Pick<Row, 'code' | 'codes'> & Messages,
  what: string,
  run: (open: () => Promise<World>, place: Place, lane: Lane) => Promise<void>,
): void {
  const { name, classes, source, code, codes } = row;
  const sends = { options, messages };
  register({ kind, name, classes, source, lanes, sends, ...(code && { code }), ...(codes && { codes }) }, () => {
    const cases = lanes.flatMap((lane) => placesOf(lane).map((place) => [lane, place] as const));
    test.each(cases)(`${name} at %s, %s, ${what}`, async (lane, place) => {
      const worlds: World[] = [];
      const open = async () => {
        const world = await PLACES[place](LANES[lane], options);
        worlds.push(world);
        return world;
      };
      try {
        await run(open, place, LANES[lane]);
      } finally {
        await Promise.all(worlds.map((world) => world.close()));
      }
    });
  });
}

interface Sent {
  readonly text: string;
  /** Whether everything that is not as the broker writes it stands inside an assertion. */
  readonly inside: boolean;
}

function noted(write: (scene: Scene) => Message, sent: Sent[]): (scene: Scene) => Message {
  return (scene) => {
    const message = onTheWire(scene, write(scene));
    const { document } = message;
    const inside =
      document !== undefined && outsideOf(Buffer.from(document)) === outsideOf(Buffer.from(scene.unsigned()));
    sent.push({ text: written(scene, message), inside });
    return message;
  };
}

const same = ([first, second]: readonly Sent[]) => first?.text === second?.text;

// The two were written a moment apart, and each was signed for itself.
function withoutTimes(verdict: object): unknown {
  const said = (name: string, value: unknown) => (isTime(value) ? 'a time' : name === 'signatures' ? undefined : value);
  return JSON.parse(JSON.stringify(verdict, said));
}
const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
