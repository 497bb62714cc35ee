import { MitIdError } from '../../../errors';
import { looksLikeCpr } from '../../../identifiers';

const CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * The outcome of a return without an answer: the browser came back to the target, perhaps with a code. Anybody can write
 * such a URL, so the code is carried only in this shape, and never shown.
 *
 * @param cancels the codes that mean that the person cancelled.
 */
export function brokerReturn(code: string | undefined, cancels: readonly string[]): MitIdError {
  const where = 'the callback URL';
  if (code === undefined) return new MitIdError('broker_error', { where, got: 'no answer and no error code' });
  if (!CODE.test(code)) {
    const got = `a code of ${code.length} characters, some of them not allowed`;
    return new MitIdError('broker_error', { where, got, expected: 'letters, digits, _ . - (1 to 64)' });
  }
  if (looksLikeCpr(code)) return new MitIdError('broker_error', { where, got: 'a code that holds a CPR number' });
  return new MitIdError(cancels.includes(code) ? 'user_cancelled' : 'broker_error', { where }, { brokerCode: code });
}

/**
 * A status of the answer as its own outcome; any other error unchanged, save that a CPR number in what Signicat said is not
 * carried on.
 *
 * @param cancels the codes that mean that the person cancelled.
 */
export function withStatusOutcome(error: unknown, cancels: readonly string[]): unknown {
  if (!(error instanceof MitIdError) || error.code !== 'status_not_success') return error;
  const { brokerCode = '', detail } = error;
  if (looksLikeCpr(brokerCode) || looksLikeCpr(detail.got ?? '')) {
    // Made anew, and without the first one as its cause: a dump of an error shows its causes too.
    return new MitIdError(error.code, { ...detail, got: 'words that hold a CPR number' });
  }
  return cancels.includes(brokerCode) ? new MitIdError('user_cancelled', detail, { brokerCode, cause: error }) : error;
}
