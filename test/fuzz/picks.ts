/** The choices of one change, as numbers: what a recipe keeps and fast-check shrinks. Where they run out, the first of each is taken. */
export class Picks {
  private at = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** A whole number from 0, below `end`. */
  below(end: number): number {
    const number = this.numbers[this.at++] ?? 0;
    return end <= 0 ? 0 : number % end;
  }

  /** @throws NothingToChange where there is nothing to choose from */
  one<T>(list: readonly T[]): T {
    const chosen = list[this.below(list.length)];
    if (chosen === undefined) throw new NothingToChange();
    return chosen;
  }
}

/** A mutator meets a message that has nothing of its kind: the change is left out, and no mutant is counted for it. */
export class NothingToChange extends Error {}
