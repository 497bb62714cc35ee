import { isNativeError } from 'node:util/types';
import type { Request, RequestHandler } from 'express';
import { Strategy } from 'passport-strategy';
import { MitIdError } from '../../errors';
import type { Profile } from '../../profile';
import { setCookie, type LoginRecord } from '../../session';
import { logRefusal } from '../log-refusal';
import { VerifyCallbackError, type VerifiedCallback } from '../verify-callback';
import { admit } from './admit';
import type { EIdentAuthenticateOptions } from './authenticate-options';
import { readCallback } from './callback';
import { readOptions } from './config';
import { createCore, type EIdentCore } from './core';
import { finishLogin, startLogin } from './login';
import { logoutHandler } from './logout';
import type { EIdentOptions, EIdentOptionsWithRequest } from './options';

/** The application's part of a login: finds or makes the user of a profile. */
export type VerifyWithoutRequest = (profile: Profile, done: VerifiedCallback) => unknown;
/** The same, with `passReqToCallback: true`. */
export type VerifyWithRequest = (req: Request, profile: Profile, done: VerifiedCallback) => unknown;

/** What Passport is to be told. */
type Outcome =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'success'; readonly user: Express.User; readonly info: object | string | undefined }
  | { readonly kind: 'no-user'; readonly info: object | string | undefined }
  | { readonly kind: 'refused'; readonly error: MitIdError }
  | { readonly kind: 'broken'; readonly error: Error };

/**
 * Passport strategy for E-Ident: MitID, MitID Erhverv and NemID over SAML 1.1.
 *
 * One route starts a login and finishes it. A message that cannot be trusted, a policy that is not met and a person who
 * cancelled are Passport failures, whose info is the {@link MitIdError}; a broker, a store or a configuration that does
 * not work is a Passport error.
 *
 * @example
 * passport.use(new EIdentStrategy(options, (profile, done) => {
 *   users.findOrCreate(profile.key).then((user) => done(null, user), done);
 * }));
 * app.get('/login/mitid', passport.authenticate('eident'));
 * app.get('/login/mitid/callback', passport.authenticate('eident'), (req, res) => res.redirect('/'));
 */
export class EIdentStrategy extends Strategy {
  readonly name: string;
  // Passport runs a clone made with Object.create for each request, on which #private fields do not exist.
  /** @internal */
  declare readonly _core: EIdentCore;
  /** @internal */
  declare readonly _verify: VerifyWithRequest;

  /** @throws MitIdError `configuration_invalid`, with a line for every problem of the options. */
  constructor(options: EIdentOptions, verify: VerifyWithoutRequest);
  constructor(options: EIdentOptionsWithRequest, verify: VerifyWithRequest);
  constructor(options: EIdentOptions | EIdentOptionsWithRequest, verify: VerifyWithRequest | VerifyWithoutRequest) {
    super();
    const config = readOptions(options);
    if (typeof verify !== 'function') {
      throw new MitIdError('configuration_invalid', { problems: ['verify is missing: the second argument'] });
    }
    this.name = config.name;
    const verifyWithRequest: VerifyWithRequest = config.passesRequest
      ? (verify as VerifyWithRequest)
      : (_req, profile, done) => (verify as VerifyWithoutRequest)(profile, done);
    // Not enumerable: whoever logs a strategy, or a request that has one, does not ask for its configuration.
    Object.defineProperty(this, '_core', { value: createCore(config) });
    Object.defineProperty(this, '_verify', { value: verifyWithRequest });
  }

  /** Called by Passport: starts a login, or finishes the one that the request brings back. */
  override authenticate(req: Request, options: EIdentAuthenticateOptions = {}): void {
    // Taken now: a strategy that is given to passport.authenticate() itself, not by name, is shared by all requests, and
    // the next request puts its own functions in place while this one waits for the broker.
    // They give back what a custom callback gave Passport: a promise, where that is an async function.
    const success: (user: Express.User, info?: object | string) => unknown = this.success.bind(this);
    const fail: (challenge: object | string | undefined, status: number) => unknown = this.fail.bind(this);
    const redirect: (url: string, status: number) => unknown = this.redirect.bind(this);
    const error: (error: Error) => unknown = this.error.bind(this);
    const { next } = req;

    const tell = (outcome: Outcome): unknown => {
      switch (outcome.kind) {
        case 'redirect':
          return redirect(outcome.url, req.method === 'GET' || req.method === 'HEAD' ? 302 : 303);
        case 'success':
          return success(outcome.user, outcome.info);
        case 'no-user':
          return fail(outcome.info, 401);
        case 'refused':
          return fail(outcome.error, outcome.error.status);
        case 'broken':
          return error(outcome.error);
      }
    };
    // What the application's own callback throws has had its answer: it goes to Express, as if we had not stood between,
    // and not to the same callback again.
    const threw = (thrown: unknown): void => {
      if (next !== undefined) next(asError(thrown));
      else this._core.config.logger.error('a callback of the application threw', { strategy: this.name });
    };
    this._run(req, options).then(tell).catch(threw);
  }

  /**
   * The handler of a logout route: ends the application's session and the LoginRecord, then sends the browser to
   * `logoutUrl` with 303. Mount it on POST, behind your CSRF protection.
   *
   * @throws MitIdError `configuration_invalid` without a `logoutUrl`.
   */
  logout(): RequestHandler {
    return logoutHandler(this._core);
  }

  /**
   * Who logged in at this browser through this strategy's store, and by which transaction; undefined when nobody did.
   *
   * @throws MitIdError `state_store_failed`.
   */
  loginRecord(req: Pick<Request, 'headers'>): Promise<LoginRecord | undefined> {
    return this._core.sessions.read(req);
  }

  /** @internal */
  async _run(req: Request, options: EIdentAuthenticateOptions): Promise<Outcome> {
    try {
      const { res } = req;
      if (res === undefined) throw new TypeError('passport-mitid-saml needs Express: req.res is missing');
      const cookies: string[] = [];
      const outcome = await this._decide(req, options, cookies).catch((error: unknown) => this._outcomeOf(error));
      res.setHeader('Cache-Control', 'no-store');
      for (const cookie of cookies) setCookie(res, cookie);
      return outcome;
    } catch (error) {
      return { kind: 'broken', error: asError(error) };
    }
  }

  /** @internal */
  async _decide(req: Request, options: EIdentAuthenticateOptions, cookies: string[]): Promise<Outcome> {
    const incoming = readCallback(req, this._core.config.errorParameters);
    if (incoming.kind === 'start') {
      const start = await startLogin(this._core, req, { ...options });
      cookies.push(...start.cookies);
      return { kind: 'redirect', url: start.url };
    }
    const login = await finishLogin(this._core, req, incoming, { ...options }, cookies);
    const verify = (done: VerifiedCallback) => this._verify(req, login.profile, done);
    const { user, info } = await admit(this._core, req, login, verify, cookies);
    return user === false ? { kind: 'no-user', info } : { kind: 'success', user, info };
  }

  /** @internal */
  _outcomeOf(error: unknown): Outcome {
    if (error instanceof VerifyCallbackError) return { kind: 'broken', error: error.original };
    logRefusal(this._core.config, error);
    if (!(error instanceof MitIdError)) return { kind: 'broken', error: asError(error) };
    return { kind: error.outcome === 'fail' ? 'refused' : 'broken', error };
  }
}

// Express goes on without an error where it is handed an empty one, and skips a route where it is handed a string.
function asError(thrown: unknown): Error {
  if (isNativeError(thrown) || thrown instanceof Error) return thrown;
  return new Error('something that is no Error was thrown', { cause: thrown });
}
