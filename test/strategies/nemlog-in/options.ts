import type { NemLogInOptions } from '../../../src/strategies/nemlog-in';
import { metadataOf, SP } from './support/idp';

/** Options that nothing is wrong with, on loopback. */
export const OPTIONS: NemLogInOptions = {
  entityId: SP.entityId,
  callbackUrl: 'http://localhost:3000/login/callback',
  idpMetadata: metadataOf(),
  signingKey: SP.signing.key,
  signingCert: SP.signing.cert,
  decryptionKeys: [{ key: SP.decryption.key, cert: SP.decryption.cert }],
};
