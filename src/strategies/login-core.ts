import type { LoginSessions } from '../session';
import type { CommonConfig } from './common-options';
import type { LoginRequests } from './login-requests';

/** What every strategy works with; made once, and the same for every request. */
export interface LoginCore {
  readonly config: Pick<CommonConfig, 'name' | 'logger' | 'sessionLifetimeMs' | 'audit'> & {
    /** Whether the verify callback is handed the request first. */
    readonly passesRequest: boolean;
  };
  readonly logins: LoginRequests;
  readonly sessions: LoginSessions;
}
