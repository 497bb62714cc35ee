import type { StatusFault } from './fault';

const at = 'login';

/** Statuses without an assertion (saml-core-2.0-os, section 3.2.2.2); NemLog-in's own are not known (facts/oiosaml.md 1.7). */
export const STATUS_FAULTS = [
  {
    name: 'cancel',
    seenAs: 'user_cancelled',
    at,
    status: { code: 'Responder', inner: 'AuthnFailed', message: 'the person cancelled' },
    description: 'The person cancels: Responder, AuthnFailed.',
  },
  {
    name: 'no-passive',
    seenAs: 'no_passive',
    at,
    status: { code: 'Responder', inner: 'NoPassive' },
    description: 'Nobody is logged in, and nobody may be asked: Responder, NoPassive.',
  },
  {
    name: 'no-authn-context',
    seenAs: 'loa_unavailable',
    at,
    status: { code: 'Responder', inner: 'NoAuthnContext' },
    description: 'The level cannot be reached: Responder, NoAuthnContext.',
  },
  {
    name: 'request-denied',
    seenAs: 'request_rejected',
    at,
    status: { code: 'Responder', inner: 'RequestDenied' },
    description: 'The broker does not want to: Responder, RequestDenied.',
  },
  {
    name: 'generalerror',
    seenAs: 'status_not_success',
    at,
    status: { code: 'Responder' },
    description: 'The broker fails, and says no more.',
  },
] as const satisfies readonly StatusFault[];
