import type { MitIdErrorCode } from '../../../src/errors';
import { LOGOUT_LANES } from './logout-lanes';
import type { LogoutLaneName, LogoutScene, LogoutWire } from './logout-scene';
import { logoutWorld, type LogoutVerdict, type LogoutWorld } from './logout-world';
import { register, type Classes, type OtherCodes, type Row } from './registry';
import type { WorldOptions } from './world';

interface Case {
  /** As those of `Attack`. */
  readonly name: string;
  readonly classes: Classes;
  readonly source: string;
  /** Every lane of logouts where nothing is said. */
  readonly lanes?: readonly LogoutLaneName[];
  readonly options?: WorldOptions;
  /** Somebody else has logged out too, and waits for the answer. */
  readonly anotherLogout?: true;
  /** The honest message; where nothing is said, what the identity provider sends. */
  readonly twin?: (scene: LogoutScene) => LogoutWire;
}

export interface LogoutAttack extends Case {
  /** The exact code it is refused with. */
  readonly code: MitIdErrorCode;
  /** The code in a lane where it must differ, and why. */
  readonly codes?: OtherCodes;
  readonly forged: (scene: LogoutScene) => LogoutWire;
  /** The twin goes first, because the attack needs it to have happened: a replay. */
  readonly afterTwin?: true;
  /** The person goes on to the page after the logout all the same: the logout here is done, the refusal is logged. */
  readonly goesOn?: true;
}

export interface LogoutHarmless extends Case {
  /** Another spelling of the twin: it must do what its twin does. */
  readonly variant: (scene: LogoutScene) => LogoutWire;
}

const honest = (scene: LogoutScene) => scene.signed();

/** A LogoutRequest is believed: it ends the session it names. A LogoutResponse: it ends the wait of who has none any more. */
const BELIEVED: LogoutVerdict = { named: false, bystander: true };

/**
 * An attack on a logout and its undone twin, over HTTP. The attack comes where it could do most, in the browser of whoever is
 * logged in and may be meant; it is refused with its code, gets no answer and ends nobody's session. The twin then ends
 * exactly the one session that it names, brought by the other browser, or the one logout that it is due to.
 */
export function logoutAttack({ twin = honest, forged, goesOn, afterTwin, ...row }: LogoutAttack): void {
  const logouts = [twin, forged];
  inEveryLane(
    'attack',
    { ...row, logouts },
    `is refused: ${row.code}; its twin ends the one session`,
    async (open, lane) => {
      const world = await open();
      const code = row.codes?.[lane]?.[0] ?? row.code;
      const bad = (at: LogoutWorld, named: boolean) =>
        expect(at.send(forged(at.scene), attacked(lane))).resolves.toEqual({
          code,
          ...(goesOn === true && { goesOn }),
          named,
          bystander: true,
        });
      const good = (at: LogoutWorld) => expect(at.send(twin(at.scene), brings(lane))).resolves.toEqual(BELIEVED);
      // A replay is the same message twice; everything else must differ, or it would prove nothing.
      if (afterTwin !== true) expect(forged(world.scene)).not.toEqual(twin(world.scene));
      if (afterTwin === true) {
        await good(world);
        await world.logInAgain();
        await bad(world, true);
      } else {
        await bad(world, isRequest(lane));
        await good(goesOn === true ? await open() : world);
      }
    },
  );
}

/** A logout message that looks odd and is what it says: refusing it would leave honest people logged in. */
export function logoutHarmless(row: LogoutHarmless): void {
  like('harmless', 'does what its twin does', row);
}

/** An attack in an honest logout, which comes through and does what its twin does, and nothing more. */
export function logoutFutile(row: LogoutHarmless): void {
  like('futile', 'comes to nothing', row);
}

function like(kind: 'harmless' | 'futile', what: string, { twin = honest, variant, ...row }: LogoutHarmless): void {
  inEveryLane(kind, { ...row, logouts: [twin, variant] }, what, async (open, lane) => {
    const world = await open();
    expect(variant(world.scene)).not.toEqual(twin(world.scene));
    expect(await world.send(variant(world.scene), brings(lane))).toEqual(BELIEVED);
  });
}

const isRequest = (lane: LogoutLaneName) => lane.includes('-request-');
const attacked = (lane: LogoutLaneName) => (isRequest(lane) ? 'named' : 'bystander');
const brings = (lane: LogoutLaneName) => (isRequest(lane) ? 'bystander' : 'named');

interface Logouts {
  readonly logouts: readonly ((scene: LogoutScene) => LogoutWire)[];
}

function inEveryLane(
  kind: Row['kind'],
  row: Omit<Case, 'twin'> & Partial<Pick<LogoutAttack, 'code' | 'codes'>> & Logouts,
  what: string,
  run: (open: () => Promise<LogoutWorld>, lane: LogoutLaneName) => Promise<void>,
): void {
  const { name, classes, source, code, codes, options = {}, anotherLogout, logouts, lanes = LOGOUT_LANES } = row;
  const sends = { options, logouts };
  register({ kind, name, classes, source, lanes, sends, ...(code && { code }), ...(codes && { codes }) }, () => {
    test.each(lanes)(`${name} at %s, over HTTP, ${what}`, async (lane) => {
      const worlds: LogoutWorld[] = [];
      const open = async () => {
        const world = await logoutWorld(lane, options, anotherLogout);
        worlds.push(world);
        return world;
      };
      try {
        await run(open, lane);
      } finally {
        await Promise.all(worlds.map((world) => world.close()));
      }
    });
  });
}
