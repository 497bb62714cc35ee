// Compiled, never run: what the types of EIdentStrategy let through, and what they stop.
import type { Request, RequestHandler } from 'express';
import passport from 'passport';
import {
  EIdentStrategy,
  MemoryStateStore,
  MitIdError,
  type EIdentAuthenticateOptions,
  type EIdentOptions,
  type EIdentOptionsWithRequest,
  type LoginRecord,
  type MitIdErrorCode,
  type Profile,
  type VerifyWithRequest,
} from '../../src';

const options: EIdentOptions = {
  entryPoint: 'https://broker.example/its/index.html',
  assertionUrl: 'https://broker.example/saml1resp/getassertion',
  callbackUrl: 'https://app.example/callback',
  merchantId: 'merchant',
  merchantPassword: 'password',
  idpIssuer: 'https://broker.example',
  idpCert: ['pem', 'next pem'],
  eids: ['mitid', 'mitid:mitid_erhverv'],
  policy: { minimumLoa: 'substantial', identityTypes: ['private', 'professional'] },
  stateStore: new MemoryStateStore(),
};

// The verify callback gets a profile, or the request and a profile.
const strategy = new EIdentStrategy(options, (profile, done) => {
  profile satisfies Profile;
  done(null, { id: profile.key.id });
});
new EIdentStrategy({ ...options, passReqToCallback: false }, (profile, done) => done(null, false, profile.displayName));
new EIdentStrategy({ ...options, passReqToCallback: true }, (req, profile, done) => {
  req satisfies Request;
  profile satisfies Profile;
  done(new Error('x'));
});
new EIdentStrategy(options, async (profile, done) => {
  await Promise.resolve();
  done(null, { id: profile.id }, { message: 'welcome' });
});
const withRequest: EIdentOptionsWithRequest = { ...options, passReqToCallback: true };
new EIdentStrategy(withRequest, (_req, _profile, done) => done(null, null));

const verifyWithRequest: VerifyWithRequest = (req, profile, done) => done(null, { id: profile.id, ip: req.ip });
// @ts-expect-error without passReqToCallback there is no request
new EIdentStrategy(options, verifyWithRequest);
// @ts-expect-error what is said of a user is an object or text
new EIdentStrategy(options, (_profile, done) => done(null, undefined, 5));
// @ts-expect-error the verify callback is required
new EIdentStrategy(options);
// @ts-expect-error callbackUrl is required
new EIdentStrategy({ ...options, callbackUrl: undefined }, () => undefined);
// @ts-expect-error idpIssuer is required
const lacking: EIdentOptions = {
  entryPoint: '',
  assertionUrl: '',
  callbackUrl: '',
  merchantId: '',
  merchantPassword: '',
};

const wrong: EIdentOptions[] = [
  // @ts-expect-error an unknown option
  { ...options, rejectUnauthorized: false },
  // @ts-expect-error an unknown eID
  { ...options, eids: ['nemid'] },
  // @ts-expect-error an unknown level
  { ...options, loa: 'medium' },
  // @ts-expect-error a flag is no text
  { ...options, returnSsn: 'true' },
  // @ts-expect-error a transaction text has its type
  { ...options, transactionText: { text: 'Pay' } },
  // @ts-expect-error a transaction text is an object
  { ...options, transactionText: 'Pay' },
  // @ts-expect-error an unknown policy
  { ...options, policy: { minimumLOA: 'low' } },
  // @ts-expect-error an unknown UI mode
  { ...options, uiMode: 'iframe' },
  // @ts-expect-error an unknown binding
  { ...options, bindings: ['redirect'] },
  // @ts-expect-error not a store
  { ...options, stateStore: new Map<string, string>() },
  // @ts-expect-error stepUp is for a call
  { ...options, stepUp: 'cpr' },
];

// A strategy is one of Passport's.
passport.use(strategy);
passport.use('other', strategy);
const logout: RequestHandler = strategy.logout();
const record: (req: Request) => Promise<LoginRecord | undefined> = (req) => strategy.loginRecord(req);

// The parameters of a call are checked under the name that everyone uses, and for the strategy itself.
passport.authenticate('eident');
passport.authenticate('eident', { returnSsn: true, referenceText: 'x', stepUp: 'cpr', returnTo: '/a', session: false });
passport.authenticate('eident', { transactionText: { text: '<b>x</b>', type: 'html' }, failureRedirect: '/' });
passport.authorize('eident', { returnSsn: true });
passport.authenticate('eident', { loa: 'high' }, (_error, user, info) => {
  if (info instanceof MitIdError) info.code satisfies MitIdErrorCode;
  return user === false;
});
const call: EIdentAuthenticateOptions = { aal: 'low', uiMode: { wi: 'p' }, successRedirect: '/' };
passport.authenticate('eident-of-another-name', call);
passport.authenticate('local', { failureRedirect: '/' });
passport.authenticate(['eident', 'local'], { failureRedirect: '/' });

// @ts-expect-error an unknown level
passport.authenticate('eident', { loa: 'medium' });
// @ts-expect-error a flag is no text
passport.authenticate('eident', { returnSsn: 'true' });
// @ts-expect-error E-Ident's own name
passport.authenticate('eident', { returnssn: true });
// @ts-expect-error an unknown step-up
passport.authenticate('eident', { stepUp: 'pid' });
// @ts-expect-error not one of Passport's
passport.authenticate('local', { returnSsn: true });

// switch narrows the code.
function reasonOf({ code }: MitIdError): string {
  switch (code) {
    case 'user_cancelled':
    case 'cpr_not_matched':
      return code;
    // @ts-expect-error not a code
    case 'no_such_code':
      return 'never';
    default:
      return 'other';
  }
}

export { call, lacking, logout, reasonOf, record, wrong };
