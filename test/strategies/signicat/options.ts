import type { SignicatMitIdOptions, SignicatNemIdOptions } from '../../../src/strategies/signicat';
import { CERTS } from '../../support/certs';
import { metadataOf } from '../nemlog-in/support/idp';
import { AUTHENTICATION_URL, NEMID, SP } from './support/signicat';

/** Options for MitID that nothing is wrong with, on loopback. */
export const MITID_OPTIONS: SignicatMitIdOptions = {
  method: 'mitid',
  entityId: SP.entityId,
  callbackUrl: 'http://localhost:3000/login/callback',
  idpMetadata: metadataOf(),
  signingKey: SP.signing.key,
  decryptionKeys: [{ key: SP.decryption.key, cert: SP.decryption.cert }],
};

/** Options for NemID that nothing is wrong with, on loopback. */
export const NEMID_OPTIONS: SignicatNemIdOptions = {
  method: 'nemid',
  authenticationUrl: AUTHENTICATION_URL,
  callbackUrl: 'http://localhost:3000/login/callback',
  idpIssuer: NEMID.issuer,
  idpCert: CERTS.idp.cert,
  audience: NEMID.audience,
};
