import type { IdpMetadata } from '../../metadata';
import type { LogoutRequestExpectations, LogoutSettings } from '../../protocols/saml2';
import { urlProblem } from '../urls';
import type { NemLogInConfig } from './config';

/** How logouts go with the identity provider as its metadata describes it. */
export interface SingleLogout {
  /** What its messages are held to. */
  readonly expectations: LogoutRequestExpectations;
  /** Where it is told, and answered; absent where its metadata names no place for HTTP-Redirect. */
  readonly provider?: { readonly requests: LogoutSettings; readonly answers: LogoutSettings };
}

/** Those parts of what a login is held to that a logout is held to as well. */
type Standing = Omit<LogoutRequestExpectations, 'logoutUrl'>;

/** @returns undefined without the option `logoutUrl`. A provider that nobody can tell of a logout is warned of. */
export function singleLogoutOf(
  { name, options, signing, logger }: NemLogInConfig,
  { singleLogout = {} }: Pick<IdpMetadata, 'singleLogout'>,
  { issuer, certificates, clockSkewMs, now, store, dangerouslyAllowSha1 = false }: Standing,
): SingleLogout | undefined {
  const { logoutUrl, entityId } = options;
  if (logoutUrl === undefined) return undefined;
  const expectations = { issuer, logoutUrl, certificates, clockSkewMs, now, store, dangerouslyAllowSha1 };
  const { redirect, redirectResponse = redirect } = singleLogout;
  if (redirect === undefined || redirectResponse === undefined || [redirect, redirectResponse].some(urlProblem)) {
    const what = 'idpMetadata has no SingleLogoutService for HTTP-Redirect';
    logger.warn(`${what}: a logout ends here, and ${issuer} is not told`, { strategy: name });
    return { expectations };
  }
  const to = (destination: string): LogoutSettings => ({ entityId, destination, signingKey: signing.key });
  return { expectations, provider: { requests: to(redirect), answers: to(redirectResponse) } };
}
