import { MitIdError } from '../../errors';
import { unknownKeys } from '../problems';
import { isLocalPath } from '../return-path';

/** What `strategy.logout(path, …)` takes beside the path. */
export interface NemLogInLogoutOptions {
  /**
   * A local path such as `/goodbye?partly`, for whoever NemLog-in answers PartialLogout: it ended its own session, and could not
   * tell every other service. Default: `path`. It is used with `logoutUrl` only.
   */
  readonly partialPath?: string;
}

/** Where a logout leads: `path`, or `partialPath` where that is named and the logout was partial. */
export interface LogoutPaths extends NemLogInLogoutOptions {
  readonly path: string;
}

/** @throws MitIdError `configuration_invalid`: a path that leads out of the application, or a name that is no option. */
export function readLogoutPaths(path: string, options: NemLogInLogoutOptions): LogoutPaths {
  const { partialPath } = options;
  const problems = unknownKeys(options, ['partialPath']).map(({ name, problem }) => `logout.${name} ${problem}`);
  if (!isLocalPath(path)) problems.push('logout leads to what is no local path, such as /');
  if (partialPath !== undefined && !isLocalPath(partialPath)) {
    problems.push('logout.partialPath must be a local path, such as /');
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return { path, ...(partialPath !== undefined && { partialPath }) };
}
