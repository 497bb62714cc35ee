import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import session from 'express-session';
import passport, { type AuthenticateCallback } from 'passport';
import { MitIdError, type MitIdErrorCode } from '../../../../src/errors';
import type { Profile } from '../../../../src/profile';
import type { LoginRecord } from '../../../../src/session';
import {
  NemLogInStrategy,
  type NemLogInAuthenticateOptions,
  type NemLogInLogoutOptions,
  type NemLogInOptions,
  type VerifyWithoutRequest,
} from '../../../../src/strategies/nemlog-in';
import { logsIn, type CustomCallback, type LogLine } from '../../eident/support/login-app';
import { Visitor, type Answer } from '../../eident/support/visitor';
import { OPTIONS } from '../options';
import { answerTo, type AnswerWith } from './idp';

/** What the callback route of the test application says. */
export interface Ending {
  readonly status: number;
  /** `in`: logged in. `fail` and `error`: as Passport was told. */
  readonly outcome: 'in' | 'fail' | 'error';
  readonly code?: MitIdErrorCode;
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
  /** `req.mitid`. */
  readonly mitid?: LoginRecord;
}

/** An Express application with sessions, on loopback; each test sets up the strategy it needs, and answers it as NemLog-in would. */
export class LoginApp {
  /** Options that the next logins give to `passport.authenticate`. */
  call: NemLogInAuthenticateOptions = {};
  callbackCall: NemLogInAuthenticateOptions = {};
  /** Beside the path of the logout. */
  logout: NemLogInLogoutOptions = {};
  /** What the application does with Passport's answer, where its callback is its own; it logs in unless told. */
  answer: CustomCallback | undefined = logsIn;
  /** Stands before everything. */
  before: RequestHandler = (_req, _res, next) => next();
  /** Stands after `passport.session()`. */
  guard: RequestHandler = (_req, _res, next) => next();
  strategy!: NemLogInStrategy;
  readonly log: LogLine[] = [];
  readonly profiles: Profile[] = [];
  url = '';
  private passport!: InstanceType<typeof passport.Passport>;
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
    return `${this.url}/login/callback`;
  }

  get logoutUrl(): string {
    return `${this.url}/slo`;
  }

  options(more: Partial<NemLogInOptions> = {}): NemLogInOptions {
    const record = (level: string) => (message: string, fields?: unknown) =>
      void this.log.push({ level, message, fields });
    const logger = { info: record('info'), warn: record('warn'), error: record('error') };
    return { ...OPTIONS, callbackUrl: this.callbackUrl, logger, ...more };
  }

  /** Puts a strategy with these options in place of the last. */
  configure(options: Partial<NemLogInOptions> = {}, verify: VerifyWithoutRequest = this.letIn): NemLogInStrategy {
    return this.install(new NemLogInStrategy(this.options(options), verify));
  }

  install(strategy: NemLogInStrategy, name = strategy.name): NemLogInStrategy {
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

  /** Starts a login, and stops before NemLog-in. */
  begin(visitor: Visitor): Promise<Answer> {
    return visitor.visit(`${this.url}/login`);
  }

  /** A whole login, whose answer comes with the login's cookie. */
  async login(visitor: Visitor, answer?: AnswerWith): Promise<Ending> {
    const { location } = await this.begin(visitor);
    return this.end(visitor, answerTo(location, this.callbackUrl, answer));
  }

  async end(visitor: Visitor, fields: Readonly<Record<string, string>>, query = ''): Promise<Ending> {
    return endingOf(await visitor.post(`${this.callbackUrl}${query}`, fields));
  }

  /** What the application and the strategy know of a visitor. */
  async me(visitor: Visitor): Promise<Me> {
    return JSON.parse((await visitor.visit(`${this.url}/me`)).text) as Me;
  }

  private reset(): void {
    this.call = {};
    this.callbackCall = {};
    this.logout = {};
    this.answer = logsIn;
    this.before = (_req, _res, next) => next();
    this.guard = (_req, _res, next) => next();
    this.log.length = 0;
    this.profiles.length = 0;
    this.configure();
  }

  private async start(): Promise<void> {
    this.server = createServer(this.application());
    this.server.listen(0, 'localhost');
    await once(this.server, 'listening');
    this.url = `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  private async stop(): Promise<void> {
    this.server?.closeAllConnections();
    if (this.server !== undefined) await new Promise((resolve) => this.server?.close(resolve));
  }

  private authenticate(options: NemLogInAuthenticateOptions): RequestHandler {
    return (req, res, next) => {
      const { answer } = this;
      const custom: AuthenticateCallback = (error, user, info, status) =>
        answer?.({ req, res, next }, error, user, info, status);
      const { name } = this.strategy;
      const handler: unknown =
        answer === undefined
          ? this.passport.authenticate(name, options)
          : this.passport.authenticate(name, options, custom);
      (handler as RequestHandler)(req, res, next);
    };
  }

  private application(): express.Express {
    const app = this.framework();
    app.use((req, res, next) => this.before(req, res, next));
    app.use(this.framework.urlencoded({ extended: false, limit: '1mb' }));
    app.use(session({ secret: 'test', resave: false, saveUninitialized: true, cookie: { sameSite: 'lax' } }));
    app.use((req, res, next) => {
      (this.passport.session() as RequestHandler)(req, res, next);
    });
    app.use((req, res, next) => this.guard(req, res, next));
    app.get('/cart/:name', (req, res) => {
      req.session.cart = req.params.name;
      res.end();
    });
    app.all('/login', (req, res, next) => this.authenticate(this.call)(req, res, next));
    app.all('/login/callback', (req, res, next) => this.authenticate(this.callbackCall)(req, res, next));
    app.all('/login/callback', (req, res) => {
      res.json({ outcome: 'in', user: req.user, authInfo: req.authInfo });
    });
    // Logs somebody in by another method than ours.
    app.post('/login/password', (req, res, next) => {
      const keepSessionInfo = 'keep' in req.query;
      req.logIn({ id: 'somebody else' }, { session: true, keepSessionInfo }, (error: unknown) =>
        error === undefined ? res.end() : next(error),
      );
    });
    app.post('/logout', (req, res, next) => this.strategy.logout('/bye?from=1', this.logout)(req, res, next));
    app.all('/slo', (req, res, next) => this.strategy.singleLogout()(req, res, next));
    app.get('/me', async (req, res) => {
      const record = await this.strategy.loginRecord(req);
      res.json({
        user: req.user ?? null,
        sessionId: req.sessionID,
        cart: req.session.cart ?? null,
        record,
        mitid: req.mitid,
      });
    });
    const onError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
      if (res.headersSent) next(error);
      else if (error instanceof MitIdError) {
        const { code, brokerCode, message, status } = error;
        res.status(status).json({ outcome: 'error', code, brokerCode, message });
      } else res.status(500).json({ outcome: 'error', message: (error as Error).message });
    };
    app.use(onError);
    return app;
  }
}

/** Posts a form from another site: a browser leaves every SameSite=Lax cookie at home, and keeps what it is given. */
export async function postFromElsewhere(
  visitor: Visitor,
  url: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  const bare = new Visitor();
  const answer = await bare.post(url, fields);
  for (const [name, value] of bare.cookies) visitor.cookies.set(name, value);
  return answer;
}

export function endingOf(answer: Answer): Ending {
  const body = (answer.text.startsWith('{') ? JSON.parse(answer.text) : { outcome: 'fail' }) as Ending;
  return { ...body, status: answer.status, answer };
}
