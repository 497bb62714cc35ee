// Who is measured: each takes a message in the form it expects and resolves, or rejects with its reason.
import { createRequire } from 'node:module';
import { bare, key } from '../sign.mjs';
import { AUDIENCE, ISSUER, RECIPIENT, REQUEST_ID } from './message.mjs';

const product = createRequire(new URL('../../package.json', import.meta.url));
const peers = createRequire(import.meta.url);

const version = (name) => peers(`${name}/package.json`).version;

function ours() {
  const { judgePostedResponse, judgeArtifactReply } = product('./dist/protocols/saml11');
  const { readTrustedCertificates, TrustedCertificates } = product('./dist/certificates');
  const expectations = {
    issuer: ISSUER,
    audience: AUDIENCE,
    recipient: RECIPIENT,
    certificates: new TrustedCertificates(readTrustedCertificates(key('idp').cert, 'idpCert').certificates),
    clockSkewMs: 5_000,
    now: Date.now,
    // Every message is the same one: a store that remembered would refuse the second.
    store: { claim: () => Promise.resolve(true) },
  };
  return [
    {
      name: 'passport-mitid-saml, POST',
      form: 'response',
      prepare: (xml) => Buffer.from(xml).toString('base64'),
      validate: (field) => judgePostedResponse(field, expectations),
    },
    {
      name: 'passport-mitid-saml, artifact',
      form: 'soap',
      prepare: (xml) => Buffer.from(xml),
      validate: (reply) => judgeArtifactReply(reply, REQUEST_ID, expectations),
    },
  ].map((each) => ({
    ...each,
    version: product('./package.json').version,
    strict: true,
    read: ({ content: { attributes } }) => ({
      fullName: attributes.find(({ name }) => name === 'FULLNAME')?.values[0],
    }),
  }));
}

const called = (use) => (message) =>
  new Promise((resolve, reject) => use(message, (error, profile) => (error ? reject(error) : resolve(profile))));

function wsfed() {
  const { SAML } = peers('passport-wsfed-saml2/lib/passport-wsfed-saml2/saml');
  const saml = new SAML({ cert: bare(key('idp')), realm: AUDIENCE });
  return {
    name: 'passport-wsfed-saml2',
    version: version('passport-wsfed-saml2'),
    form: 'assertion',
    prepare: (xml) => xml,
    validate: called((xml, done) => saml.validateSamlAssertion(xml, done)),
    read: (profile) => ({ fullName: profile['eident.nets.eu/FULLNAME'] }),
  };
}

function saml20() {
  const { validate } = peers('saml20');
  const options = { publicKey: key('idp').cert, audience: AUDIENCE };
  return {
    name: 'saml20',
    version: version('saml20'),
    form: 'assertion',
    prepare: (xml) => xml,
    validate: called((xml, done) => validate(xml, options, done)),
    read: ({ claims }) => ({ fullName: claims['eident.nets.eu/FULLNAME'] }),
  };
}

/** The first is the one that ratios are told of; the last ones are ours. */
export const contestants = [wsfed(), saml20(), ...ours()];
