import { randomHex } from '../../random';
import type { Attribute } from '../attribute';
import type { AssertionDraft, AuthenticationDraft, ResponseDraft } from './answer';
import { BEARER } from './names';

// How long the real ones' messages hold is not known for OIOSAML 3 and for Signicat; for OIOSAML 2 an hour was seen
// (facts/oiosaml.md).
const ASSERTION_MS = 60 * 60_000;
const CONFIRMATION_MS = 5 * 60_000;

/** To whom a message goes. */
export interface Delivery {
  readonly destination: string;
  readonly inResponseTo: string;
}

/** What a broker says in an assertion. */
export interface Said {
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly audience: string;
  readonly delivery: Delivery;
  readonly nameId: { readonly value: string; readonly format: string };
  readonly authentication: AuthenticationDraft;
  readonly nameFormat: string;
  readonly attributes: readonly Attribute[];
}

/** A response that says Success, and has no assertion yet. @param now milliseconds since 1970. */
export function responseDraft(issuer: string, now: number, { destination, inResponseTo }: Delivery): ResponseDraft {
  return {
    version: '2.0',
    id: `_${randomHex()}`,
    issuer,
    issuedAt: now,
    destination,
    inResponseTo,
    status: { code: 'Success' },
    assertions: [],
  };
}

/** An assertion for the bearer. */
export function assertionDraft({ issuer, now, delivery, ...said }: Said): AssertionDraft {
  const { destination: recipient, inResponseTo } = delivery;
  return {
    ...said,
    version: '2.0',
    id: `_${randomHex()}`,
    issuer,
    issuedAt: now,
    notBefore: now,
    notOnOrAfter: now + ASSERTION_MS,
    confirmations: [{ method: BEARER, recipient, inResponseTo, notOnOrAfter: now + CONFIRMATION_MS }],
  };
}
