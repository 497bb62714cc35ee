import { MitIdError } from '../../errors';
import { looksLikeCpr } from '../../identifiers';
import { BROKER_CODES } from './wire';

const CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * The outcome of an error return: the browser came back to the status URL with a code. The code is a stranger's word
 * until it has this shape, and is carried, never shown.
 */
export function brokerReturn(code: string | undefined): MitIdError {
  const where = 'the status URL';
  if (code === undefined) {
    return new MitIdError('broker_error', { where, got: 'no error code', option: 'errorParameters' });
  }
  if (!CODE.test(code)) {
    const got = `a code of ${code.length} characters, some of them not allowed`;
    return new MitIdError('broker_error', { where, got, expected: 'letters, digits, _ . - (1 to 64)' });
  }
  // A code ends up in logs, and anybody can write this URL.
  if (looksLikeCpr(code)) return new MitIdError('broker_error', { where, got: 'a code that holds a CPR number' });
  return new MitIdError(BROKER_CODES.get(code) ?? 'broker_error', { where }, { brokerCode: code });
}

/**
 * A SOAP fault or status that carries one of the broker's known codes, as that code's own outcome; others unchanged, save
 * that a CPR number in what the broker said is not carried on.
 */
export function withBrokerOutcome(error: unknown): unknown {
  if (!(error instanceof MitIdError) || (error.code !== 'soap_fault' && error.code !== 'status_not_success')) {
    return error;
  }
  const { brokerCode, detail } = error;
  if (holdsCpr(brokerCode) || holdsCpr(detail.got)) {
    // Made anew, and without the first one as its cause: a dump of an error shows its causes too.
    const said = holdsCpr(brokerCode) || brokerCode === undefined ? {} : { brokerCode };
    return new MitIdError(error.code, { ...detail, got: 'words that hold a CPR number' }, said);
  }
  const code = brokerCode === undefined ? undefined : BROKER_CODES.get(brokerCode);
  if (brokerCode === undefined || code === undefined) return error;
  return new MitIdError(code, detail, { brokerCode, cause: error });
}

function holdsCpr(said: string | undefined): boolean {
  return said !== undefined && looksLikeCpr(said);
}
