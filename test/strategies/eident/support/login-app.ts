import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import session from 'express-session';
import passport from 'passport';
import { MitIdError } from '../../../../src/errors';
import type { Profile } from '../../../../src/profile';
import type { LoginRecord } from '../../../../src/session';
import { startSimulator, type Merchant, type Simulator } from '../../../../src/simulator';
import {
  EIdentStrategy,
  type EIdentAuthenticateOptions,
  type EIdentOptions,
  type VerifyWithoutRequest,
} from '../../../../src/strategies/eident';
import { Visitor, type Answer } from './visitor';

declare module 'express-session' {
  interface SessionData {
    cart: string;
  }
}

/** What the callback route of the test application says. */
export interface Ending {
  readonly status: number;
  /** `in`: logged in. `fail` and `error`: as Passport was told. */
  readonly outcome: 'in' | 'fail' | 'error';
  readonly code?: string;
  readonly brokerCode?: string;
  readonly message?: string;
  readonly user?: { readonly id: string; readonly provider: string };
  readonly authInfo?: Readonly<Record<string, unknown>>;
  readonly answer: Answer;
}

export interface Me {
  readonly user: { readonly id: string } | null;
  readonly sessionId: string;
  readonly cart: string | null;
  readonly record?: LoginRecord;
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: unknown;
}

/** An Express application with sessions, of version 5 unless told, and the simulator, both on loopback; each test sets up the strategy it needs. */
export class LoginApp {
  /** Options that the next logins give to `passport.authenticate`. */
  call: EIdentAuthenticateOptions = {};
  callbackCall: EIdentAuthenticateOptions = {};
  /** Whether the callback is handled in the form in which an application reads why a login failed. */
  custom = false;
  /** That form: what the application does with Passport's answer. */
  answer: CustomCallback = tellOnly;
  /** Stands after `passport.session()`; a router of the test's own routes, say. */
  guard: RequestHandler = nothing;
  /** Whether the body parser stands before the routes. */
  parsesBodies = true;
  strategy!: EIdentStrategy;
  readonly log: LogLine[] = [];
  readonly profiles: Profile[] = [];
  simulator!: Simulator;
  url = '';
  /** The application's own, with the strategy under its name. */
  passport!: InstanceType<typeof passport.Passport>;
  private server: Server | undefined;

  private constructor(private readonly framework: typeof express) {}

  /** Registers the hooks of Jest. */
  static use(framework = express): LoginApp {
    const app = new LoginApp(framework);
    beforeAll(() => app.start());
    beforeEach(() => app.reset());
    afterAll(() => app.stop());
    return app;
  }

  get callbackUrl(): string {
    return `${this.url}/login/mitid/callback`;
  }

  /** Options that connect to the simulator. */
  options(more: Partial<EIdentOptions> = {}): EIdentOptions {
    const record = (level: string) => (message: string, fields?: unknown) =>
      void this.log.push({ level, message, fields });
    return {
      ...this.simulator.eident,
      callbackUrl: this.callbackUrl,
      logger: { info: record('info'), warn: record('warn'), error: record('error') },
      ...more,
    };
  }

  /** Puts a strategy with these options in place of the last. */
  configure(options: Partial<EIdentOptions> = {}, verify: VerifyWithoutRequest = this.letIn): EIdentStrategy {
    return this.install(new EIdentStrategy(this.options(options), verify));
  }

  install(strategy: EIdentStrategy, name = strategy.name): EIdentStrategy {
    this.strategy = strategy;
    this.passport = new passport.Passport();
    this.passport.use(name, strategy);
    this.passport.serializeUser((user, done) => done(null, user));
    this.passport.deserializeUser((user: Express.User, done) => done(null, user));
    return strategy;
  }

  readonly letIn: VerifyWithoutRequest = (profile, done) => {
    this.profiles.push(profile);
    done(null, { id: profile.id, provider: profile.provider });
  };

  /** Starts a login, and stops before the broker. */
  begin(visitor: Visitor): Promise<Answer> {
    return visitor.visit(`${this.url}/login/mitid`);
  }

  /** Starts a login and lets the persona of the visitor's header answer the broker: the way back to the application. */
  async toCallback(visitor: Visitor, brokerQuery = ''): Promise<string> {
    const start = await this.begin(visitor);
    const back = await visitor.visit(`${start.location}${brokerQuery}`);
    return back.location;
  }

  /** A whole login. */
  async login(visitor: Visitor, brokerQuery = ''): Promise<Ending> {
    return this.end(visitor, await this.toCallback(visitor, brokerQuery));
  }

  async end(visitor: Visitor, callback: string): Promise<Ending> {
    return endingOf(await visitor.visit(callback));
  }

  /** A whole login whose answer the browser posts. */
  async postedLogin(visitor: Visitor): Promise<Ending> {
    const start = await this.begin(visitor);
    return this.endPosted(visitor, await this.postedFields(visitor, start.location));
  }

  /** The fields of the form on the broker's last page, which submits itself. */
  async postedFields(visitor: Visitor, brokerUrl: string): Promise<Record<string, string>> {
    const { text } = await visitor.visit(brokerUrl);
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
    return { SAMLResponse: value('SAMLResponse'), TARGET: value('TARGET') };
  }

  async endPosted(visitor: Visitor, fields: Readonly<Record<string, string>>): Promise<Ending> {
    return endingOf(await visitor.post(this.callbackUrl, fields));
  }

