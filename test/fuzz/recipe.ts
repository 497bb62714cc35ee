import * as fc from 'fast-check';
import type { FuzzLane } from './lane';
import type { Mutator } from './mutator';
import { MUTATORS, mutatorNamed } from './mutators';
import { NothingToChange, Picks } from './picks';

/** One change of a message. */
export interface Step {
  readonly mutator: string;
  /** Before the assertion is encrypted. */
  readonly inside?: true;
  readonly picks: readonly number[];
}

/** How a mutant is made of a lane's honest message: all that is kept of one. */
export interface Recipe {
  readonly lane: string;
  readonly steps: readonly Step[];
}

export interface Mutant {
  readonly wire: string;
  /** What travels, as XML. */
  readonly document: string;
  /** The same before anything of it was encrypted; undefined where it was changed afterwards. */
  readonly plain?: string;
  /** The mutators that changed something. */
  readonly by: readonly string[];
}

const MAX_STEPS = 4;
const PICKS = 8;
/** No reader takes more from a browser, and what is far larger is refused before it is looked at. */
const MAX_LENGTH = 400_000;

const weighted = new Map<string, readonly (readonly [Mutator, boolean])[]>();

/** Each mutator that the lane has a use for, and whether it goes in before the encryption, as often as it weighs. */
function choicesOf({ name, encrypt, wire, honest }: FuzzLane): readonly (readonly [Mutator, boolean])[] {
  const known = weighted.get(name);
  if (known !== undefined) return known;
  const sealed = encrypt !== undefined || honest.includes('EncryptedAssertion');
  const choices = MUTATORS.filter((each) => each.stage === 'document' || each.wire === wire)
    .filter(({ ciphertext }) => ciphertext !== true || sealed)
    .flatMap((mutator) => {
      const twice = encrypt !== undefined && mutator.stage === 'document' && mutator.ciphertext !== true;
      const places = twice ? [false, true] : [false];
      // Whatever is changed under the signature of a query ends in the same way.
      const weight = (mutator.weight ?? 10) / (wire === 'query' && mutator.stage === 'document' ? 10 : 1);
      return places.flatMap((inside) => Array.from({ length: Math.ceil(weight) }, () => [mutator, inside] as const));
    });
  weighted.set(name, choices);
  return choices;
}

/** One to four changes. */
export function recipesFor(lane: FuzzLane): fc.Arbitrary<Recipe> {
  const choices = choicesOf(lane);
  const pick = fc.noBias(fc.nat());
  const picks = fc.tuple(...Array.from({ length: PICKS }, () => pick));
  const step = fc.tuple(fc.noBias(fc.nat({ max: choices.length - 1 })), picks).map(([at, numbers]): Step => {
    const [mutator, inside] = choices[at] ?? [];
    return { mutator: mutator?.name ?? '', ...(inside === true && { inside }), picks: numbers };
  });
  return fc
    .array(step, { minLength: 1, maxLength: MAX_STEPS, size: 'max' })
    .map((steps) => ({ lane: lane.name, steps }));
}

/** @returns undefined where nothing was changed */
export function mutantOf(lane: FuzzLane, { steps }: Recipe): Mutant | undefined {
  const by: string[] = [];
  const apply = (text: string, which: (step: Step, mutator: Mutator) => boolean, material: FuzzLane['inside']) => {
    let changed = text;
    for (const step of steps) {
      const mutator = mutatorNamed(step.mutator);
      if (!which(step, mutator)) continue;
      const next = changedBy(mutator, changed, step, material);
      if (next === undefined || next === changed || next.length > MAX_LENGTH) continue;
      changed = next;
      by.push(mutator.name);
    }
    return changed;
  };
  const plain = apply(lane.honest, ({ inside }) => inside === true, lane.inside);
  const sealed =
    lane.encrypt === undefined ? plain : plain === lane.honest ? sealedOf(lane, lane.encrypt) : lane.encrypt(plain);
  const document = apply(sealed, ({ inside }, { stage }) => inside !== true && stage === 'document', lane.outside);
  const travelled = lane.travel(document);
  const wire = apply(travelled, (_, { stage }) => stage === 'wire', lane.outside);
  if (by.length === 0 || wire === honestWireOf(lane)) return undefined;
  const untouched = wire === travelled && document === sealed;
  return { wire, document, by, ...(untouched && { plain }) };
}

function changedBy(mutator: Mutator, text: string, { picks }: Step, material: FuzzLane['inside']): string | undefined {
  try {
    return mutator.change(text, new Picks(picks), material);
  } catch (error) {
    if (error instanceof NothingToChange) return undefined;
    throw error;
  }
}

// Encrypting takes other random octets each time, and two of the honest message must be one.
const seals = new WeakMap<FuzzLane, string>();
function sealedOf(lane: FuzzLane, encrypt: (document: string) => string): string {
  const sealed = seals.get(lane) ?? encrypt(lane.honest);
  seals.set(lane, sealed);
  return sealed;
}

/** What the broker sends. */
export function honestWireOf(lane: FuzzLane): string {
  return lane.travel(lane.encrypt === undefined ? lane.honest : sealedOf(lane, lane.encrypt));
}
