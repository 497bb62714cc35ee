const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const WORDS = new Map<unknown, boolean>([
  ['Match', true],
  ['NoMatch', false],
]);

/**
 * Reads the service's answer: the JSON string `"Match"` or `"NoMatch"`, to the letter (facts/oiosaml.md 4.3). That it should
 * ever be spelled in another case is not known, and what is not known is no match.
 *
 * @returns what it says; or, for anything else, what it is. Nothing of it is repeated: it may hold the CPR number.
 */
export function readAnswer(contentType: string | undefined, body: Buffer): boolean | { readonly got: string } {
  if (!JSON_TYPE.test(contentType ?? '')) return { got: `${body.length} bytes that are not application/json` };
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch {
    return { got: `${body.length} bytes that are no JSON` };
  }
  return WORDS.get(answer) ?? { got: `another answer in JSON (${answer === null ? 'null' : typeof answer})` };
}
