/** What a browser asks for. */
export interface Visit {
  readonly url: URL;
  /** The fields of a form that is posted; undefined is a GET. */
  readonly form?: URLSearchParams | undefined;
}

/** What it is answered with. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly location?: URL | undefined;
  readonly body: string;
}