  /** What the application and the strategy know of a visitor. */
  async me(visitor: Visitor): Promise<Me> {
    return JSON.parse((await visitor.visit(`${this.url}/me`)).text) as Me;
  }

  /** Changes how the broker knows this application. */
  registerMerchant(merchant: Partial<Merchant>): void {
    this.simulator.register({ callbackUrl: this.callbackUrl, ...merchant });
  }

  private reset(): void {
    this.call = {};
    this.callbackCall = {};
    this.custom = false;
    this.answer = tellOnly;
    this.guard = nothing;
    this.parsesBodies = true;
    this.log.length = 0;
    this.profiles.length = 0;
    this.simulator.clearFaults();
    this.simulator.shiftClock(0);
    this.registerMerchant({});
    this.configure();
  }

  private async start(): Promise<void> {
    this.server = createServer(this.application());
    this.server.listen(0, 'localhost');
    await once(this.server, 'listening');
    this.url = `http://localhost:${(this.server.address() as AddressInfo).port}`;
    this.simulator = await startSimulator({ callbackUrl: this.callbackUrl });
  }

  private async stop(): Promise<void> {
    await this.simulator.close();
    this.server?.closeAllConnections();
    if (this.server !== undefined) await new Promise((resolve) => this.server?.close(resolve));
  }

  private readonly withCustomCallback: RequestHandler = (req, res, next) => {
    if (!this.custom) {
      next();
      return;
    }
    const { answer } = this;
    const handler = this.passport.authenticate('eident', this.call, (error, user, info, status) =>
      answer({ req, res, next }, error, user, info, status),
    ) as RequestHandler;
    handler(req, res, next);
  };

  private application(): express.Express {
    const app = this.framework();
    const parse: RequestHandler = this.framework.urlencoded({ extended: false, limit: '512kb' });
    app.use((req, res, next) => {
      if (this.parsesBodies) parse(req, res, next);
      else next();
    });
    app.use(session({ secret: 'test', resave: false, saveUninitialized: true, cookie: { sameSite: 'lax' } }));
    app.use((req, res, next) => {
      (this.passport.session() as RequestHandler)(req, res, next);
    });

    app.use((req, res, next) => this.guard(req, res, next));
    app.get('/cart/:name', (req, res) => {
      req.session.cart = req.params.name;
      res.end();
    });
    const login: RequestHandler = (req, res, next) => {
      (this.passport.authenticate('eident', this.call) as RequestHandler)(req, res, next);
    };
    app.all('/login/mitid', this.withCustomCallback, login);
    app.all('/login/mitid/callback', this.withCustomCallback, (req, res, next) => {
      (this.passport.authenticate('eident', this.callbackCall) as RequestHandler)(req, res, next);
    });
    app.all('/login/mitid/callback', (req, res) => {
      res.json({ outcome: 'in', user: req.user, authInfo: req.authInfo });
    });
    // Logs somebody in by another method than ours.
    app.post('/login/password', (req, res, next) => {
      const keepSessionInfo = 'keep' in req.query;
      req.logIn({ id: 'somebody else' }, { session: true, keepSessionInfo }, (error: unknown) =>
        error === undefined ? res.end() : next(error),
      );
    });
    app.get('/me', async (req, res) => {
      const record = await this.strategy.loginRecord(req);
      res.json({ user: req.user ?? null, sessionId: req.sessionID, cart: req.session.cart ?? null, record });
    });
    app.post('/logout', (req, res, next) => this.strategy.logout()(req, res, next));
    app.post('/app-logout', (req, res, next) => {
      req.logout((error: unknown) => (error === undefined ? res.end() : next(error)));
    });
    const onError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
      if (res.headersSent) next(error);
      else res.status(error instanceof MitIdError ? error.status : 500).json({ outcome: 'error', ...described(error) });
    };
    app.use(onError);
    return app;
  }
}

/** A custom callback of `passport.authenticate`, with what the handler around it knows. */
export type CustomCallback = (
  handler: { req: Request; res: Response; next: NextFunction },
  error: unknown,
  user: Express.User | false | null | undefined,
  info: unknown,
  status: unknown,
) => unknown;

const nothing: RequestHandler = (_req, _res, next) => next();

const tellOnly: CustomCallback = ({ res, next }, error, user, info, status) => {
  if (error !== null && error !== undefined) next(error);
  else if (user === false) res.status(Number(status)).json({ outcome: 'fail', ...described(info) });
  else res.json({ outcome: 'in', user, authInfo: info });
};

/** The same, and logs in, as an application does whose callback is its own. */
export const logsIn: CustomCallback = ({ req, res, next }, error, user, info, status) => {
  if (!user) {
    tellOnly({ req, res, next }, error, user, info, status);
    return;
  }
  req.logIn(user, (failed: unknown) => (failed === undefined ? res.json({ outcome: 'in', user }) : next(failed)));
};

function described(error: unknown): object {
  if (error instanceof MitIdError) {
    const { code, brokerCode, message } = error;
    return { code, brokerCode, message };
  }
  return error instanceof Error ? { message: error.message } : { authInfo: error };
}

function endingOf(answer: Answer): Ending {
  const body = (answer.text.startsWith('{') ? JSON.parse(answer.text) : { outcome: 'fail' }) as Ending;
  return { ...body, status: answer.status, answer };
}

/** A visitor whose broker pages are answered by a persona of the simulator. */
export function persona(id: string): Visitor {
  return new Visitor({ 'x-persona': id });
}

export type { Request };
