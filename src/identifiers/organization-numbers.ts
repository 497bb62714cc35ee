const EIGHT_DIGITS = /^\d{8}$/;
const TEN_DIGITS = /^\d{10}$/;

/** A company's number in the business register (CVR): 8 digits. */
export function parseCvr(text: string): string | undefined {
  return EIGHT_DIGITS.test(text) ? text : undefined;
}

/** A company's tax number (SE): 8 digits. */
export function parseSeNumber(text: string): string | undefined {
  return EIGHT_DIGITS.test(text) ? text : undefined;
}

/** The number of a production unit (P-number): 10 digits, and therefore sometimes one that would also parse as a CPR. */
export function parsePNumber(text: string): string | undefined {
  return TEN_DIGITS.test(text) ? text : undefined;
}
