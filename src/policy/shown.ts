import { createHash } from 'node:crypto';
import { MitIdError, type MitIdErrorCode } from '../errors';
import type { Asked } from '../login-request';
import type { Profile, TransactionText } from '../profile';

/**
 * Compares what the person was shown with what the application asked to show. The request's URL is the person's to edit,
 * so a text that comes back must be the one that was sent, and one that was not sent must not come back.
 *
 * Where a text was asked for and nothing comes back: a transaction text is what the person has accepted, and additional
 * info is documented to be returned, so both are refused. A reference text only informs, and no source says under which
 * name, or whether, it is returned over SAML: its absence is accepted.
 *
 * @throws MitIdError `reference_text_mismatch`, `transaction_text_mismatch`, `additional_info_mismatch`.
 */
export function checkShown({ transaction }: Profile, asked: Asked): void {
  const { referenceText, transactionText, additionalInfo } = transaction;
  if (referenceText !== undefined) {
    mustHold(sameText(referenceText, asked.referenceText), 'reference_text_mismatch', 'referenceText');
  }
  mustHold(sameTransactionText(transactionText, asked.transactionText), 'transaction_text_mismatch', 'transactionText');
  mustHold(sameText(additionalInfo, asked.additionalInfo), 'additional_info_mismatch', 'additionalInfo');
}

function mustHold(holds: boolean, code: MitIdErrorCode, where: string): void {
  if (holds) return;
  throw new MitIdError(code, { where, got: 'another text, or none', expected: 'what was asked for', option: where });
}

function sameText(returned: string | undefined, asked: string | undefined): boolean {
  return normalised(returned) === normalised(asked);
}

/** A URL carries CR LF where XML gives back LF; both are the same lines. A blank text is none. */
function normalised(text: string | undefined): string | undefined {
  return text?.trim() === '' ? undefined : text?.replaceAll(/\r\n?/g, '\n');
}

function sameTransactionText(returned: TransactionText | undefined, asked: Asked['transactionText']): boolean {
  if (returned === undefined || asked === undefined) return returned === undefined && asked === undefined;
  const { text, type, sha256 } = returned;
  if (text === undefined && sha256 === undefined) return false;
  return (
    (text === undefined || sameText(text, asked.text)) &&
    (type === undefined || type === asked.type) &&
    (sha256 === undefined || digestsOf(asked.text).includes(sha256))
  );
}

function digestsOf(text: string): readonly string[] {
  return [text, normalised(text) ?? ''].map((form) => createHash('sha256').update(form, 'utf8').digest('base64'));
}
