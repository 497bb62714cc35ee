import type { CertificateReport } from '../../certificates/describe-certificate';

/** What a metadata document says, for a person to read: nothing of it is believed by being here. */
export interface MetadataDescription {
  readonly root: 'EntityDescriptor' | 'EntitiesDescriptor';
  readonly signature?: SignatureDescription;
  /** Of a group, as they are written. */
  readonly validUntil?: string;
  readonly cacheDuration?: string;
  readonly entities: readonly EntityDescription[];
  /** What is said about the whole and is not odd. */
  readonly notes: readonly string[];
  /** One line for each thing that is wrong, weak or unusual; the first words say where. */
  readonly odd: readonly string[];
}

export interface SignatureDescription {
  /** The last word of the method's URI, such as `rsa-sha256`. */
  readonly algorithm: string;
  readonly digest: string;
  /** The certificate that stands in the signature; whoever signed chose what stands there. */
  readonly says?: CertificateReport;
  /** Whether a given certificate verifies it; left out where none was given. */
  readonly verified?: boolean;
}

export interface EntityDescription {
  readonly entityId: string;
  readonly organization?: string;
  /** As they are written; a role may say others, and so may a group around the entity. */
  readonly validUntil?: string;
  readonly cacheDuration?: string;
  readonly roles: readonly RoleDescription[];
}

export interface RoleDescription {
  /** The element's local name, such as `IDPSSODescriptor`. */
  readonly role: string;
  readonly protocols: readonly string[];
  readonly validUntil?: string;
  readonly cacheDuration?: string;
  /** Of an identity provider. */
  readonly wantAuthnRequestsSigned?: boolean;
  readonly endpoints: readonly EndpointDescription[];
  readonly keys: readonly KeyDescription[];
  readonly nameIdFormats: readonly string[];
}

export interface EndpointDescription {
  readonly service: string;
  /** `HTTP-Redirect` for SAML 2.0's own, else the URI. */
  readonly binding: string;
  readonly location: string;
}

export interface KeyDescription {
  /** `unknown`: something else is said, and nobody uses it. */
  readonly use: 'signing' | 'encryption' | 'signing and encryption' | 'unknown';
  readonly certificates: readonly CertificateReport[];
}
