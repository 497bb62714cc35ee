import type { KeyObject } from 'node:crypto';
import type { Signs } from '../../options';

/** One attribute of the assertion; no value means that the attribute is there and empty. */
export interface Attribute {
  readonly name: string;
  readonly values: readonly string[];
}

/** An assertion before it is written. Times are milliseconds since 1970. */
export interface AssertionDraft {
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: number;
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly audience: string;
  readonly authenticationMethod: string;
  readonly authenticatedAt: number;
  readonly nameId: string;
  readonly confirmationMethod: string;
  readonly attributes: readonly Attribute[];
}

/** A response before it is written. */
export interface ResponseDraft {
  readonly id: string;
  readonly issuedAt: number;
  readonly inResponseTo?: string | undefined;
  readonly recipient?: string;
  readonly status: 'Success' | 'Requester';
  readonly assertions: readonly AssertionDraft[];
}

/** Who signs what, and how. */
export interface SigningDraft {
  readonly signs: Signs;
  readonly key: KeyObject;
  /** PEM; goes into KeyInfo. */
  readonly certificate: string;
  readonly hash: 'sha256' | 'sha1';
}

/** Everything that becomes the message: a fault is a change to this. */
export interface Answer {
  readonly profile: 'artifact' | 'post';
  readonly response: ResponseDraft;
  readonly signing: SigningDraft;
  /** Applied last, to the whole message as it goes over the wire. */
  readonly rewrite?: (message: string) => string;
}
