import type { ExchangeRecorder } from '../../../exchanges';
import type { Language } from '../../../pages/texts';
import { randomHex } from '../../../random';
import type { LogoutBinding } from '../../../service-providers';
import type { ServiceLogin, Session } from '../session';
import { isSameLogin } from '../sessions';
import type { NemLogIn } from '../state';
import type { LogoutFlow, LogoutRequester } from './flow';

/** Which logins a logout is about; what is undefined does not matter. */
export interface LoginChoice {
  readonly entityId?: string | undefined;
  readonly persona?: string | undefined;
  readonly nameId?: string | undefined;
  /** Any of these; none is any. */
  readonly sessionIndexes?: readonly string[];
}

/** A session by the token of its cookie. */
export type SessionEntry = readonly [token: string, session: Session];

/** A login of a session. */
export interface FoundLogin {
  readonly entry: SessionEntry;
  readonly login: ServiceLogin;
}

/** The logins that a choice is about, the latest last. */
export function findLogins({ sessions }: NemLogIn, choice: LoginChoice): readonly FoundLogin[] {
  const { entityId, persona, nameId, sessionIndexes = [] } = choice;
  const fits = (wanted: string | undefined, is: string): boolean => wanted === undefined || wanted === is;
  return sessions
    .entries()
    .flatMap((entry) =>
      fits(persona, entry[1].persona.id)
        ? entry[1].logins
            .filter(
              (login) =>
                fits(entityId, login.entityId) &&
                fits(nameId, login.nameId.value) &&
                (sessionIndexes.length === 0 || login.sessionIndexes.some((index) => sessionIndexes.includes(index))),
            )
            .map((login) => ({ entry, login }))
        : [],
    );
}

/** How a logout begins. */
export interface LogoutBeginning {
  readonly exchange: ExchangeRecorder;
  readonly language: Language;
  readonly requester?: LogoutRequester;
  readonly binding?: LogoutBinding;
  /** Who knows of it already, and is not told. */
  readonly except?: Omit<ServiceLogin, 'sessionIndexes'>;
}

/** Ends sessions here, and says who is still to be told. */
export function beginLogout(state: NemLogIn, entries: readonly SessionEntry[], beginning: LogoutBeginning): LogoutFlow {
  const { except, ...rest } = beginning;
  for (const [token] of entries) state.sessions.delete(token);
  const logins = entries.flatMap(([, session]) => session.logins);
  const flow: LogoutFlow = {
    ...rest,
    id: randomHex(),
    personas: [...new Set(entries.map(([, { persona }]) => persona))],
    remaining: logins.filter((login) => except === undefined || !isSameLogin(login, except)),
    told: [],
  };
  state.logouts.flows.set(flow.id, flow);
  flow.exchange.add({
    title: 'The session here is over',
    fields: [
      { name: 'persona', value: flow.personas.map(({ id }) => id).join(', ') },
      { name: 'still to be told', value: flow.remaining.map(({ entityId }) => entityId).join(', ') || 'nobody' },
    ],
  });
  return flow;
}
