import type { Request, RequestHandler } from 'express';
import type { LoginRecord } from '../../session';
import { LoginStrategy, type VerifyWithoutRequest, type VerifyWithRequest } from '../login-strategy';
import type { Step } from '../outcome';
import type { Means, Requirement } from '../requirement';
import type { EIdentAuthenticateOptions } from './authenticate-options';
import { readCallback } from './callback';
import { readOptions } from './config';
import { createCore, type EIdentCore } from './core';
import { finishLogin, startLogin } from './login';
import { logoutHandler } from './logout';
import { meansOf } from './means';
import type { EIdentOptions, EIdentOptionsWithRequest } from './options';

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
export class EIdentStrategy extends LoginStrategy {
  /** @internal */
  declare readonly _core: EIdentCore;

  /** @throws MitIdError `configuration_invalid`, with a line for every problem of the options. */
  constructor(options: EIdentOptions, verify: VerifyWithoutRequest);
  constructor(options: EIdentOptionsWithRequest, verify: VerifyWithRequest);
  constructor(options: EIdentOptions | EIdentOptionsWithRequest, verify: VerifyWithRequest | VerifyWithoutRequest) {
    const config = readOptions(options);
    super(config, verify, () => createCore(config));
  }

  /** Called by Passport: starts a login, or finishes the one that the request brings back. */
  override authenticate(req: Request, options: EIdentAuthenticateOptions = {}): void {
    super.authenticate(req, options);
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

  /** @internal */
  override _meansOf(requirement: Requirement, record: LoginRecord | undefined): Means {
    return meansOf(requirement, record);
  }

  /** @internal */
  async _step(
    req: Request,
    options: Readonly<Record<string, unknown>>,
    cookies: string[],
    guard?: string,
  ): Promise<Step> {
    const { errorParameters } = this._core.config;
    const incoming = guard === undefined ? readCallback(req, errorParameters) : ({ kind: 'start' } as const);
    if (incoming.kind !== 'start') {
      return { kind: 'finished', login: await finishLogin(this._core, req, incoming, options, cookies) };
    }
    const start = await startLogin(this._core, req, options, guard);
    cookies.push(...start.cookies);
    return { kind: 'redirect', url: start.url };
  }
}
