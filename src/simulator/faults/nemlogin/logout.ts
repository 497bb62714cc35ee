import { randomUUID } from 'node:crypto';
import { randomHex } from '../../random';
import { DOCUMENT_FAULTS } from './logout-document';
import type { LogoutFault } from './logout-fault';

const HOUR_MS = 60 * 60_000;
const UUID_AT_END = /[0-9a-f-]{36}$/;

/** What is wrong with a logout that NemLog-in asks for. */
const REQUEST_FAULTS = [
  {
    name: 'unsigned-logout-request',
    seenAs: 'signature_missing',
    at: 'logout-request',
    description: 'The LogoutRequest is not signed.',
    signing: () => undefined,
  },
  {
    name: 'expired-logout',
    seenAs: 'logout_expired',
    at: 'logout-request',
    description: 'NotOnOrAfter of the LogoutRequest was an hour ago.',
    request: ({ notOnOrAfter }) => ({ notOnOrAfter: notOnOrAfter - HOUR_MS }),
  },
  {
    name: 'replayed-logout',
    seenAs: 'logout_replayed',
    at: 'logout-request',
    again: true,
    description: 'The LogoutRequest has the id of an earlier one to the same service; it waits until there was one.',
    request: (_draft, { id }) => ({ id }),
  },
  {
    name: 'missing-logout-nameid',
    seenAs: 'name_identifier_missing',
    at: 'logout-request',
    description: 'The LogoutRequest names nobody.',
    request: () => ({ nameId: undefined }),
  },
  {
    name: 'other-session-index',
    seenAs: 'none',
    at: 'logout-request',
    description: 'The LogoutRequest is sound, and of another session of the same person: who is logged in stays so.',
    request: () => ({ sessionIndexes: [`_${randomHex()}`] }),
  },
  {
    name: 'other-person-logout',
    seenAs: 'none',
    at: 'logout-request',
    description:
      'The LogoutRequest is sound, with the SessionIndex of this session and the NameID of somebody else: who is logged in stays so.',
    request: ({ nameId }) => ({
      nameId: nameId && { ...nameId, value: nameId.value.replace(UUID_AT_END, randomUUID()) },
    }),
  },
] as const satisfies readonly LogoutFault[];

/** What is wrong with the answer to a logout that the application asked for. */
const RESPONSE_FAULTS = [
  {
    name: 'unsigned-logout-response',
    seenAs: 'signature_missing',
    at: 'logout-response',
    description: 'The LogoutResponse is not signed.',
    signing: () => undefined,
  },
  {
    name: 'wrong-logout-in-response-to',
    seenAs: 'in_response_to_mismatch',
    at: 'logout-response',
    description: 'InResponseTo of the LogoutResponse names another request.',
    response: () => ({ inResponseTo: `_${randomHex()}` }),
  },
  {
    name: 'missing-logout-in-response-to',
    seenAs: 'in_response_to_missing',
    at: 'logout-response',
    description: 'The LogoutResponse has no InResponseTo.',
    response: () => ({ inResponseTo: undefined }),
  },
  {
    name: 'wrong-logout-relay-state',
    seenAs: 'logout_unknown',
    at: 'logout-response',
    description: 'The LogoutResponse comes with another RelayState than the request had.',
    response: () => ({ relayState: randomHex() }),
  },
  {
    name: 'replayed-logout-response',
    seenAs: 'logout_unknown',
    at: 'logout-response',
    again: true,
    description: 'The browser brings the LogoutResponse to an earlier logout again; it waits until there was one.',
    response: (_draft, earlier) => earlier,
  },
  {
    name: 'partial-logout',
    seenAs: 'none',
    at: 'logout-response',
    description: 'Another service could not be told: Success, PartialLogout. The person is logged out here.',
    response: () => ({ status: { code: 'Success', inner: 'PartialLogout' } }),
  },
  {
    name: 'logout-denied',
    seenAs: 'logout_not_success',
    at: 'logout-response',
    description: 'The broker does not want to: Responder, RequestDenied.',
    response: () => ({ status: { code: 'Responder', inner: 'RequestDenied' } }),
  },
] as const satisfies readonly LogoutFault[];

/** What is wrong with either message, whichever comes next. */
const EITHER_FAULTS = [
  {
    name: 'bad-logout-signature',
    seenAs: 'signature_invalid',
    at: 'logout',
    description: 'The signature value is not one of this logout message.',
    signing: (signing) => ({ ...signing, broken: true }),
  },
  {
    name: 'foreign-logout-key',
    seenAs: 'signature_invalid',
    at: 'logout',
    description: 'The logout message is signed with a key that is not the broker’s.',
    signing: (signing, foreignKey) => ({ ...signing, ...foreignKey() }),
  },
  {
    name: 'sha1-logout',
    seenAs: 'signature_sha1',
    at: 'logout',
    description: 'The logout message is signed with RSA and SHA-1.',
    signing: (signing) => ({ ...signing, hash: 'sha1' }),
  },
  {
    name: 'old-logout',
    seenAs: 'logout_expired',
    at: 'logout',
    description: 'The logout message was issued an hour ago.',
    head: ({ issuedAt }) => ({ issuedAt: issuedAt - HOUR_MS }),
  },
  {
    name: 'wrong-logout-destination',
    seenAs: 'destination_mismatch',
    at: 'logout',
    description: 'Destination of the logout message is another application’s URL.',
    head: () => ({ destination: 'https://somebody-else.example/logout' }),
  },
  {
    name: 'wrong-logout-issuer',
    seenAs: 'issuer_mismatch',
    at: 'logout',
    description: 'Another issuer’s name in the logout message, signed with the broker’s key.',
    head: () => ({ issuer: 'urn:mitid-saml:simulator:somebody-else' }),
  },
] as const satisfies readonly LogoutFault[];

export const LOGOUT_FAULT_TABLE = [
  ...REQUEST_FAULTS,
  ...DOCUMENT_FAULTS,
  ...RESPONSE_FAULTS,
  ...EITHER_FAULTS,
] as const;
