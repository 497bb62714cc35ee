// Compiled, never run: what the types of single logout and of mitidSession let through, and what they stop.
import express, { type Request, type RequestHandler } from 'express';
import {
  mitidSession,
  type EIdentStrategy,
  type LoginRecord,
  type NemLogInOptions,
  type NemLogInStrategy,
} from '../../src';

declare const nemLogIn: NemLogInStrategy;
declare const eIdent: EIdentStrategy;
declare const options: NemLogInOptions;

const app = express();
app.use(mitidSession(nemLogIn));
app.use(mitidSession([nemLogIn, eIdent]));
app.use(mitidSession([] as readonly EIdentStrategy[]));
// @ts-expect-error a strategy is required
app.use(mitidSession());
// @ts-expect-error the strategy itself, not its name
app.use(mitidSession('nemlog-in'));

// Whoever imports the package finds it on every request.
app.get('/', (req, res) => {
  // @ts-expect-error nobody may be logged in
  res.json(req.mitid.strategy);
});
const record: (req: Request) => LoginRecord | undefined = (req) => req.mitid;

const handlers: RequestHandler[] = [
  nemLogIn.logout(),
  nemLogIn.logout('/bye', { partialPath: '/partly' }),
  nemLogIn.singleLogout(),
];
app.get('/slo', nemLogIn.singleLogout());
app.post('/slo', express.urlencoded({ extended: false }), nemLogIn.singleLogout());
// @ts-expect-error a path is text
nemLogIn.logout(new URL('https://app.example'));

const configured: NemLogInOptions = { ...options, logoutUrl: 'https://app.example/slo' };
// @ts-expect-error a URL is text
const wrong: NemLogInOptions = { ...options, logoutUrl: new URL('https://app.example/slo') };

export { configured, handlers, record, wrong };
