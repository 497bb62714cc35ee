import { randomUUID } from 'node:crypto';
import { LoginSessions, type LoginRecord } from '../../../src/session';
import type { StateStore } from '../../../src/state';

const HOUR = 60 * 60_000;
export const ISSUER = 'https://saml.test-nemlog-in.dk/';
export const EID = 'https://data.gov.dk/model/core/eid/';

/** A number that nobody has: the seventh digit and the year say 1861. */
export const CPR = '0101615678';
export const OTHER_CPR = '0202626789';

/** Keeps the record of a login at NemLog-in, as the strategy does. */
export async function logIn(
  store: StateStore,
  {
    uuid = randomUUID(),
    issuer = ISSUER,
    lifetimeMs = HOUR,
    ...more
  }: Partial<LoginRecord> & { readonly uuid?: string; readonly lifetimeMs?: number } = {},
): Promise<LoginRecord> {
  const now = Date.now();
  const { record } = await new LoginSessions({ store, secure: false }).create({
    strategy: 'nemlog-in',
    issuer,
    key: { issuer, namespace: 'nemlogin-person', id: uuid },
    identityType: 'private',
    nameId: `${EID}person/uuid/${uuid}`,
    nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    transaction: { assertionId: `_${randomUUID()}`, expiresAt: now + HOUR },
    createdAt: now,
    expiresAt: now + lifetimeMs,
    ...more,
  });
  return record;
}
