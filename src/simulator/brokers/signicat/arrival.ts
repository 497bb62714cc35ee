/** What the browser brings along. */
export interface Arrival {
  /** As it stands in the address, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly personaHeader?: string | undefined;
  readonly acceptLanguage?: string | undefined;
}
