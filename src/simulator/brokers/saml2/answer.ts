import type { Attribute } from '../attribute';
import type { Signer } from '../sign';
import type { KeyWrapping } from './algorithms';

/** Times are milliseconds since 1970, everywhere here. */
export interface ConfirmationDraft {
  readonly method: string;
  readonly recipient?: string | undefined;
  readonly inResponseTo?: string | undefined;
  readonly notBefore?: number;
  readonly notOnOrAfter?: number | undefined;
}

/** That and how the person logged in. */
export interface AuthenticationDraft {
  readonly at: number;
  readonly sessionIndex: string;
  readonly sessionNotOnOrAfter?: number;
  readonly classRef: string;
}

/** An assertion before it is written. */
export interface AssertionDraft {
  readonly version: string;
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: number;
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly audience?: string | undefined;
  readonly nameId?: { readonly value: string; readonly format: string } | undefined;
  readonly confirmations: readonly ConfirmationDraft[];
  readonly authentication?: AuthenticationDraft | undefined;
  /** NameFormat of the attributes. */
  readonly nameFormat: string;
  readonly attributes: readonly Attribute[];
}

/** A status: the code at the top, and the one inside it. Without the prefix that they share. */
export interface StatusDraft {
  readonly code: 'Success' | 'Requester' | 'Responder';
  readonly inner?: string;
  readonly message?: string;
}

/** A response before it is written. */
export interface ResponseDraft {
  readonly version: string;
  readonly id: string;
  readonly issuer?: string | undefined;
  readonly issuedAt: number;
  readonly destination?: string | undefined;
  readonly inResponseTo?: string | undefined;
  readonly status: StatusDraft;
  readonly assertions: readonly AssertionDraft[];
}

/** Which elements are signed, by whom, and how. */
export interface SigningDraft extends Signer {
  readonly assertion: boolean;
  readonly response: boolean;
}

/** For whom and how an assertion is encrypted. */
export interface EncryptionDraft {
  /** PEM of the receiver. */
  readonly certificate: string;
  /** The data algorithm's URI. */
  readonly data: string;
  readonly key: KeyWrapping;
  /** What is broken in the ciphertext: the padding of CBC, the tag of GCM, or how much of the tag there is. */
  readonly broken?: 'padding' | 'tag' | 'tag-length';
}

/** Everything that becomes the message: a fault is a change to this. */
export interface Answer {
  readonly response: ResponseDraft;
  readonly signing: SigningDraft;
  /** Undefined leaves the assertion plain. */
  readonly encryption?: EncryptionDraft | undefined;
  /** Applied to each assertion before it is signed. */
  readonly rewriteUnsigned?: (assertion: string) => string;
  /** Applied to each assertion after it was signed, before it is encrypted. */
  readonly rewriteAssertion?: (assertion: string) => string;
  /** What each assertion is delivered as, each encrypted for itself; applied after `rewriteAssertion`. */
  readonly multiply?: (assertion: string) => readonly string[];
  /** Applied last, to the whole message as it goes over the wire. */
  readonly rewrite?: (message: string) => string;
  /** Another message that is written too, and what both become together; applied after `rewrite`. */
  readonly wrapping?: { readonly other: Answer; readonly compose: (message: string, other: string) => string };
}
