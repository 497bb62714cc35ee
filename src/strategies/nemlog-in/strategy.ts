import type { Request, RequestHandler } from 'express';
import type { LoginRecord } from '../../session';
import { LoginStrategy, type VerifyWithoutRequest, type VerifyWithRequest } from '../login-strategy';
import type { Step } from '../outcome';
import { repostPage } from '../repost-page';
import type { Means, Requirement } from '../requirement';
import { readCallback } from '../saml2/callback';
import { WIRE } from '../saml2/wire';
import { readCall, type NemLogInAuthenticateOptions } from './authenticate-options';
import { readOptions } from './config';
import { createCore, type NemLogInCore } from './core';
import { finishLogin, startLogin } from './login';
import { logoutHandler } from './logout';
import type { NemLogInLogoutOptions } from './logout-options';
import { meansOf } from './means';
import { metadataHandler, serviceProviderMetadata } from './metadata';
import type { ServiceProviderMetadataOptions } from './metadata-options';
import type { NemLogInOptions, NemLogInOptionsWithRequest } from './options';
import { singleLogoutHandler } from './single-logout';

/**
 * Passport strategy for NemLog-in: MitID and MitID Erhverv by OIOSAML 3, NemID by OIOSAML 2, over SAML 2.0.
 *
 * One route starts a login and finishes it; the answer comes by POST, so `express.urlencoded` stands before it. A message
 * that cannot be trusted, a policy that is not met and a person who cancelled are Passport failures, whose info is the
 * {@link MitIdError}; a store or a configuration that does not work is a Passport error.
 *
 * NemLog-in posts its answer from its own site, and a SameSite=Lax cookie does not follow such a POST: neither ours nor
 * that of the application's session. The strategy then answers with a page that posts the same answer once more, from
 * here. No cookie needs SameSite=None.
 *
 * @example
 * passport.use(new NemLogInStrategy(options, (profile, done) => {
 *   users.findOrCreate(profile.key).then((user) => done(null, user), done);
 * }));
 * app.get('/login', passport.authenticate('nemlog-in'));
 * app.post('/login/callback', express.urlencoded({ extended: false, limit: '512kb' }),
 *   passport.authenticate('nemlog-in'), (req, res) => res.redirect('/'));
 */
export class NemLogInStrategy extends LoginStrategy {
  /** @internal */
  declare readonly _core: NemLogInCore;

  /** @throws MitIdError `configuration_invalid`, with a line for every problem of the options. */
  constructor(options: NemLogInOptions, verify: VerifyWithoutRequest);
  constructor(options: NemLogInOptionsWithRequest, verify: VerifyWithRequest);
  constructor(options: NemLogInOptions | NemLogInOptionsWithRequest, verify: VerifyWithRequest | VerifyWithoutRequest) {
    const config = readOptions(options);
    super(config, verify, () => createCore(config));
  }

  /** Called by Passport: starts a login, or finishes the one that the request brings back. */
  override authenticate(req: Request, options: NemLogInAuthenticateOptions = {}): void {
    super.authenticate(req, options);
  }

  /**
   * Waits for what a login needs from elsewhere: the metadata, where `idpMetadata` is a URL. No login needs it called first;
   * an application that would rather not start without does.
   *
   * @throws MitIdError `metadata_unavailable`, saying why.
   */
  async ready(): Promise<void> {
    await this._core.counterpart();
  }

  /**
   * The handler of a logout route: ends the application's session and the LoginRecord, then sends the browser to
   * NemLog-in, with 303 or a page that posts itself (option `logoutBinding`); NemLog-in ends its own session and sends it back
   * to `path`. Without `logoutUrl` it goes to `path` at once, and NemLog-in's session goes on: ask for `forceAuthn` where the
   * next login must not come back at once. Mount it on POST, behind your CSRF protection.
   *
   * @param path a local path; default `/`.
   * @param options the path after a logout that was partial, where that is another.
   * @throws MitIdError `configuration_invalid`: a path that leads out of the application, or a name that is no option.
   */
  logout(path = '/', options: NemLogInLogoutOptions = {}): RequestHandler {
    return logoutHandler(this._core, path, options);
  }

  /**
   * The handler of `logoutUrl`, for GET and POST; `express.urlencoded` stands before the POST, and no CSRF protection. It
   * ends the sessions that NemLog-in says are over, in whichever browsers they are (see {@link mitidSession}), and takes
   * NemLog-in's answers to logouts of ours. A message that is not believed goes to Express as a {@link MitIdError}.
   *
   * @throws MitIdError `configuration_invalid` without a `logoutUrl`.
   */
  singleLogout(): RequestHandler {
    return singleLogoutHandler(this._core);
  }

  /**
   * This service's metadata, to register it with: its keys, its callback, what it asks for (docs/nemlog-in.md, "Metadata").
   *
   * @returns the XML; with `sign`, enveloped-signed with the signing key.
   * @throws MitIdError `configuration_invalid`: options of the wrong form, or a certificate that the strategy was not given.
   */
  serviceProviderMetadata(options: ServiceProviderMetadataOptions): string {
    return serviceProviderMetadata(this._core.config, options);
  }

  /**
   * An Express handler that answers with the metadata, as `application/samlmetadata+xml`.
   *
   * @throws MitIdError as `serviceProviderMetadata`.
   */
  metadata(options: ServiceProviderMetadataOptions): RequestHandler {
    return metadataHandler(this._core.config, options);
  }

  /** @internal */
  override _meansOf(requirement: Requirement, record: LoginRecord | undefined): Means {
    return meansOf(this._core.config, requirement, record);
  }

  /** @internal */
  async _step(
    req: Request,
    options: Readonly<Record<string, unknown>>,
    cookies: string[],
    guard?: string,
  ): Promise<Step> {
    const incoming = guard === undefined ? readCallback(req) : ({ kind: 'start' } as const);
    if (incoming.kind === 'start') {
      const start = await startLogin(this._core, req, options, guard);
      cookies.push(...start.cookies);
      return { kind: 'redirect', url: start.url };
    }
    const call = readCall(options);
    const { relayState, response, reposted } = incoming;
    if (!reposted && !this._core.logins.hasCookie(req, relayState)) {
      return repostPage(req, { response, relayState }, WIRE);
    }
    return { kind: 'finished', login: await finishLogin(this._core, req, incoming, call, cookies) };
  }
}
