import type { CallbackFault, LoginFault } from './fault';

const at = 'login';

/** Errors that reach the browser at the `status` URL: each of the broker's codes (facts/eident.md, "Error codes"). */
export const LOGIN_FAULTS = [
  { name: 'cancel', seenAs: 'user_cancelled', at, code: 'cancel', description: 'The person cancels.' },
  {
    name: 'generalerror',
    seenAs: 'broker_error',
    at,
    code: 'generalerror',
    description: 'The broker fails, and says no more.',
  },
  {
    name: 'authfailed',
    seenAs: 'authentication_failed',
    at,
    code: 'authfailed',
    description: 'The authentication fails.',
  },
  { name: 'blankcvr', seenAs: 'no_company', at, code: 'blankcvr', description: 'The person has no company.' },
  {
    name: 'certificatenotyetvalid',
    seenAs: 'identity_certificate',
    at,
    code: 'certificatenotyetvalid',
    description: 'The certificate of the eID is not valid yet.',
  },
  {
    name: 'get_ssn_error',
    seenAs: 'cpr_lookup_failed',
    at,
    code: 'get_ssn_error',
    description: 'The CPR number cannot be looked up.',
  },
  { name: 'idexpired', seenAs: 'identity_expired', at, code: 'idexpired', description: 'The eID has expired.' },
  {
    name: 'illegalcert',
    seenAs: 'identity_certificate',
    at,
    code: 'illegalcert',
    description: 'The certificate of the eID is not accepted.',
  },
  {
    name: 'inpro',
    seenAs: 'login_in_progress',
    at,
    code: 'inpro',
    description: 'Another identification is in progress.',
  },
  {
    name: 'input_params_notpresent',
    seenAs: 'request_rejected',
    at,
    code: 'input_params_notpresent',
    description: 'The broker misses a request parameter.',
  },
  {
    name: 'match_ssn_error',
    seenAs: 'cpr_not_matched',
    at,
    code: 'match_ssn_error',
    description: 'The CPR number that was typed is wrong.',
  },
] as const satisfies readonly LoginFault[];

export const CALLBACK_FAULTS = [
  {
    name: 'replayed-artifact',
    seenAs: 'artifact_rejected',
    at: 'callback',
    description: 'The browser comes back with an artifact that was used before; the broker knows it no more.',
  },
] as const satisfies readonly CallbackFault[];
