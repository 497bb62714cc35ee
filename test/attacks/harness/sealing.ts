import { base64 } from '../../support/saml11';
import {
  encryptAssertion,
  encryptedAssertion,
  type AssertionEncryption,
  type Encryption,
} from '../../support/saml2/encrypt';
import { ENCRYPTION } from './encrypting';
import { OnTheWire, type Scene } from './scene';

/** A response as the broker signs it, whose assertion is encrypted in a way of the attacker's. */
export function sealed(
  scene: Scene,
  encryption: Partial<AssertionEncryption> = {},
  response = scene.signed(),
): OnTheWire {
  return asPosted(encryptAssertion(response, { ...ENCRYPTION, ...encryption }));
}

/** The EncryptedAssertion that anyone can make of a text: the key to encrypt with is public. */
export function sealedText(text: string, encryption: Partial<Encryption> = {}): string {
  return encryptedAssertion(text, { ...ENCRYPTION, ...encryption });
}

/** A document as it stands, though the lane would encrypt what is in it. */
export function asPosted(document: string): OnTheWire {
  return new OnTheWire(base64(document));
}
