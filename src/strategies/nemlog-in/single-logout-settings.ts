import type { IdpMetadata } from '../../metadata';
import type { LogoutFormSettings, LogoutRequestExpectations } from '../../protocols/saml2';
import type { NemLogInConfig } from './config';
import { logoutServiceOf, missingService, type LogoutBinding } from './logout-binding';

/** How logouts go with the identity provider as its metadata describes it. */
export interface SingleLogout {
  /** What its messages are held to. */
  readonly expectations: LogoutRequestExpectations;
  /** Where it is told, and answered; absent where its metadata names no place for that. */
  readonly provider?: { readonly requests: LogoutPeer; readonly answers: LogoutPeer };
}

/** Where our own logout messages go, and how. */
export interface LogoutPeer extends LogoutFormSettings {
  readonly binding: LogoutBinding;
}

/** Those parts of what a login is held to that a logout is held to as well. */
type Standing = Omit<LogoutRequestExpectations, 'logoutUrl'>;

/** @returns undefined without the option `logoutUrl`. A provider that nobody can tell of a logout is warned of. */
export function singleLogoutOf(
  { name, options, signing, logger }: NemLogInConfig,
  metadata: Pick<IdpMetadata, 'singleLogout'>,
  { issuer, certificates, clockSkewMs, now, store, dangerouslyAllowSha1 = false }: Standing,
): SingleLogout | undefined {
  const { logoutUrl, logoutBinding, entityId } = options;
  if (logoutUrl === undefined) return undefined;
  const expectations = { issuer, logoutUrl, certificates, clockSkewMs, now, store, dangerouslyAllowSha1 };
  const service = logoutServiceOf(metadata, logoutBinding);
  if (service === undefined) {
    const what = missingService(logoutBinding);
    logger.warn(`${what}: a logout ends here, and ${issuer} is not told`, { strategy: name });
    return { expectations };
  }
  const { binding, requests, answers } = service;
  const { key: signingKey, cert: signingCert } = signing;
  const to = (destination: string): LogoutPeer => ({
    binding,
    entityId,
    destination,
    signingKey,
    ...(signingCert !== undefined && { signingCert }),
  });
  return { expectations, provider: { requests: to(requests), answers: to(answers) } };
}
