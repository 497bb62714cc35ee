/** The classes of docs/security.md that nothing here plays, and why. */
export const NOT_PLAYED: Readonly<Record<number, string>> = {
  17: 'The expired certificate, or the other broker’s, would have to be one that your application trusts: that is its configuration.',
  19: 'What a message costs your application cannot be seen from outside.',
  32: 'It is about what your application sends, and the broker’s answer has no part in that.',
};
