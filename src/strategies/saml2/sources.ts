import type { MetadataUrl } from '../../metadata';

/** A PKCS#12 file (.p12, .pfx) with one RSA key and its certificate: by its path, or its bytes (a Buffer, or base64). */
export type Pkcs12Source =
  | { readonly file: string; readonly passphrase: string }
  | { readonly content: Buffer | string; readonly passphrase: string };

/** A key that assertions may be encrypted for. */
export type DecryptionKey =
  | {
      /** PEM private key, RSA, without a passphrase. */
      readonly key: string;
      /** Its PEM certificate, for the metadata; the key must fit it. */
      readonly cert?: string;
    }
  | { readonly pkcs12: Pkcs12Source };

/** The identity provider's metadata, and why it is believed. */
export type IdpMetadataSource =
  | string
  | {
      readonly xml: string;
      /** PEM: what the document must be signed by. */
      readonly metadataSigningCert: string | readonly string[];
    }
  | {
      readonly file: string;
      /** PEM: what the document must be signed by; without it, whoever can write the file decides who logs in. */
      readonly metadataSigningCert?: string | readonly string[];
    }
  | MetadataUrl;
