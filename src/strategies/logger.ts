/**
 * Where the strategies write: one line a refusal, and what a start has to say. Pino, winston and console fit with a
 * small adapter. No line holds personal data.
 */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface LogFields {
  /** The Passport name of the strategy. */
  readonly strategy: string;
  /** The error's code. */
  readonly code?: string;
  /** The reference id that the person was shown. */
  readonly reference?: string;
}

/** The default: warnings and errors as one line each on standard error, nothing else. */
export const standardErrorLogger: Logger = {
  info: () => undefined,
  warn: (message) => void process.stderr.write(`passport-mitid-saml: ${message}\n`),
  error: (message) => void process.stderr.write(`passport-mitid-saml: ${message}\n`),
};

/** A message as one line: what a stranger sent cannot start a second one, or move the cursor. */
export function oneLine(message: string): string {
  return message.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
