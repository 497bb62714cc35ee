import { createPrivateKey, type KeyObject } from 'node:crypto';
import { MitIdError } from '../../errors';

/**
 * The key that signs what we send.
 *
 * @param signingKey RSA; PEM text is parsed for each call, a KeyObject is not.
 * @throws MitIdError `configuration_invalid`
 */
export function rsaKey(signingKey: KeyObject | string): KeyObject {
  const key = typeof signingKey === 'string' ? parsedKey(signingKey) : signingKey;
  if (key?.type === 'private' && key.asymmetricKeyType === 'rsa') return key;
  throw new MitIdError('configuration_invalid', { problems: ['signingKey is not an RSA private key in PEM'] });
}

function parsedKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
