// Compiled, never run: what the types of NemLogInStrategy let through, and what they stop.
import type { Request } from 'express';
import passport from 'passport';
import {
  MemoryStateStore,
  MitIdError,
  NemLogInStrategy,
  type DecryptionKey,
  type LoginRecord,
  type MitIdErrorCode,
  type NemLogInAuthenticateOptions,
  type NemLogInOptions,
  type NemLogInOptionsWithRequest,
  type Pkcs12Source,
  type Profile,
  type VerifyWithRequest,
} from '../../src';

const pkcs12: Pkcs12Source = { file: 'own.p12', passphrase: 'x' };
const decryptionKeys: DecryptionKey[] = [
  { key: 'pem', cert: 'pem' },
  { key: 'pem' },
  { pkcs12 },
  { pkcs12: { content: Buffer.alloc(0), passphrase: 'x' } },
];
const options: NemLogInOptions = {
  entityId: 'https://app.example',
  callbackUrl: 'https://app.example/callback',
  idpMetadata: { file: 'nemlog-in.xml' },
  signingKey: 'pem',
  decryptionKeys,
  policy: { minimumLoa: 'substantial', identityTypes: ['private', 'professional'] },
  stateStore: new MemoryStateStore(),
};

// The verify callback gets a profile, or the request and a profile.
const strategy = new NemLogInStrategy(options, (profile, done) => {
  profile satisfies Profile;
  done(null, { id: profile.key.id });
});
new NemLogInStrategy({ ...options, idpMetadata: '<xml/>' }, (profile, done) => done(null, false, profile.displayName));
new NemLogInStrategy({ ...options, passReqToCallback: true }, (req, profile, done) => {
  req satisfies Request;
  profile satisfies Profile;
  done(new Error('x'));
});
new NemLogInStrategy({ ...options, editAuthnRequest: (xml) => Promise.resolve(xml) }, () => undefined);
const withRequest: NemLogInOptionsWithRequest = { ...options, passReqToCallback: true };
new NemLogInStrategy(withRequest, (_req, _profile, done) => done(null, null));

const verifyWithRequest: VerifyWithRequest = (req, profile, done) => done(null, { id: profile.id, ip: req.ip });
// @ts-expect-error without passReqToCallback there is no request
new NemLogInStrategy(options, verifyWithRequest);
// @ts-expect-error the verify callback is required
new NemLogInStrategy(options);
// @ts-expect-error idpMetadata is required
const lacking: NemLogInOptions = { entityId: '', callbackUrl: '' };

const wrong: NemLogInOptions[] = [
  // @ts-expect-error node-saml's name
  { ...options, privateKey: 'pem' },
  // @ts-expect-error by URL is not there yet
  { ...options, idpMetadata: { url: 'https://idp.example' } },
  // @ts-expect-error a key has its name
  { ...options, decryptionKeys: ['pem'] },
  // @ts-expect-error a PKCS#12 file has its passphrase
  { ...options, pkcs12: { file: 'own.p12' } },
  // @ts-expect-error an unknown level
  { ...options, loa: 'medium' },
  // @ts-expect-error NemLog-in has no logins of companies alone
  { ...options, identityTypes: ['company'] },
  // @ts-expect-error an unknown platform
  { ...options, appSwitch: { platform: 'ios', returnUrl: 'https://app.example' } },
  // @ts-expect-error an unknown dialect
  { ...options, dialect: 'oiosaml-4' },
  // @ts-expect-error the hook returns the document
  { ...options, editAuthnRequest: () => undefined },
  // @ts-expect-error returnTo is for a call
  { ...options, returnTo: '/account' },
];

// A strategy is one of Passport's.
passport.use(strategy);
const record: (req: Request) => Promise<LoginRecord | undefined> = (req) => strategy.loginRecord(req);

// The parameters of a call are checked under the name that everyone uses.
passport.authenticate('nemlog-in');
passport.authenticate('nemlog-in', { loa: 'high', forceAuthn: true, returnTo: '/a', session: false });
passport.authorize('nemlog-in', { isPassive: true });
passport.authenticate('nemlog-in', { loa: 'high' }, (_error, user, info) => {
  if (info instanceof MitIdError) info.code satisfies MitIdErrorCode;
  return user === false;
});
const call: NemLogInAuthenticateOptions = {
  appSwitch: { platform: 'Android', returnUrl: 'dk.app' },
  successRedirect: '/',
};
passport.authenticate('nemlog-in-of-another-name', call);

// @ts-expect-error an unknown level
passport.authenticate('nemlog-in', { loa: 'medium' });
// @ts-expect-error a flag is no text
passport.authenticate('nemlog-in', { forceAuthn: 'true' });
// @ts-expect-error E-Ident's parameter
passport.authenticate('nemlog-in', { returnSsn: true });
// @ts-expect-error NemLog-in's parameter
passport.authenticate('eident', { forceAuthn: true });

export { call, lacking, record, wrong };
