import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import { MitIdError } from '../errors';
import type { Profile } from '../profile';
import { setCookie, type LoginRecord } from '../session';
import { admit } from './admit';
import { factsOfRefusal } from './audit-facts';
import { keepsSession } from './call-options';
import type { LoginCore } from './login-core';
import { asError, outcomeOf, type Outcome, type Step } from './outcome';
import type { Means, Requirement } from './requirement';
import type { VerifiedCallback } from './verify-callback';

/** The application's part of a login: finds or makes the user of a profile. */
export type VerifyWithoutRequest = (profile: Profile, done: VerifiedCallback) => unknown;
/** The same, with `passReqToCallback: true`. */
export type VerifyWithRequest = (req: Request, profile: Profile, done: VerifiedCallback) => unknown;

/** The Passport face of a strategy: what a broker's own class makes of a request, told to Passport. */
export abstract class LoginStrategy extends Strategy {
  readonly name: string;
  // Passport runs a clone made with Object.create for each request, on which #private fields do not exist.
  /** @internal */
  declare readonly _core: LoginCore;
  /** @internal */
  declare readonly _verify: VerifyWithRequest;

  /**
   * @param createCore called when the verify callback is known to be there.
   * @throws MitIdError `configuration_invalid` without one.
   */
  protected constructor(
    { name, passesRequest }: Pick<LoginCore['config'], 'name' | 'passesRequest'>,
    verify: VerifyWithRequest | VerifyWithoutRequest,
    createCore: () => LoginCore,
  ) {
    super();
    if (typeof verify !== 'function') {
      throw new MitIdError('configuration_invalid', { problems: ['verify is missing: the second argument'] });
    }
    this.name = name;
    const verifyWithRequest: VerifyWithRequest = passesRequest
      ? (verify as VerifyWithRequest)
      : (_req, profile, done) => (verify as VerifyWithoutRequest)(profile, done);
    // Not enumerable: whoever logs a strategy, or a request that has one, does not ask for its configuration.
    Object.defineProperty(this, '_core', { value: createCore() });
    Object.defineProperty(this, '_verify', { value: verifyWithRequest });
  }

  /** Called by Passport: starts a login, or finishes the one that the request brings back. */
  override authenticate(req: Request, options: object = {}): void {
    // Taken now: a strategy that is given to passport.authenticate() itself, not by name, is shared by all requests, and
    // the next request puts its own functions in place while this one waits for the broker.
    // They give back what a custom callback gave Passport: a promise, where that is an async function.
    const success: (user: Express.User, info?: object | string) => unknown = this.success.bind(this);
    const fail: (challenge: object | string | undefined, status: number) => unknown = this.fail.bind(this);
    const redirect: (url: string, status: number) => unknown = this.redirect.bind(this);
    const error: (error: Error) => unknown = this.error.bind(this);
    const { next, res } = req;

    const tell = (outcome: Outcome): unknown => {
      switch (outcome.kind) {
        case 'redirect':
          return redirect(outcome.url, req.method === 'GET' || req.method === 'HEAD' ? 302 : 303);
        case 'page':
          if (res !== undefined) outcome.send(res);
          return undefined;
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
   * Who logged in at this browser through this strategy's store, and by which transaction; undefined when nobody did.
   *
   * @throws MitIdError `state_store_failed`.
   */
  loginRecord(req: Pick<Request, 'headers'>): Promise<LoginRecord | undefined> {
    return this._core.sessions.read(req);
  }

  /**
   * Takes a login one step on.
   *
   * @param guard given by the guard of a route, the name of what the route asks for: a login starts, whatever the request
   *   brings, for it is the application's own.
   * @param cookies receives the Set-Cookie values to send, also where this throws.
   * @throws MitIdError every outcome of a login that is no step.
   * @internal
   */
  abstract _step(
    req: Request,
    options: Readonly<Record<string, unknown>>,
    cookies: string[],
    guard?: string,
  ): Promise<Step>;

  /**
   * How a login of this strategy comes to meet what a route asks for.
   *
   * @param record of the person who is logged in; undefined where nobody is.
   * @internal
   */
  abstract _meansOf(requirement: Requirement, record: LoginRecord | undefined): Means;

  /** @internal */
  async _run(req: Request, options: object, guard?: string): Promise<Outcome> {
    try {
      const { res } = req;
      if (res === undefined) throw new TypeError('passport-mitid-saml needs Express: req.res is missing');
      const cookies: string[] = [];
      const outcome = await this._decide(req, options, cookies, guard).catch(async (error: unknown) => {
        await this._core.config.audit.note(req, { event: 'login-refused', ...factsOfRefusal(error) });
        return outcomeOf(this._core, error);
      });
      res.setHeader('Cache-Control', 'no-store');
      for (const cookie of cookies) setCookie(res, cookie);
      return outcome;
    } catch (error) {
      return { kind: 'broken', error: asError(error) };
    }
  }

  /** @internal */
  async _decide(req: Request, options: object, cookies: string[], guard?: string): Promise<Outcome> {
    const call = { ...options };
    const step = await this._step(req, call, cookies, guard);
    const { audit } = this._core.config;
    if (step.kind === 'redirect') await audit.demand(req, { event: 'login-started' });
    if (step.kind !== 'finished') return step;
    const login = { ...step.login, keepsSession: keepsSession(call) };
    const verify = (done: VerifiedCallback) => this._verify(req, login.profile, done);
    const { user, info } = await admit(this._core, req, login, verify, cookies);
    if (user !== false) return { kind: 'success', user, info };
    await audit.note(req, { event: 'login-refused', code: 'no_user' });
    return { kind: 'no-user', info };
  }
}
