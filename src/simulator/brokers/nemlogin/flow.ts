import { nsisAtLeast } from '../../../identifiers';
import type { ExchangeRecorder } from '../../exchanges';
import type { Language } from '../../pages/texts';
import type { Persona } from '../../personas';
import type { ServiceProvider } from '../../service-providers';
import type { Identity } from '../identity';
import type { AuthnRequest } from './authn-request';
import { identitiesOf } from './identities';
import { loaOf } from './levels';
import type { Dialect } from './settings';
import { StatusError } from '../saml2/status-error';

/** The pages a person may have to pass, in their order. */
export type Step = 'person' | 'identity';

/** A person on the way through the pages; found by the id in the pages' address, as at E-Ident. */
export interface Flow {
  readonly id: string;
  readonly serviceProvider: ServiceProvider;
  readonly request: AuthnRequest;
  readonly dialect: Dialect;
  readonly language: Language;
  readonly startedAt: number;
  readonly exchange: ExchangeRecorder;
  /** What the browser's cookie says of the session that it has; empty without one. */
  readonly sessionToken: string;
  /** A fault lets a person in who does not reach the level. */
  readonly admitsAnyLevel: () => boolean;
  persona?: Persona;
  identity?: Identity;
  /** Milliseconds since 1970, by the simulator's clock. */
  authenticatedAt?: number;
  /** SessionIndex of the session that is used again. */
  sessionIndex?: string;
}

/** A login whose person and identity are settled. */
export interface SettledFlow extends Flow {
  readonly persona: Persona;
  readonly identity: Identity;
}

/**
 * Fills in what nobody has to be asked, and says which page is next; undefined when the login is settled.
 *
 * @throws StatusError `NoAuthnContext` for a person who does not reach the level or has no identity of the type.
 */
export function nextStep(flow: Flow): Step | undefined {
  const { persona, request } = flow;
  if (persona === undefined) return 'person';
  const loa = loaOf(persona);
  if (request.loa !== undefined && !nsisAtLeast(loa, request.loa) && !flow.admitsAnyLevel()) {
    throw new StatusError('NoAuthnContext', `${persona.id} reaches ${loa}, ${request.loa} was asked for`);
  }
  if (flow.identity !== undefined) return undefined;
  const [only, ...others] = identitiesOf(persona, request.identityTypes);
  if (only === undefined) {
    throw new StatusError('NoAuthnContext', `${persona.id} has no ${request.identityTypes.join(' or ')} identity`);
  }
  if (others.length > 0) return 'identity';
  flow.identity = only;
  return undefined;
}

/** Narrows a flow whose `nextStep` is undefined. */
export function isSettled(flow: Flow): flow is SettledFlow {
  return flow.persona !== undefined && flow.identity !== undefined;
}
