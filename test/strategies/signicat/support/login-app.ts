import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import { MitIdError } from '../../../../src/errors';
import type { Profile } from '../../../../src/profile';
import {
  SignicatStrategy,
  type SignicatAuthenticateOptions,
  type SignicatMitIdOptions,
  type SignicatNemIdOptions,
  type SignicatOptions,
  type VerifyWithoutRequest,
} from '../../../../src/strategies/signicat';
import { logsIn, type Ending, type LogLine, type Me } from '../../eident/support/login-app';
import { Visitor, type Answer } from '../../eident/support/visitor';
import type { AnswerWith } from '../../nemlog-in/support/idp';
import { MITID_OPTIONS, NEMID_OPTIONS } from '../options';
import { mitIdAnswer, nemIdAnswer, type NemIdAnswerWith, type Posted } from './signicat';

/** An Express application with sessions, on loopback; each test sets up the strategy it needs, and answers it as Signicat would. */
export class LoginApp {
  /** Options that the next logins give to `passport.authenticate`. */
  call: SignicatAuthenticateOptions = {};
  callbackCall: SignicatAuthenticateOptions = {};
  strategy!: SignicatStrategy;
  readonly log: LogLine[] = [];
  readonly profiles: Profile[] = [];
  url = '';
  private passport!: InstanceType<typeof passport.Passport>;
  private server: Server | undefined;

  /** Registers the hooks of Jest. */
  static use(): LoginApp {
    const app = new LoginApp();
    beforeAll(() => app.start());
    beforeEach(() => app.reset());
    afterAll(() => app.stop());
    return app;
  }

  get callbackUrl(): string {
    return `${this.url}/login/callback`;
  }

  /** Puts a strategy for MitID in place of the last. */
  mitId(more: Partial<SignicatMitIdOptions> = {}): SignicatStrategy {
    return this.install({ ...MITID_OPTIONS, ...this.common(), ...more });
  }

  /** Puts a strategy for NemID in place of the last. */
  nemId(more: Partial<SignicatNemIdOptions> = {}): SignicatStrategy {
    return this.install({ ...NEMID_OPTIONS, ...this.common(), ...more });
  }

  /** Starts a login, and stops before Signicat. */
  begin(visitor: Visitor): Promise<Answer> {
    return visitor.visit(`${this.url}/login`);
  }

  /** A whole login by NemID, whose answer comes with the login's cookie. */
  async nemIdLogin(visitor: Visitor, answer?: NemIdAnswerWith): Promise<Ending> {
    return this.end(visitor, nemIdAnswer((await this.begin(visitor)).location, answer));
  }

  /** A whole login by MitID, whose answer comes with the login's cookie. */
  async mitIdLogin(visitor: Visitor, answer?: AnswerWith): Promise<Ending> {
    return this.end(visitor, mitIdAnswer((await this.begin(visitor)).location, this.callbackUrl, answer));
  }

  async end(visitor: Visitor, { url, fields }: Posted): Promise<Ending> {
    return endingOf(await visitor.post(url, fields));
  }

  async me(visitor: Visitor): Promise<Me> {
    return JSON.parse((await visitor.visit(`${this.url}/me`)).text) as Me;
  }

  private install(options: SignicatOptions): SignicatStrategy {
    this.strategy = new SignicatStrategy(options, this.letIn);
    this.passport = new passport.Passport();
    this.passport.use(this.strategy);
    this.passport.serializeUser((user, done) => done(null, user));
    this.passport.deserializeUser((user: Express.User, done) => done(null, user));
    return this.strategy;
  }

  private common(): { callbackUrl: string; logger: NonNullable<SignicatOptions['logger']> } {
    const record = (level: string) => (message: string, fields?: unknown) =>
      void this.log.push({ level, message, fields });
    const logger = { info: record('info'), warn: record('warn'), error: record('error') };
    return { callbackUrl: this.callbackUrl, logger };
  }

  private readonly letIn: VerifyWithoutRequest = (profile, done) => {
    this.profiles.push(profile);
    done(null, { id: profile.id, provider: profile.provider });
  };

  private reset(): void {
    this.call = {};
    this.callbackCall = {};
    this.log.length = 0;
    this.profiles.length = 0;
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

  private authenticate(call: () => SignicatAuthenticateOptions): RequestHandler {
    return (req, res, next) => {
      const handler: unknown = this.passport.authenticate('signicat', call(), (error, user, info, status) =>
        logsIn({ req, res, next }, error, user, info, status),
      );
      (handler as RequestHandler)(req, res, next);
    };
  }

  private application(): express.Express {
    const app = express();
    app.use(express.urlencoded({ extended: false, limit: '1mb' }));
    app.use(session({ secret: 'test', resave: false, saveUninitialized: true, cookie: { sameSite: 'lax' } }));
    app.use((req, res, next) => (this.passport.session() as RequestHandler)(req, res, next));
    app.all(
      '/login',
      this.authenticate(() => this.call),
    );
    app.all(
      '/login/callback',
      this.authenticate(() => this.callbackCall),
    );
    app.post('/logout', (req, res, next) => this.strategy.logout('/bye?from=1')(req, res, next));
    app.get('/me', async (req, res) => {
      const record = await this.strategy.loginRecord(req);
      res.json({ user: req.user ?? null, sessionId: req.sessionID, cart: null, record });
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
export async function postFromElsewhere(visitor: Visitor, { url, fields }: Posted): Promise<Answer> {
  const bare = new Visitor();
  const answer = await bare.post(url, fields);
  for (const [name, value] of bare.cookies) visitor.cookies.set(name, value);
  return answer;
}

export function endingOf(answer: Answer): Ending {
  const body = (answer.text.startsWith('{') ? JSON.parse(answer.text) : { outcome: 'fail' }) as Ending;
  return { ...body, status: answer.status, answer };
}
