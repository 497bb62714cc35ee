import type { TransportFault } from './fault';

const at = 'transport';

/** What is wrong with the answer to the SOAP request. */
export const TRANSPORT_FAULTS = [
  {
    name: 'artifact-expired',
    seenAs: 'artifact_rejected',
    at,
    trouble: { kind: 'soap-fault', code: 'artifact_expired' },
    description: 'The artifact has expired: a SOAP fault artifact_expired.',
  },
  {
    name: 'artifact_invalidated',
    seenAs: 'artifact_rejected',
    at,
    trouble: { kind: 'soap-fault', code: 'artifact_invalidated' },
    description: 'A SOAP fault artifact_invalidated.',
  },
  {
    name: 'artifact_not_match_mid',
    seenAs: 'artifact_rejected',
    at,
    trouble: { kind: 'soap-fault', code: 'artifact_not_match_mid' },
    description: 'A SOAP fault artifact_not_match_mid.',
  },
  {
    name: 'assertion_attribute_null',
    seenAs: 'broker_error',
    at,
    trouble: { kind: 'soap-fault', code: 'assertion_attribute_null' },
    description: 'A SOAP fault assertion_attribute_null.',
  },
  {
    name: 'assertion_notfound',
    seenAs: 'artifact_rejected',
    at,
    trouble: { kind: 'soap-fault', code: 'assertion_notfound' },
    description: 'A SOAP fault assertion_notfound.',
  },
  {
    name: 'soap-fault',
    seenAs: 'broker_error',
    at,
    trouble: { kind: 'soap-fault', code: 'generalerror' },
    description: 'A SOAP fault generalerror.',
  },
  {
    name: 'http-500',
    seenAs: 'soap_http_status',
    at,
    trouble: { kind: 'http-500' },
    description: 'HTTP 500 with an HTML page.',
  },
  {
    name: 'redirect',
    seenAs: 'soap_redirect',
    at,
    trouble: { kind: 'redirect' },
    description: 'HTTP 302 to another address.',
  },
  { name: 'huge', seenAs: 'soap_too_large', at, trouble: { kind: 'huge' }, description: 'An answer of 4 MiB.' },
  {
    name: 'slow',
    seenAs: 'soap_timeout',
    at,
    trouble: { kind: 'slow' },
    description: 'The answer is held back (12 seconds unless set).',
  },
  {
    name: 'connection-reset',
    seenAs: 'soap_unreachable',
    at,
    trouble: { kind: 'connection-reset' },
    description: 'The connection is reset before an answer.',
  },
] as const satisfies readonly TransportFault[];
