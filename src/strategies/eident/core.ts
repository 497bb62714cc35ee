import { ArtifactClient, type Saml11Expectations } from '../../protocols/saml11';
import { LoginSessions } from '../../session';
import { LoginRequests, type LoginOwner } from '../login-requests';
import { ownMembers } from '../own';
import { sayAtStart } from '../say-at-start';
import { isHttps } from '../urls';
import type { EIdentConfig } from './config';
import { DANGEROUS_OPTIONS } from './options';
import { WIRE } from './wire';

/** The parts that one configured strategy works with; made once, and the same for every request. */
export interface EIdentCore {
  readonly config: EIdentConfig;
  readonly logins: LoginRequests;
  readonly sessions: LoginSessions;
  readonly artifacts: ArtifactClient;
  readonly expectations: Saml11Expectations;
  readonly owner: LoginOwner;
  /** Warns of trusted certificates that have expired since the last call. */
  readonly watchExpiry: () => void;
}

/** Puts the parts together, and says at start which switches weaken security and which certificates have expired. */
export function createCore(config: EIdentConfig): EIdentCore {
  const { options, name, store, certificates } = config;
  const dangers = DANGEROUS_OPTIONS.filter((option) => options[option] === true);
  const secure = isHttps(options.callbackUrl);
  // Without Secure, browsers drop a cookie that says None; loopback is one site for all its ports, so Lax does there.
  const sameSite = secure && config.bindings.includes('post') ? 'None' : 'Lax';
  return {
    config,
    logins: new LoginRequests({ store, secure, sameSite, parameter: WIRE.target }),
    sessions: new LoginSessions({ store, secure }),
    artifacts: artifactClient(config),
    expectations: expectationsOf(config),
    owner: { strategy: name, issuer: options.idpIssuer, callbackUrl: options.callbackUrl },
    watchExpiry: sayAtStart(config, dangers, certificates),
  };
}

function artifactClient({ options, secrets }: EIdentConfig): ArtifactClient {
  const { assertionUrl, merchantId, assertionCa, clientCert, soapAction, timeoutMs } = options;
  const { merchantPassword, clientKey } = secrets;
  const clientOptions = ownMembers({
    assertionUrl,
    username: merchantId,
    password: merchantPassword.reveal(),
    ...(assertionCa !== undefined && { ca: assertionCa }),
    ...(clientCert !== undefined && { clientCert }),
    ...(clientKey !== undefined && { clientKey: clientKey.reveal() }),
    ...(soapAction !== undefined && { soapAction }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  return new ArtifactClient(clientOptions);
}

function expectationsOf({ options, audience, certificates, clockSkewMs, store }: EIdentConfig): Saml11Expectations {
  return {
    issuer: options.idpIssuer,
    audience,
    recipient: options.callbackUrl,
    ...(certificates !== undefined && { certificates }),
    clockSkewMs,
    now: Date.now,
    store,
    allowMissingInResponseTo: options.allowMissingInResponseTo ?? false,
    allowMissingAudience: options.allowMissingAudience ?? false,
    allowMissingConfirmation: options.allowMissingConfirmation ?? false,
    dangerouslyAllowSha1: options.dangerouslyAllowSha1 ?? false,
    dangerouslyAllowUnsignedAssertion: options.dangerouslyAllowUnsignedAssertion ?? false,
  };
}
