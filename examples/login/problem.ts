import { randomBytes } from 'node:crypto';
import { MitIdError, type MitIdErrorCode } from 'passport-mitid-saml';

/** An error as a page can show it and the log can explain it. */
export interface Problem {
  readonly status: number;
  readonly code: MitIdErrorCode | 'not_found' | 'unexpected';
  /** The person's own doing (a cancel, a slip of the finger), or something that went wrong. */
  readonly kind: 'own-doing' | 'failure';
  /** Public: safe to show to anybody. */
  readonly message: string;
  /** Stands in the log too. */
  readonly reference?: string;
}

export const NOT_FOUND: Problem = { status: 404, code: 'not_found', kind: 'own-doing', message: 'Not found.' };

const OWN_DOING: ReadonlySet<MitIdErrorCode> = new Set<MitIdErrorCode>([
  'user_cancelled',
  'cpr_not_matched',
  'pid_missing',
  'no_company',
  'callback_empty',
]);

/** What to show of an error; what is not the package's says nothing but that something is wrong. */
export function problemOf(error: unknown): Problem {
  if (error instanceof MitIdError) {
    const { code, message, reference } = error;
    // The only parameter of ours that a stranger can write is the return path in a link to the login.
    const status = code === 'parameter_invalid' && error.detail.where === 'returnTo' ? 400 : error.status;
    return { status, code, message, reference, kind: OWN_DOING.has(code) ? 'own-doing' : 'failure' };
  }
  const reference = randomBytes(4).toString('hex');
  return { status: 500, code: 'unexpected', message: 'Something went wrong.', reference, kind: 'failure' };
}

/** The log's line for an error that is not the package's: where it came from, and nothing that a stranger wrote. */
export function unexpectedLine(error: unknown, { reference = '' }: Problem): string {
  const frame =
    error instanceof Error ? error.stack?.split('\n').find((line) => line.startsWith('    at ')) : undefined;
  return `unexpected (${reference}), ${error instanceof Error ? error.name : typeof error}${frame?.replace(/\s+/g, ' ') ?? ''}`;
}
