import type { OcesCertificate } from '../certificates';
import type { Cpr, Nsis } from '../identifiers';
import type { Privilege } from './privileges';

/** Whom the login speaks of: a citizen, somebody acting for an employer, or a company itself. */
export type IdentityType = 'private' | 'professional' | 'company';

/**
 * What kind of number an id is. Two ids are the same account only where their namespaces are the same: E-Ident's MitID
 * UUID and NemLog-in's person UUID are not known to be one number (rules 6).
 */
export type KeyNamespace =
  | 'mitid-uuid'
  | 'nemlogin-person'
  | 'nemlogin-professional'
  | 'pid'
  | 'cvr-rid'
  | 'cvr-uid'
  | 'cvr-fid'
  | 'oces-person'
  | 'oces-employee'
  | 'oces-organisation'
  | 'oidc-sub';

/** What accounts are keyed on: all three members together. */
export interface ProfileKey {
  readonly issuer: string;
  readonly namespace: KeyNamespace;
  readonly id: string;
}

/** The levels of assurance (NSIS); a legacy NemID login has none, save a loa by `allowAssuranceLevel`. */
export interface Assurance {
  readonly loa?: Nsis;
  readonly ial?: Nsis;
  readonly aal?: Nsis;
}

/** The human being, as far as the broker says. */
export interface Person {
  /** Prints as `010190-xxxx`; `reveal()` gives the digits. */
  readonly cpr?: Cpr;
  /** The CPR office's UUID of the person. */
  readonly cprUuid?: string;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth?: string;
  readonly age?: number;
}

/** The company that a professional acts for, or that a company login is. */
export interface Organization {
  /** 8 digits. */
  readonly cvr: string;
  readonly name?: string;
  /** P-number, 10 digits. */
  readonly productionUnit?: string;
  /** 8 digits. */
  readonly seNumber?: string;
  /** The employee's number with this employer: the employer's word (rules 6). */
  readonly rid?: string;
  readonly professionalUuid?: string;
}

/** What ties the person to a NemID account: the PID that the broker looked up, or all of a legacy login. */
export interface NemId {
  /** The legacy eID that was used, in the broker's words (`dk_nemid_js`, `dk_nemid-opensign`); absent after MitID. */
  readonly eid?: string;
  readonly pid?: string;
  readonly cvr?: string;
  readonly rid?: string;
  readonly uid?: string;
  readonly fid?: string;
  readonly certificate?: OcesCertificate;
}

/** What the person was shown and accepted; which members come back is the broker's choice. */
export interface TransactionText {
  readonly text?: string;
  readonly type?: 'text' | 'html';
  /** Base64 SHA-256 of the text's UTF-8. */
  readonly sha256?: string;
}

export interface Transaction {
  /** The assertion's id without E-Ident's `TI2-`; of claims, the broker's own id of the transaction. */
  readonly id: string;
  /** Of claims: `jti`, or what stands for it (docs/profile.md). */
  readonly assertionId: string;
  /** The id to ask for more with (E-Ident's `transaction_id`, Signicat's `auth-token-id`); absent where the broker gives none. */
  readonly stepUpId?: string;
  readonly issuer: string;
  readonly issuedAt: Date;
  /** When the transaction can no longer be reused. */
  readonly expiresAt: Date;
  /**
   * What vouches for the profile: the broker's signature, only the TLS channel (`dangerouslyAllowUnsignedAssertion`), or the
   * application's word (`VerifiedClaims`).
   */
  readonly trust: 'signature' | 'channel' | 'application';
  readonly referenceText?: string;
  readonly transactionText?: TransactionText;
  readonly additionalInfo?: string;
}

export interface ProfileCommon {
  readonly provider: 'mitid' | 'mitid-erhverv' | 'nemid';
  /** The identity's own id as the broker says it; key accounts on `key`, not on this. */
  readonly id: string;
  readonly key: ProfileKey;
  readonly identityType: IdentityType;
  /** To show. A name where there is one, otherwise the organisation or the id; never empty. */
  readonly displayName: string;
  readonly name: { readonly givenName?: string; readonly familyName?: string };
  /** As the employer or the person typed them; nobody has verified them. */
  readonly emails: readonly { readonly value: string }[];
  readonly assurance: Assurance;
  /** MITID_AMR without `mitid:`; `code_app_enchanced` is how brokers spell it. Unknown ones are kept. */
  readonly authenticators: readonly string[];
  readonly person: Person;
  readonly organization?: Organization;
  /** CVR numbers of companies that the person may act for in full; `identityType` stays what the broker said. */
  readonly authorizedToRepresent: readonly string[];
  /** What NemLog-in says that the person may do (OIO-BPP); empty where the broker says nothing of the kind. */
  readonly privileges: readonly Privilege[];
  readonly nemid?: NemId;
  readonly transaction: Transaction;
  /**
   * Everything the broker said, verbatim, save what is marked secret in docs/profile.md, base64 blobs, and what holds a
   * CPR.
   */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** A citizen: MitID, also on behalf of a company (`authorizedToRepresent`), or a NemID person. */
export interface PrivateProfile extends ProfileCommon {
  readonly identityType: 'private';
  readonly provider: 'mitid' | 'nemid';
}

/** Somebody as an employee: MitID Erhverv, or a NemID employee signature. */
export interface ProfessionalProfile extends ProfileCommon {
  readonly identityType: 'professional';
  readonly provider: 'mitid-erhverv' | 'nemid';
  readonly organization: Organization;
}

/** A company or function, and no person: a NemID company or function signature. */
export interface CompanyProfile extends ProfileCommon {
  readonly identityType: 'company';
  readonly provider: 'nemid';
  readonly organization: Organization;
}

/** One verified login, deeply frozen. `identityType` tells which of the three it is. */
export type Profile = PrivateProfile | ProfessionalProfile | CompanyProfile;
