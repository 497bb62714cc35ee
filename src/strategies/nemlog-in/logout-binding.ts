import type { IdpMetadata } from '../../metadata';
import type { Problem } from '../problems';
import { urlProblem } from '../urls';
import type { NemLogInOptions } from './options';

/** Best first: a redirect takes the cookies of the identity provider along that a form from another site leaves behind. */
export const LOGOUT_BINDINGS = ['redirect', 'post'] as const;
export type LogoutBinding = (typeof LOGOUT_BINDINGS)[number];

const NAMES: Readonly<Record<LogoutBinding, string>> = { redirect: 'HTTP-Redirect', post: 'HTTP-POST' };

/** An identity provider's SingleLogoutService over one binding. */
export interface LogoutService {
  readonly binding: LogoutBinding;
  /** Where a LogoutRequest goes. */
  readonly requests: string;
  /** Where a LogoutResponse goes. */
  readonly answers: string;
}

type LogoutMetadata = Pick<IdpMetadata, 'singleLogout'>;

/**
 * The service that our own logout messages go to: over `wanted`, or over the best binding that is offered.
 *
 * @returns undefined where the metadata names no such service that a browser may be sent to.
 */
export function logoutServiceOf(metadata: LogoutMetadata, wanted?: LogoutBinding): LogoutService | undefined {
  return offered(metadata).find(({ binding }) => wanted === undefined || binding === wanted);
}

/** What is missing where there is none: `idpMetadata has no …`. */
export function missingService(wanted: LogoutBinding | undefined): string {
  const bindings = wanted === undefined ? LOGOUT_BINDINGS.map((one) => NAMES[one]).join(' or ') : NAMES[wanted];
  return `idpMetadata has no SingleLogoutService for ${bindings}`;
}

/** What metadata that is there at start says against `logoutBinding`. */
export function bindingProblems(
  { logoutUrl, logoutBinding }: Pick<Partial<NemLogInOptions>, 'logoutUrl' | 'logoutBinding'>,
  metadata: LogoutMetadata | undefined,
): Problem[] {
  if (logoutUrl === undefined || logoutBinding === undefined || metadata === undefined) return [];
  if (logoutServiceOf(metadata, logoutBinding) !== undefined) return [];
  const others = offered(metadata).map(({ binding }) => NAMES[binding]);
  const problem = `is ${logoutBinding}, and ${missingService(logoutBinding)}; it has: ${others.join(', ') || 'none'}`;
  return [{ name: 'logoutBinding', problem }];
}

function offered({ singleLogout = {} }: LogoutMetadata): readonly LogoutService[] {
  const { redirect, redirectResponse = redirect, post, postResponse = post } = singleLogout;
  return [...service('redirect', redirect, redirectResponse), ...service('post', post, postResponse)];
}

function service(binding: LogoutBinding, requests: string | undefined, answers: string | undefined): LogoutService[] {
  if (requests === undefined || answers === undefined || [requests, answers].some(urlProblem)) return [];
  return [{ binding, requests, answers }];
}
