/** What a developer has to know of a request that the broker does not take. */
export interface RefusalDetail {
  /** What was looked at: `Destination`, `the signature`. */
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  /** What to change, and where. */
  readonly mend: string;
}

/** The request is not taken: the person cannot be sent back, so a page tells the developer why. */
export class RequestRefusal extends Error {
  constructor(readonly detail: RefusalDetail) {
    super(`${detail.what}: got ${detail.got}, expected ${detail.expected}`);
    this.name = 'RequestRefusal';
  }
}

/** Makes a refusal; the four texts are the rows of its page. */
export function refuse(what: string, got: string | undefined, expected: string, mend: string): RequestRefusal {
  return new RequestRefusal({ what, got: got ?? 'nothing', expected, mend });
}
