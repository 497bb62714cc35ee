import type { MitIdErrorCode } from '../errors';

/** Whose strategy would judge the message. */
export type Broker = 'eident' | 'nemlog-in' | 'signicat-mitid' | 'signicat-nemid';
export const BROKERS: readonly Broker[] = ['eident', 'nemlog-in', 'signicat-mitid', 'signicat-nemid'];

/** One thing that a message says. */
export interface Fact {
  /** Where it stands, as errors say it: `Response/@Destination`. */
  readonly name: string;
  readonly value: string;
  /** Of a time: how long ago, or until then. */
  readonly when?: string;
}

export interface AttributeDescription {
  readonly name: string;
  readonly values: readonly string[];
}

export interface SignatureDescription {
  /** Where it stands; `query` for that of HTTP-Redirect. */
  readonly where: string;
  /** The last words of the URIs, such as `rsa-sha256`. */
  readonly algorithm: string;
  readonly digest?: string;
  /** The certificate that stands in it; whoever signed chose what stands there. */
  readonly says?: { readonly subject: string; readonly key: string; readonly notAfter: string };
  /** Whose signature it is, by the given certificates; or why it is none, or why that is not known. */
  readonly verified: boolean | undefined;
  readonly verdict: string;
}

export interface EncryptionDescription {
  readonly where: string;
  readonly data: string;
  readonly key: string;
  /** What the EncryptedKey says whom it is for. */
  readonly recipient?: string;
  readonly decrypted: boolean;
  /** Why not. */
  readonly why?: string;
}

/** A check that the message does not pass. */
export interface Failure {
  readonly code: MitIdErrorCode;
  readonly where?: string;
  readonly got?: string;
  readonly expected?: string;
  readonly brokerCode?: string;
  /** The options of the broker's strategy that decide it; none where only the message can be mended. */
  readonly options: readonly string[];
}

/** Why nothing could be read, or nothing that is a message. */
export interface Refusal extends Failure {
  /** Where in the document. */
  readonly line?: number;
  readonly column?: number;
}

/** What was left out of the judgement, and what would bring it in. */
export interface NotChecked {
  readonly what: string;
  readonly why: string;
}

/** What the strategy's own judges say. */
export interface Judgement {
  readonly broker: Broker;
  /** ISO 8601: the moment that is judged as of. */
  readonly at: string;
  readonly passes: boolean;
  /** The first is the one that the strategy would say. */
  readonly failures: readonly Failure[];
  /** Whether every further check was made; else those behind the last failure are not known. */
  readonly complete: boolean;
  readonly notChecked: readonly NotChecked[];
  /** What the profile would be, where the message passes. */
  readonly reads?: readonly Fact[];
}

/** A message, and what is to be said of it. Every text in it is without CPR numbers, and may hold control characters. */
export interface Inspection {
  readonly what: string;
  /** How it was wrapped, outermost first. */
  readonly wrapped: readonly string[];
  readonly says: readonly Fact[];
  readonly attributes: readonly AttributeDescription[];
  readonly signatures: readonly SignatureDescription[];
  readonly encryption: readonly EncryptionDescription[];
  readonly notes: readonly string[];
  /** Left out where nobody in this package would judge such a message. */
  readonly judgement?: Judgement;
  /** Where it could not be read: then nothing is described. */
  readonly refused?: Refusal;
}
