import { MitIdError } from '../../errors';
import { looksLikeCpr } from '../../identifiers';
import type { Envelope } from '../../trust';
import { SUCCESS } from './names';

/**
 * Judges Status (saml-core-2.0-os section 3.2.2): Success, and no code below it that says less.
 *
 * @throws MitIdError `status_not_success`, with the last word of the innermost code as its `brokerCode`
 */
export function judgeStatus(envelope: Envelope): void {
  const { status } = envelope;
  if (status.length !== 1 || status[0] !== SUCCESS) throw notSuccess('status_not_success', envelope);
}

/** The refusal of an answer for its Status. */
export function notSuccess(
  code: 'status_not_success' | 'logout_not_success',
  { status, statusMessage = '' }: Envelope,
): MitIdError {
  const said = [status.join(' '), oneLine(statusMessage)].filter((text) => text !== '' && !looksLikeCpr(text));
  const brokerCode = lastWord(status.at(-1));
  return new MitIdError(
    code,
    { where: 'Status', got: said.map((text) => text.slice(0, 200)).join(': '), expected: SUCCESS },
    brokerCode === undefined ? {} : { brokerCode },
  );
}

/** `AuthnFailed` of `urn:oasis:names:tc:SAML:2.0:status:AuthnFailed`; undefined where it is no such word. */
function lastWord(code = ''): string | undefined {
  const word = code.slice(Math.max(...[':', '/', '#'].map((mark) => code.lastIndexOf(mark))) + 1);
  return /^[A-Za-z0-9_.-]{1,64}$/.test(word) && !looksLikeCpr(word) ? word : undefined;
}

// Free text of the IdP's, for the log: it may not begin a second line there.
function oneLine(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, ' ').trim();
}
