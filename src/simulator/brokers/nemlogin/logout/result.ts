/** What came of the logout at a service: the page has words for each. */
export type LogoutResult =
  | 'awaited'
  | 'success'
  | 'partial'
  /** It says that it did not. */
  | 'refused'
  /** Its answer is not taken. */
  | 'invalid'
  /** It has registered no place to be told at. */
  | 'untold';
