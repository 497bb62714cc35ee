import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session from 'express-session';
import type { Simulator } from '../../../../src/simulator';
import { requestAddress, SP } from '../../support/service-provider';

declare module 'express-session' {
  interface SessionData {
    /** Whoever a message named. */
    careless?: string;
    begun?: true;
  }
}

const NAME = /eid\/fullName".*?<saml:AttributeValue>([^<]*)/s;

interface Habits {
  /** Where logouts are to come to; without it, it is told of none. */
  readonly logout?: '/logout';
  /** The logins that it does not begin, by their number, the first being 1. */
  readonly outAt?: readonly number[];
  /** It refuses every answer. */
  readonly refuses?: true;
  /** The answers after which it leads to its front page, by their number. */
  readonly elsewhereAt?: readonly number[];
  /** It asks for no RelayState, and leads to the one that comes. */
  readonly asksForNoRelayState?: true;
  /** Its cookie is set where the login begins, and stays the same. */
  readonly keepsItsCookie?: true;
}

/** Listens on loopback. */
export async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Stops listening, also while connections are kept open. */
export async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

/**
 * An application that verifies nothing: whoever a message names first is logged in, and whatever comes to its logout logs out.
 *
 * @param habits what it does otherwise.
 */
export async function startCarelessApplication(simulator: Simulator, habits: Habits = {}) {
  const { logout, outAt, refuses, elsewhereAt, asksForNoRelayState, keepsItsCookie } = habits;
  const app = express();
  const server = createServer(app);
  const url = await listening(server);
  const callbackUrl = `${url}/callback`;
  const { entityId, signingCert } = SP;
  simulator.nemlogin.register({
    entityId,
    signingCert,
    callbackUrl,
    ...(logout === undefined ? {} : { logoutUrl: `${url}${logout}` }),
  });
  app.use(session({ secret: 'of this test', resave: false, saveUninitialized: false }));
  app.use(express.urlencoded({ extended: false, limit: '512kb' }));
  let [logins, answers] = [0, 0];
  app.get('/login', (req, res) => {
    logins += 1;
    if (outAt?.includes(logins) === true) {
      res.status(503).send('Come back later.');
      return;
    }
    const asked = { callbackUrl, loa: 'Substantial', types: ['Person'], forceAuthn: 'true' } as const;
    if (keepsItsCookie === true) req.session.begun = true;
    res.redirect(requestAddress(simulator, asked, asksForNoRelayState === true ? {} : { relayState: '/account' }));
  });
  app.post('/callback', (req, res) => {
    if (refuses === true) {
      res.status(401).send('signature_invalid');
      return;
    }
    answers += 1;
    const { SAMLResponse = '', RelayState = '/account' } = req.body as Readonly<Record<string, string>>;
    req.session.careless = NAME.exec(Buffer.from(SAMLResponse, 'base64').toString('utf8'))?.[1] ?? 'somebody';
    res.redirect(elsewhereAt?.includes(answers) === true ? '/' : RelayState);
  });
  app.all('/logout', (req, res) => {
    delete req.session.careless;
    res.send('Logged out.');
  });
  app.get('/account', ({ session: { careless } }, res) => {
    if (careless === undefined) res.status(401).send('Please log in.');
    else res.send(`<h1>${careless}</h1>`);
  });
  return { url, close: () => closed(server) };
}
