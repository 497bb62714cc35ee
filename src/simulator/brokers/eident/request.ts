import { EIdentError } from './error-codes';
import { refuseForbiddenHtml } from './transaction-html';
import { readVendors, type Vendor } from './vendors';

/** The parameters of the identification request and what they mean (facts/eident.md, "Request parameters"). */
export const PARAMETER_MEANINGS: Readonly<Record<string, string>> = {
  mid: 'merchant id',
  TARGET: 'opaque data that goes back to the application',
  forcepkivendor: 'which eIDs may be used',
  returnssn: 'ask for the CPR number and return it',
  return_nemid_pid: 'ask for the CPR number and return the NemID PID',
  transaction_id: 'step-up on an earlier transaction',
  loa_value: 'level of assurance asked for',
  aal_value: 'authenticator assurance level asked for',
  presetid: 'MitID UUID: skips the user id page',
  reference_text: 'shown to the person throughout',
  transactiontext: 'shown to the person for approval',
  transactiontext_type: 'how the transaction text is written',
  additional_info: "the merchant's own text, comes back as it is",
  status: 'where errors go',
  start: 'where the person may start again',
  style: 'style sheet of the merchant (shown here, not applied)',
  wi: 'UI mode: r is embedded',
  locale: 'language of the pages',
  persona: 'simulator: who logs in, without pages',
  identity: 'simulator: which identity is chosen, without pages',
  cpr: 'simulator: what is typed on the CPR page: right, wrong or cancel',
};

export interface TransactionText {
  readonly text: string;
  readonly type: 'text' | 'html';
}

/** An identification request that is well formed. */
export interface EIdentRequest {
  readonly target: string;
  readonly vendors: readonly Vendor[];
  readonly returnSsn: boolean;
  readonly returnNemidPid: boolean;
  readonly transactionId?: string;
  readonly presetId?: string;
  readonly referenceText?: string;
  readonly transactionText?: TransactionText;
  readonly additionalInfo?: string;
}

const LEVELS = ['low', 'substantial', 'high'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_REFERENCE_TEXT = 130;
const MAX_TRANSACTION_TEXT = 600;

/**
 * Reads an identification request as strictly as the broker's documentation does.
 *
 * @throws EIdentError `input_params_notpresent` when something mandatory is missing, `generalerror` for anything else:
 *   which codes the real one has for these is not known.
 */
export function readEIdentRequest(query: URLSearchParams): EIdentRequest {
  refuseRepeated(query);
  const vendors = readVendors(optional(query, 'forcepkivendor'));
  if (vendors.length === 0) throw new EIdentError('generalerror', 'forcepkivendor names no eID that is known here');
  const returnSsn = query.get('returnssn') === 'true';
  const transactionId = optional(query, 'transaction_id');
  if (transactionId !== undefined && !returnSsn) {
    throw new EIdentError('input_params_notpresent', 'transaction_id needs returnssn=true');
  }
  for (const name of ['loa_value', 'aal_value']) checkLevel(name, optional(query, name));
  const presetId = optional(query, 'presetid');
  if (presetId !== undefined && !UUID.test(presetId)) throw new EIdentError('generalerror', 'presetid is no UUID');
  const referenceText = optional(query, 'reference_text');
  checkLength('reference_text', referenceText, MAX_REFERENCE_TEXT);
  const transactionText = readTransactionText(query);
  const additionalInfo = optional(query, 'additional_info');
  return {
    target: required(query, 'TARGET'),
    vendors,
    returnSsn,
    returnNemidPid: query.get('return_nemid_pid') === 'true',
    ...(transactionId === undefined ? {} : { transactionId }),
    // Not applicable to MitID Erhverv (seed 001): there it is overlooked.
    ...(presetId === undefined || !vendors.includes('mitid') ? {} : { presetId }),
    ...(referenceText === undefined ? {} : { referenceText }),
    ...(transactionText === undefined ? {} : { transactionText }),
    ...(additionalInfo === undefined ? {} : { additionalInfo }),
  };
}

/** The value of a mandatory parameter. @throws EIdentError `input_params_notpresent` */
export function required(query: URLSearchParams, name: string): string {
  const value = optional(query, name);
  if (value === undefined) throw new EIdentError('input_params_notpresent', `${name} is missing`);
  return value;
}

function optional(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name);
  return value === null || value === '' ? undefined : value;
}

function refuseRepeated(query: URLSearchParams): void {
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) throw new EIdentError('generalerror', `${repeated} is given more than once`);
}

function checkLevel(name: string, value: string | undefined): void {
  if (value !== undefined && !LEVELS.includes(value)) {
    throw new EIdentError('generalerror', `${name} is none of ${LEVELS.join(', ')}`);
  }
}

function checkLength(name: string, value: string | undefined, most: number): void {
  if (value !== undefined && value.length > most) {
    throw new EIdentError('generalerror', `${name} has ${value.length} characters, ${most} are allowed`);
  }
}

function readTransactionText(query: URLSearchParams): TransactionText | undefined {
  const text = optional(query, 'transactiontext');
  const type = optional(query, 'transactiontext_type');
  if (text === undefined && type === undefined) return undefined;
  if (text === undefined || type === undefined) {
    throw new EIdentError('input_params_notpresent', 'transactiontext and transactiontext_type are given together');
  }
  if (type !== 'text' && type !== 'html') throw new EIdentError('generalerror', 'transactiontext_type is html or text');
  checkLength('transactiontext', text, MAX_TRANSACTION_TEXT);
  if (type === 'html') refuseForbiddenHtml(text);
  return { text, type };
}
