// Ours: the whole verdict, the claim of the assertion's id included.
import { createRequire } from 'node:module';
import { key } from '../sign.mjs';
import { decryptionKey } from './encrypt.mjs';
import { AUDIENCE, FULL_NAME, ISSUER, RECIPIENT, REQUEST_ID } from './message.mjs';

const product = createRequire(new URL('../../package.json', import.meta.url));

export function ours({ encrypted }) {
  const { judgeSaml2Response } = product('./dist/protocols/saml2');
  const { readTrustedCertificates, TrustedCertificates } = product('./dist/certificates');
  const { MemoryStateStore } = product('./dist/state');
  const expectations = {
    issuer: ISSUER,
    audience: AUDIENCE,
    recipient: RECIPIENT,
    inResponseTo: REQUEST_ID,
    certificates: new TrustedCertificates(readTrustedCertificates(key('idp').cert, 'idpCert').certificates),
    decryption: { keys: [decryptionKey.privateKey], allowCbc: true },
    requireEncryptedAssertion: encrypted,
    requireSignedAssertion: true,
    clockSkewMs: 5_000,
    now: Date.now,
  };
  return {
    name: 'passport-mitid-saml',
    version: product('./package.json').version,
    strict: true,
    prepare: (xml) => Buffer.from(xml).toString('base64'),
    // Every message is the same one: a store that remembered the last would refuse it.
    validate: (field) => judgeSaml2Response(field, { ...expectations, store: new MemoryStateStore() }),
    read: ({ content: { subject, attributes } }) => ({
      subject: subject?.nameId,
      fullName: attributes.find(({ name }) => name === FULL_NAME.attribute)?.values[0],
    }),
  };
}
