import { randomBytes } from 'node:crypto';
import { CODES, type MitIdErrorCode } from './codes';

/**
 * What the log may know and the browser may not: what arrived, what was expected, where, and which option decides.
 * Never a personal value: of those, `got` describes the shape ("10 digits").
 */
export interface ErrorDetail {
  readonly got?: string;
  readonly expected?: string;
  /** The element, attribute, parameter or header concerned. */
  readonly where?: string;
  /** The option that changes this judgement, as the user of the package types it. */
  readonly option?: string;
  /** One line a problem, where several were found at once. */
  readonly problems?: readonly string[];
}

export interface MitIdErrorOptions {
  readonly cause?: unknown;
  /** The broker's own error code, unchanged. */
  readonly brokerCode?: string;
}

/**
 * The one error class of the package.
 *
 * `message` is constant for a code and safe to show. `code` is for `switch`; `detail` (not enumerable, so that no
 * dump of the error shows it) and `explain()` are for the log. `reference` is a random id to show to the person and
 * to write in the log, so that the two can be brought together.
 */
export class MitIdError extends Error {
  readonly code: MitIdErrorCode;
  /** HTTP status that fits the outcome. */
  readonly status: number;
  /** How Passport hears of it: `fail` (the person or message is refused) or `error` (something does not work). */
  readonly outcome: 'fail' | 'error';
  /** Eight hex digits, new for each error. */
  readonly reference: string;
  readonly brokerCode?: string;
  /** For the log only. */
  declare readonly detail: ErrorDetail;

  constructor(code: MitIdErrorCode, detail: ErrorDetail = {}, options: MitIdErrorOptions = {}) {
    super(
      code === 'configuration_invalid' ? configurationMessage(detail) : CODES[code].message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'MitIdError';
    this.code = code;
    this.status = CODES[code].status;
    this.outcome = CODES[code].outcome;
    this.reference = randomBytes(4).toString('hex');
    if (options.brokerCode !== undefined) this.brokerCode = options.brokerCode;
    Object.defineProperty(this, 'detail', { value: Object.freeze({ ...detail }), enumerable: false });
  }

  /** One line for the log: code, reference, where, got, expected, option. Holds no personal data. */
  explain(): string {
    const { where, got, expected, option, problems } = this.detail;
    return [
      `${this.code} (${this.reference})`,
      where !== undefined && `at ${where}`,
      got !== undefined && `got ${got}`,
      expected !== undefined && `expected ${expected}`,
      option !== undefined && `option ${option}`,
      this.brokerCode !== undefined && `broker said ${this.brokerCode}`,
      problems !== undefined && problems.join('; '),
    ]
      .filter((part) => part !== false)
      .join(', ');
  }
}

// Thrown at start, before any person is there to read it: the developer needs the list on the first line they see.
function configurationMessage({ problems = [] }: ErrorDetail): string {
  return ['passport-mitid-saml cannot start with this configuration:', ...problems.map((line) => `  - ${line}`)].join(
    '\n',
  );
}
