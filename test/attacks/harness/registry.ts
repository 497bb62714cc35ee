import type { MitIdErrorCode } from '../../../src/errors';
import type { ClassNumber } from '../catalogue';
import type { LogoutLaneName, LogoutScene, LogoutWire } from './logout-scene';
import type { LaneName, Message, Scene } from './scene';
import type { SentLaneName } from './sent-attack';
import type { WorldOptions } from './world';

/** Any place that an attack is made at. */
export type AnyLaneName = LaneName | LogoutLaneName | SentLaneName;

/** The classes of the catalogue that a row is an example of. */
export type Classes = readonly [ClassNumber, ...ClassNumber[]];

/** By lane: the code, and why it is another one there. */
export type OtherCodes = Partial<Record<AnyLaneName, readonly [code: MitIdErrorCode, because: string]>>;

/** A row of docs/attacks.md, counted in docs/security.md. */
export interface Row {
  /** `futile`: an attack that no refusal answers, for the login in it is an honest one. */
  readonly kind: 'attack' | 'harmless' | 'futile';
  readonly name: string;
  readonly classes: Classes;
  readonly code?: MitIdErrorCode;
  readonly codes?: OtherCodes;
  readonly source: string;
  readonly lanes: readonly AnyLaneName[];
  /** What it sends, where that can be written without a service provider: other judges are given the same. */
  readonly sends?: Sends;
}

/** The honest twin, and what is sent in its place. */
export type Sends =
  | { readonly options: WorldOptions; readonly messages: readonly ((scene: Scene) => Message)[] }
  | { readonly options: WorldOptions; readonly logouts: readonly ((scene: LogoutScene) => LogoutWire)[] };

const GATHERING = Symbol.for('test/attacks gathering');
const shared = globalThis as { [GATHERING]?: Row[] | undefined };

/** Runs the tests of a row, or only notes the row while `gather` reads the attack files. */
export function register(row: Row, tests: () => void): void {
  const rows = shared[GATHERING];
  if (rows === undefined) tests();
  else rows.push(row);
}

/** The rows that loading these files registers. */
export function gather(load: () => void): readonly Row[] {
  const rows: Row[] = [];
  shared[GATHERING] = rows;
  try {
    load();
  } finally {
    shared[GATHERING] = undefined;
  }
  return rows;
}
