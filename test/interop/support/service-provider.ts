import { signMetadata } from '../../../src/metadata/sign-metadata';
import { writeServiceProvider } from '../../../src/metadata/write-service-provider';
import { SP } from '../../strategies/nemlog-in/support/idp';
import type { Person } from './persons';

/**
 * The metadata of the test application, signed with its own key, as it is given to an identity provider.
 *
 * @param asked it asks for every attribute of theirs.
 * @param logoutUrl its SingleLogoutService, for both bindings.
 */
export function metadataOf(callbackUrl: string, { attributes, nameFormat }: Person, logoutUrl?: string): string {
  const metadata = writeServiceProvider(
    {
      entityId: SP.entityId,
      callbackUrl,
      ...(logoutUrl !== undefined && { logoutUrl }),
      signingCerts: [SP.signing.cert],
      encryptionCerts: [SP.decryption.cert],
      encryptionMethods: [
        'http://www.w3.org/2009/xmlenc11#aes256-gcm',
        'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
        'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
      ],
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      serviceName: { da: 'Prøve', en: 'Trial' },
      requestedAttributes: Object.keys(attributes).map((name) => ({ name, nameFormat })),
      organization: {
        name: { da: 'Prøve A/S' },
        displayName: { da: 'Prøve' },
        url: { da: 'https://app.example/' },
      },
      contacts: [{ type: 'technical', emails: ['drift@app.example'] }],
      validUntil: new Date(Date.now() + 24 * 60 * 60 * 1000),
    },
    '_metadata',
  );
  return signMetadata(metadata, SP.signing);
}
