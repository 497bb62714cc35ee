import { MitIdError } from '../../../../errors';
import { LOGOUT_BINDINGS, type LogoutBinding } from '../../../service-providers';
import { PATHS, type NemLogIn } from '../state';
import { beginLogout, findLogins } from './begin-logout';
import type { LogoutMessage } from './carry';
import { tell } from './proceed';
import { takesLogout } from './send';

/** Whom NemLog-in is to log out; with nothing said, whoever logged in last. */
export interface LogOutOptions {
  /** A persona's id. */
  readonly persona?: string;
  /** As the assertion told it. */
  readonly nameId?: string;
  /** As the assertion told it. */
  readonly sessionIndex?: string;
  /** The service that is told first; by default the one that the person came to last. */
  readonly entityId?: string;
  /** Instead of the `logoutBinding` of each service. */
  readonly binding?: LogoutBinding;
  /** Leaves SessionIndex out, and ends every session of that NameID. */
  readonly everySession?: boolean;
}

/** A logout that has begun at NemLog-in. */
export interface BegunLogout extends LogoutMessage {
  /** The page that says what came of it at each service. */
  readonly resultUrl: string;
}

/**
 * Begins a logout here, as if the person had asked for it: the session is over, and a browser has to carry the LogoutRequest
 * to the first service. It need not be the person's own: no cookie is looked at.
 *
 * @throws MitIdError `configuration_invalid`: nobody is logged in so, or the service has registered no `logoutUrl`.
 */
export function logOut(state: NemLogIn, options: LogOutOptions): BegunLogout {
  const problems = problemsOf(options);
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  const { persona, nameId, sessionIndex, entityId, binding, everySession = false } = options;
  const sessionIndexes = sessionIndex === undefined ? [] : [sessionIndex];
  const found = findLogins(state, { persona, nameId, entityId, sessionIndexes }).at(-1);
  if (found === undefined) {
    throw new MitIdError('configuration_invalid', {
      problems: ['nobody is logged in at NemLog-in whom that describes'],
    });
  }
  const { login } = found;
  const peer = state.serviceProviders.get(login.entityId);
  if (!takesLogout(peer)) {
    throw new MitIdError('configuration_invalid', { problems: [`${login.entityId} has registered no logoutUrl`] });
  }
  const others = findLogins(state, { entityId: login.entityId, nameId: login.nameId.value });
  const entries = everySession ? [...new Set(others.map(({ entry }) => entry))] : [found.entry];
  const flow = beginLogout(state, entries, {
    exchange: state.world.exchanges.open('Logout at NemLog-in'),
    language: 'da',
    except: login,
    ...(binding === undefined ? {} : { binding }),
  });
  const { binding: by, url, form } = tell(state, flow, peer, everySession ? { ...login, sessionIndexes: [] } : login);
  const resultUrl = `${state.world.url}${PATHS.logout}/${flow.id}`;
  return { binding: by, url, resultUrl, ...(form === undefined ? {} : { form }) };
}

// From JSON too, where nothing is certain.
function problemsOf(options: { readonly [Member in keyof LogOutOptions]?: unknown }): string[] {
  const { binding, everySession } = options;
  const texts = (['persona', 'nameId', 'sessionIndex', 'entityId'] as const).filter(
    (name) => options[name] !== undefined && typeof options[name] !== 'string',
  );
  return [
    ...texts.map((name) => `${name} is no text`),
    ...(binding === undefined || LOGOUT_BINDINGS.some((one) => one === binding)
      ? []
      : [`binding is none of ${LOGOUT_BINDINGS.join(', ')}`]),
    ...(everySession === undefined || typeof everySession === 'boolean'
      ? []
      : ['everySession is neither true nor false']),
  ];
}
