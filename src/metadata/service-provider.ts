/** A text in one language of the metadata, by its BCP 47 tag. */
export type Localized = Readonly<Record<string, string>>;

/** An attribute that the service asks for (SAML 2.0 metadata 2.4.4.2). */
export interface RequestedAttribute {
  readonly name: string;
  /** `urn:oasis:names:tc:SAML:2.0:attrname-format:uri` or `…:basic`. */
  readonly nameFormat: string;
  readonly friendlyName?: string;
  readonly isRequired?: boolean;
}

/** The organisation behind the service (SAML 2.0 metadata 2.3.2.1); all three in the same languages. */
export interface MetadataOrganization {
  readonly name: Localized;
  readonly displayName: Localized;
  readonly url: Localized;
}

/** Whom the broker can reach (SAML 2.0 metadata 2.3.2.2). */
export interface MetadataContact {
  readonly type: 'technical' | 'support' | 'administrative' | 'billing' | 'other';
  readonly company?: string;
  readonly givenName?: string;
  readonly surName?: string;
  readonly emails?: readonly string[];
  readonly telephones?: readonly string[];
}

/** What a service provider says of itself to a broker. */
export interface ServiceProvider {
  readonly entityId: string;
  /** Assertion consumer service, HTTP-POST. */
  readonly callbackUrl: string;
  /** Single logout service; announced with HTTP-Redirect and HTTP-POST. */
  readonly logoutUrl?: string;
  /** PEM: what the service signs with; during a rollover the present one and the next. Of each text the first certificate. */
  readonly signingCerts: readonly string[];
  /** PEM: what assertions are encrypted for. */
  readonly encryptionCerts: readonly string[];
  /** URIs of data and key encryption that are understood, best first. */
  readonly encryptionMethods: readonly string[];
  readonly nameIdFormat: string;
  /** The name of the service as the broker shows it. */
  readonly serviceName: Localized;
  readonly requestedAttributes: readonly RequestedAttribute[];
  readonly organization?: MetadataOrganization;
  readonly contacts?: readonly MetadataContact[];
  readonly validUntil?: Date;
}
