// Compiled, never run: what the types of SignicatStrategy let through, and what they stop.
import type { Request } from 'express';
import passport from 'passport';
import {
  MemoryStateStore,
  SignicatStrategy,
  type NemIdMethod,
  type Profile,
  type SignicatAuthenticateOptions,
  type SignicatMethod,
  type SignicatMitIdOptions,
  type SignicatNemIdOptions,
  type SignicatOptions,
  type SignicatOptionsWithRequest,
  type SignicatSaml11Names,
  type SignicatSaml2Names,
} from '../../src';

const mitid: SignicatMitIdOptions = {
  method: 'mitid',
  entityId: 'https://app.example',
  callbackUrl: 'https://app.example/callback',
  idpMetadata: { file: 'signicat.xml' },
  signingKey: 'pem',
  requireEncryptedAssertion: false,
  authnContext: ['urn:x'],
  attributeNames: { cpr: 'national-id' } satisfies SignicatSaml2Names,
  stateStore: new MemoryStateStore(),
};
const nemid: SignicatNemIdOptions = {
  method: 'nemid-erhverv' satisfies NemIdMethod,
  authenticationUrl: 'https://preprod.signicat.com/std/method/demo',
  callbackUrl: 'https://app.example/callback',
  idpIssuer: 'x',
  idpCert: ['pem', 'pem'],
  audience: 'x',
  language: 'da',
  attributeNames: { pid: 'dk.pid' } satisfies SignicatSaml11Names,
};
'mitid' satisfies SignicatMethod;

// The verify callback gets a profile, or the request and a profile.
const strategy = new SignicatStrategy(mitid, (profile, done) => {
  profile satisfies Profile;
  done(null, { id: profile.key.id });
});
declare const either: SignicatOptions;
new SignicatStrategy(either, (profile, done) => done(null, false, profile.displayName));
new SignicatStrategy({ ...nemid, passReqToCallback: true }, (req, profile, done) => {
  req satisfies Request;
  profile satisfies Profile;
  done(new Error('x'));
});
const withRequest: SignicatOptionsWithRequest = { ...mitid, passReqToCallback: true };
new SignicatStrategy(withRequest, (_req, _profile, done) => done(null, null));

// @ts-expect-error the verify callback is required
new SignicatStrategy(nemid);
// @ts-expect-error what NemID needs, MitID does not have
const mixed: SignicatOptions = { ...mitid, authenticationUrl: 'https://x' };
// @ts-expect-error and the other way round
const other: SignicatOptions = { ...nemid, forceAuthn: true };
// @ts-expect-error audience is required
const lacking: SignicatNemIdOptions = {
  method: 'nemid',
  authenticationUrl: '',
  callbackUrl: '',
  idpIssuer: '',
  idpCert: '',
};
// @ts-expect-error no such method
const unknown: SignicatOptions = { ...nemid, method: 'nbid' };

passport.authenticate('signicat', { method: 'nemid-moces', returnTo: '/inbox' });
passport.authenticate('signicat', { stepUp: 'cpr', forceAuthn: true, session: false });
passport.use(strategy);
// @ts-expect-error no level can be asked of Signicat
passport.authenticate('signicat', { loa: 'high' });
// @ts-expect-error no other step-up
const call: SignicatAuthenticateOptions = { stepUp: 'assurance' };

const ready: Promise<void> = strategy.ready();

export { call, lacking, mixed, other, ready, unknown };
