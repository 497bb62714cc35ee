import type { KeyObject } from 'node:crypto';
import type { TrustedCertificates } from '../certificates';
import type { Broker } from './inspection';

/** Those options of the strategies that say what else is taken or demanded, and are off where they are not given. */
export interface Allowances {
  readonly allowMissingInResponseTo?: boolean;
  readonly allowMissingAudience?: boolean;
  readonly allowMissingConfirmation?: boolean;
  readonly allowSignedResponseOnly?: boolean;
  readonly allowAssuranceLevel?: boolean;
  readonly allowCbc?: boolean;
  readonly requireEncryptedAssertion?: boolean;
  readonly dangerouslyAllowSha1?: boolean;
  readonly dangerouslyAllowUnsignedAssertion?: boolean;
}

/** What the options of a strategy would say, as far as it was given. */
export interface Expected extends Allowances {
  readonly broker?: Broker;
  /** Milliseconds since 1970: the moment that is judged as of. */
  readonly at: number;
  readonly clockSkewMs: number;
  /** The broker's entityID or Issuer. */
  readonly issuer?: string;
  readonly certificates?: TrustedCertificates;
  readonly entityId?: string;
  readonly audience?: string;
  readonly callbackUrl?: string;
  readonly logoutUrl?: string;
  /** The id of the request that is answered. */
  readonly requestId?: string;
  /** None where none was given. */
  readonly decryptionKeys: readonly KeyObject[];
  /** The certificates that this service signs its requests with. */
  readonly ownCertificates?: TrustedCertificates;
}
