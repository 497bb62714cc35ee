import type { Evidence } from './evidence';

/** What a check looks at. */
export type About = 'AuthnRequest' | 'metadata' | 'login';

/** `must`: NemLog-in does not work without it, as far as is known. `should`: it does, and better not. */
export type Demand = 'must' | 'should';

/** What a check makes of the evidence; `got` is for the developer to read, and short. */
export type Judgement =
  | { readonly met: true; readonly got: string }
  | { readonly met: false; readonly got: string; readonly mend: string }
  | { readonly met: undefined; readonly got: string; readonly mend?: string };

/** One demand on a service provider. */
export interface Check {
  /** Kebab-case, unique: what tests and the JSON name it by. */
  readonly id: string;
  readonly about: About;
  /** The demand as a statement that should be true. */
  readonly what: string;
  readonly demand: Demand;
  /** Where it stands, or who was seen to demand it. */
  readonly source: string;
  readonly judge: (evidence: Evidence) => Judgement;
}

export const met = (got: string): Judgement => ({ met: true, got });

/** @param mend what to change, and where. */
export const unmet = (got: string, mend: string): Judgement => ({ met: false, got, mend });

/** There is nothing to judge. @param got why. @param mend how it could be seen. */
export const notSeen = (got: string, mend?: string): Judgement => ({
  met: undefined,
  got,
  ...(mend === undefined ? {} : { mend }),
});

/** Met or not, by a condition. */
export const judged = (isMet: boolean, got: string, mend: string): Judgement => (isMet ? met(got) : unmet(got, mend));
