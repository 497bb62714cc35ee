import * as fc from 'fast-check';
import { disagreement } from './differential';
import type { FuzzLane } from './lane';
import { laneNamed } from './lanes';
import { outcomeOf, type Outcome } from './outcome';
import { mutantOf, recipesFor, type Mutant, type Recipe } from './recipe';
import { emptyTally, type Tally } from './tally';

/** So many mutants of one lane: with its seed, they are the same ones each time. */
export interface Batch {
  readonly lane: string;
  readonly seed: number;
  readonly count: number;
}

/** What must never be, shrunk, and all that it takes to see it again. */
export interface Counterexample {
  readonly why: string;
  readonly recipe: Recipe;
  readonly batch: Batch;
  /** fast-check's path to the shrunk one. */
  readonly path?: string;
}

export interface BatchResult {
  readonly tally: Tally;
  readonly counterexample?: Counterexample;
}

/** xmlsec1 takes a process for each signature, and xml-crypto ten times what we take. */
const ASK_XMLSEC_EACH = 60;
const ASK_OF_REFUSED_EACH = 40;

export interface Guard {
  /** Told of each mutant before it is judged, so that somebody outside knows of one that does not come back. */
  before(recipe: Recipe): void;
  /** @returns what is wrong with what the judgement took; undefined where nothing is */
  after(): string | undefined;
}

const UNGUARDED: Guard = { before: () => undefined, after: () => undefined };

/** What is wrong with a mutant; undefined where it is refused, or says what the honest message says. */
class Broken extends Error {}

/**
 * Judges the mutants of a batch, until one is broken: that one is shrunk.
 *
 * @param xmlsec whether xmlsec1 is installed.
 */
export async function runBatch(
  batch: Batch,
  { xmlsec, guard = UNGUARDED }: { xmlsec: boolean; guard?: Guard },
): Promise<BatchResult> {
  const lane = laneNamed(batch.lane);
  const tally = emptyTally();
  let shrinking = false;
  const property = fc.asyncProperty(recipesFor(lane), async (recipe) => {
    const mutant = mutantOf(lane, recipe);
    fc.pre(mutant !== undefined);
    guard.before(recipe);
    const outcome = await outcomeOf(lane, mutant.wire);
    const why = guard.after() ?? complaint(lane, mutant, outcome, tally, xmlsec);
    if (why !== undefined) {
      shrinking = true;
      throw new Broken(why);
    }
    if (!shrinking) tally.count(outcome, mutant.by);
  });
  const run = await fc.check(property, { seed: batch.seed, numRuns: batch.count, maxSkipsPerRun: 1_000 });
  if (!run.failed) return { tally };
  if (!(run.errorInstance instanceof Broken)) throw run.errorInstance;
  const [recipe] = run.counterexample ?? [];
  if (recipe === undefined) throw new Error('a run failed without a counterexample');
  return {
    tally,
    counterexample: {
      why: run.errorInstance.message,
      recipe,
      batch,
      ...(run.counterexamplePath !== null && { path: run.counterexamplePath }),
    },
  };
}

const OF_CIPHERTEXT: readonly string[] = ['bits-of-a-ciphertext-flipped', 'blocks-of-a-ciphertext-moved'];
const TELL_NOTHING: readonly string[] = ['decryption_failed', 'encryption_malformed'];

/** Whether the answer to a changed ciphertext says what came out of it: then each answer would be worth a guess (rules 4). */
function tells({ encrypt }: FuzzLane, { by }: Mutant, code: string): boolean {
  return encrypt !== undefined && by.every((name) => OF_CIPHERTEXT.includes(name)) && !TELL_NOTHING.includes(code);
}

function complaint(
  lane: FuzzLane,
  mutant: Mutant,
  outcome: Outcome,
  tally: Tally,
  xmlsec: boolean,
): string | undefined {
  if (outcome.kind === 'broken') return outcome.why;
  if (outcome.kind === 'refused' && tells(lane, mutant, outcome.code))
    return `a changed ciphertext is told as ${outcome.code}`;
  const sampled = outcome.kind === 'accepted' && tally.accepted % ASK_XMLSEC_EACH === 0;
  const asked = {
    xmlsec: !xmlsec ? ('no' as const) : sampled ? ('all' as const) : ('doubted' as const),
    refused: tally.refused % ASK_OF_REFUSED_EACH === 0,
  };
  return disagreement(lane, mutant, outcome, asked);
}

/**
 * What comes of one recipe: a code, `accepted`, or what is wrong.
 *
 * @param xmlsec whether xmlsec1 is installed.
 */
export async function replay(recipe: Recipe, xmlsec: boolean): Promise<string> {
  const lane = laneNamed(recipe.lane);
  const mutant = mutantOf(lane, recipe);
  if (mutant === undefined) return 'nothing is changed';
  const outcome = await outcomeOf(lane, mutant.wire);
  if (outcome.kind === 'broken') return outcome.why;
  const why = disagreement(lane, mutant, outcome, { xmlsec: xmlsec ? 'doubted' : 'no', refused: true });
  return why ?? (outcome.kind === 'refused' ? outcome.code : outcome.kind);
}
