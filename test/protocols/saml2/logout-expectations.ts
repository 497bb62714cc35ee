import { X509Certificate } from 'node:crypto';
import {
  judgeLogoutRequest,
  judgeLogoutResponse,
  type LogoutDelivery,
  type LogoutRequestExpectations,
  type LogoutResponseExpectations,
} from '../../../src/protocols/saml2';
import { MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import {
  base64,
  FACTS2,
  LOGOUT_REQUEST_ID2,
  LOGOUT_URL2,
  logoutRequest,
  logoutResponse,
  redirectQuery,
  signLogout,
  type LogoutRequestMessage,
  type LogoutResponseMessage,
} from '../../support/saml2';
import { NOW, SKEW, trusted } from './expectations';

export const BINDINGS = ['redirect', 'post'] as const;
export type Binding = (typeof BINDINGS)[number];

/** The message as the IdP sends it, signed. */
export function deliver(binding: Binding, xml: string): LogoutDelivery {
  return binding === 'redirect' ? { binding, rawQuery: redirectQuery(xml) } : posted(signLogout(xml));
}

/** A form with this document, as it stands. */
export const posted = (xml: string): LogoutDelivery => ({ binding: 'post', field: base64(xml) });

/** What is kept of a signature of the IdP's; test/trust/signature-proof.test.ts says what it is worth. */
export const SIGNATURE: unknown = expect.objectContaining({
  certificate: new X509Certificate(CERTS.idp.cert).fingerprint256,
});

const standing = () => ({
  issuer: FACTS2.issuer,
  logoutUrl: LOGOUT_URL2,
  certificates: trusted(CERTS.idp.cert),
  clockSkewMs: SKEW,
  now: () => NOW,
});

/** Judges a LogoutRequest, each call with a store of its own. */
export async function judgeRequest(delivery: LogoutDelivery, changes: Partial<LogoutRequestExpectations> = {}) {
  return judgeLogoutRequest(delivery, { ...standing(), store: new MemoryStateStore(), ...changes });
}

/** Judges a LogoutResponse; a promise, as the other is. */
export async function judgeResponse(delivery: LogoutDelivery, changes: Partial<LogoutResponseExpectations> = {}) {
  return Promise.resolve(
    judgeLogoutResponse(delivery, { ...standing(), inResponseTo: LOGOUT_REQUEST_ID2, ...changes }),
  );
}

export const requestSaying = (says: LogoutRequestMessage = {}) => logoutRequest({ now: NOW, ...says });
export const responseSaying = (says: LogoutResponseMessage = {}) => logoutResponse({ now: NOW, ...says });
