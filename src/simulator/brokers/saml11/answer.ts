import type { Signs } from '../../options';
import type { Attribute } from '../attribute';
import type { Signer } from '../sign';

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
  /** AttributeNamespace of the attributes. */
  readonly attributeNamespace: string;
  readonly attributes: readonly Attribute[];
}

/** A response before it is written. */
export interface ResponseDraft {
  readonly id: string;
  readonly issuedAt: number;
  readonly inResponseTo?: string | undefined;
  readonly recipient?: string;
  readonly status: 'Success' | 'Requester' | 'Responder';
  readonly statusMessage?: string;
  readonly assertions: readonly AssertionDraft[];
}

/** Who signs what, and how. */
export interface SigningDraft extends Signer {
  readonly signs: Signs;
}

/** Everything that becomes the message: a fault is a change to this. */
export interface Answer {
  readonly profile: 'artifact' | 'post';
  readonly response: ResponseDraft;
  readonly signing: SigningDraft;
  /** Applied to each assertion before anything is signed. */
  readonly rewriteUnsigned?: (assertion: string) => string;
  /** What each assertion is delivered as; applied after it was signed, before the response is. */
  readonly multiply?: (assertion: string) => readonly string[];
  /** Applied last, to the whole message as it goes over the wire. */
  readonly rewrite?: (message: string) => string;
}
