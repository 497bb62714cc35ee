import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Strategy, type VerifyWithoutRequest } from '@node-saml/passport-saml';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import type { Simulator } from '../../../../src/simulator';
import { CERTS } from '../../../support/certs';

const ENTITY_ID = 'https://plain.example';
const CALLBACK = '/login/callback';
const LOGOUT = '/logout/callback';

/** An application that is not ours, running. */
export interface PlainApplication {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * An application on plain passport-saml, configured as its README says, and as NemLog-in asks: requests are signed and ask for
 * Substantial, assertions are signed and encrypted, Responses are not signed.
 */
export async function startPlainApplication(simulator: Simulator): Promise<PlainApplication> {
  const app = express();
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  simulator.nemlogin.register({
    entityId: ENTITY_ID,
    callbackUrl: `${url}${CALLBACK}`,
    logoutUrl: `${url}${LOGOUT}`,
    signingCert: CERTS.idp.cert,
    encryptionCert: CERTS.idpNext.cert,
  });

  const passport = new Passport();
  const found: VerifyWithoutRequest = (profile, done) => done(null, { id: profile?.nameID, name: nameIn(profile) });
  const strategy = new Strategy(
    {
      callbackUrl: `${url}${CALLBACK}`,
      entryPoint: simulator.nemlogin.entryPoint,
      logoutUrl: simulator.nemlogin.logoutUrl,
      issuer: ENTITY_ID,
      idpIssuer: simulator.nemlogin.entityId,
      idpCert: simulator.eident.idpCert,
      privateKey: CERTS.idp.key,
      decryptionPvk: CERTS.idpNext.key,
      signatureAlgorithm: 'sha256',
      identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      authnContext: ['https://data.gov.dk/concept/core/nsis/loa/Substantial'],
      racComparison: 'minimum',
      wantAuthnResponseSigned: false,
    },
    found,
    found,
  );
  passport.use('saml', strategy as never);
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user, done) => done(null, user as Express.User));

  const body = express.urlencoded({ extended: false, limit: '512kb' });
  const login = passport.authenticate('saml', { successRedirect: '/account', failureRedirect: '/' }) as RequestHandler;
  app.use(session({ secret: 'of this test', resave: false, saveUninitialized: false }));
  app.use(passport.session() as RequestHandler);
  app.get('/', (_req, res) => void res.send('Please log in.'));
  app.get('/login', login);
  app.post(CALLBACK, body, login);
  app.get(LOGOUT, login);
  app.post(LOGOUT, body, login);
  app.get('/account', (req, res) => {
    const user = req.user as { readonly name: string } | null | undefined;
    if (user === undefined || user === null) res.redirect('/');
    else res.send(`<h1>${user.name}</h1>`);
  });
  app.use(refused);

  return { url, close: () => closed(server) };
}

// A refusal is an error of passport-saml's. Express tells such a handler from another by its four parameters.
const refused: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) next(error);
  else res.status(500).send('No.');
};

function nameIn(profile: unknown): string {
  return (profile as Readonly<Record<string, string>>)['https://data.gov.dk/model/core/eid/fullName'] ?? 'nobody';
}

async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
