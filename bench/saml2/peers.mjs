// The peers, each set up as its documentation says for a login by POST, and made to hand over what it read.
import { createRequire } from 'node:module';
import { bare, key } from '../sign.mjs';
import { decryptionKey } from './encrypt.mjs';
import { AUDIENCE, FULL_NAME, ISSUER, RECIPIENT } from './message.mjs';

const peers = createRequire(import.meta.url);
const version = (name) => peers(`${name}/package.json`).version;
const field = (xml) => Buffer.from(xml).toString('base64');
const pem = (key) => key.export({ type: 'pkcs8', format: 'pem' });

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const SSO = 'https://idp.example/sso';

export function nodeSaml() {
  const { SAML, ValidateInResponseTo } = peers('@node-saml/node-saml');
  const saml = new SAML({
    issuer: AUDIENCE,
    audience: AUDIENCE,
    callbackUrl: RECIPIENT,
    entryPoint: SSO,
    idpCert: key('idp').cert,
    idpIssuer: ISSUER,
    decryptionPvk: pem(decryptionKey.privateKey),
    wantAssertionsSigned: true,
    // The Response of this message has no signature: its default, true, would refuse it.
    wantAuthnResponseSigned: false,
    // It knows only requests of its own.
    validateInResponseTo: ValidateInResponseTo.never,
  });
  return {
    name: '@node-saml/node-saml',
    version: version('@node-saml/node-saml'),
    prepare: field,
    validate: (SAMLResponse) => saml.validatePostResponseAsync({ SAMLResponse }),
    read: ({ profile }) => ({ subject: profile.nameID, fullName: profile[FULL_NAME.attribute] }),
  };
}

export function saml2js() {
  const { ServiceProvider, IdentityProvider } = peers('saml2-js');
  const provider = new ServiceProvider({
    entity_id: AUDIENCE,
    private_key: pem(decryptionKey.privateKey),
    certificate: '',
    assert_endpoint: RECIPIENT,
    // Its default, false, would refuse the Assertion that is not encrypted.
    allow_unencrypted_assertion: true,
  });
  const broker = new IdentityProvider({ sso_login_url: SSO, certificates: [key('idp').cert] });
  return {
    name: 'saml2-js',
    version: version('saml2-js'),
    prepare: field,
    validate: (SAMLResponse) =>
      new Promise((resolve, reject) =>
        provider.post_assert(broker, { request_body: { SAMLResponse } }, (error, said) =>
          error ? reject(error) : resolve(said),
        ),
      ),
    read: ({ user }) => ({ subject: user.name_id, fullName: user.attributes[FULL_NAME.attribute]?.[0] }),
  };
}

export function samlify({ encrypted }) {
  const library = peers('samlify');
  // As its documentation skips the step. Its validators need Java, or leave listeners behind in the process with every message.
  library.setSchemaValidator({ validate: () => Promise.resolve('skipped') });
  const provider = library.ServiceProvider({
    entityID: AUDIENCE,
    encPrivateKey: pem(decryptionKey.privateKey),
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: POST, Location: RECIPIENT }],
  });
  const broker = library.IdentityProvider({
    entityID: ISSUER,
    signingCert: bare(key('idp')),
    isAssertionEncrypted: encrypted,
    singleSignOnService: [{ Binding: POST, Location: SSO }],
    singleLogoutService: [{ Binding: POST, Location: SSO }],
  });
  return {
    name: 'samlify, no schema',
    version: version('samlify'),
    prepare: field,
    validate: (SAMLResponse) => provider.parseLoginResponse(broker, 'post', { body: { SAMLResponse } }),
    read: ({ extract }) => ({ subject: extract.nameID, fullName: extract.attributes[FULL_NAME.attribute] }),
  };
}
