import type { Request, RequestHandler } from 'express';
import type { LoginRecord } from '../../session';
import { LoginStrategy, type VerifyWithoutRequest, type VerifyWithRequest } from '../login-strategy';
import type { Step } from '../outcome';
import type { Means, Requirement } from '../requirement';
import type { SignicatAuthenticateOptions } from './authenticate-options';
import { readOptions } from './config';
import { createCore, type SignicatCore } from './core';
import { logoutHandler } from './logout';
import { meansOf } from './means';
import { stepOfMitId } from './mitid/step';
import { stepOfNemId } from './nemid/step';
import type { SignicatOptions, SignicatOptionsWithRequest } from './options';

/**
 * Passport strategy for Signicat: MitID over SAML 2.0 (`method: 'mitid'`), or NemID over SAML 1.1 (`nemid`, `nemid-moces`,
 * `nemid-erhverv`, `nemid-codefile`).
 *
 * One route starts a login and finishes it; the answer comes by POST, so `express.urlencoded` stands before it. A message
 * that cannot be trusted, a policy that is not met and a person who cancelled are Passport failures, whose info is the
 * {@link MitIdError}; a store or a configuration that does not work is a Passport error.
 *
 * Signicat posts its answer from its own site, and a SameSite=Lax cookie does not follow such a POST: neither ours nor that
 * of the application's session. The strategy then answers with a page that posts the same answer once more, from here.
 *
 * @example
 * passport.use(new SignicatStrategy({ method: 'nemid', …options }, (profile, done) => {
 *   users.findOrCreate(profile.key).then((user) => done(null, user), done);
 * }));
 * app.get('/login', passport.authenticate('signicat'));
 * app.post('/login/callback', express.urlencoded({ extended: false, limit: '512kb' }),
 *   passport.authenticate('signicat'), (req, res) => res.redirect('/'));
 */
export class SignicatStrategy extends LoginStrategy {
  /** @internal */
  declare readonly _core: SignicatCore;

  /** @throws MitIdError `configuration_invalid`, with a line for every problem of the options. */
  constructor(options: SignicatOptions, verify: VerifyWithoutRequest);
  constructor(options: SignicatOptionsWithRequest, verify: VerifyWithRequest);
  constructor(options: SignicatOptions | SignicatOptionsWithRequest, verify: VerifyWithRequest | VerifyWithoutRequest) {
    const config = readOptions(options);
    super(config, verify, () => createCore(config));
  }

  /** Called by Passport: starts a login, or finishes the one that the request brings back. */
  override authenticate(req: Request, options: SignicatAuthenticateOptions = {}): void {
    super.authenticate(req, options);
  }

  /**
   * Waits for what a login needs from elsewhere: the metadata, where `idpMetadata` is a URL. No login needs it called first;
   * an application that would rather not start without does.
   *
   * @throws MitIdError `metadata_unavailable`, saying why.
   */
  async ready(): Promise<void> {
    if (this._core.protocol === 'saml2') await this._core.counterpart();
  }

  /**
   * The handler of a logout route: ends the application's session and the LoginRecord, then sends the browser to `path` with
   * 303. Signicat is not told. Mount it on POST, behind your CSRF protection.
   *
   * @param path a local path; default `/`.
   * @throws MitIdError `configuration_invalid` for a path that leads out of the application.
   */
  logout(path = '/'): RequestHandler {
    return logoutHandler(this._core, path);
  }

  /** @internal */
  override _meansOf(requirement: Requirement, record: LoginRecord | undefined): Means {
    return meansOf(this._core.config, requirement, record);
  }

  /** @internal */
  _step(req: Request, options: Readonly<Record<string, unknown>>, cookies: string[], guard?: string): Promise<Step> {
    const core = this._core;
    return core.protocol === 'saml2'
      ? stepOfMitId(core, req, options, cookies, guard)
      : stepOfNemId(core, req, options, cookies, guard);
  }
}
