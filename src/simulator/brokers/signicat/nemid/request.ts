import type { SignicatService } from '../../../signicat-applications';
import { refuse } from '../../request-refusal';
import type { Signicat } from '../state';
import { METHOD_NAMES, methodOf, type Method } from './methods';

/** An authentication URL that is taken. */
export interface NemIdRequest {
  readonly service: SignicatService;
  readonly methodName: string;
  readonly method: Method;
  /** Of the id: `<method>[:<profile>[:<language>]]`. */
  readonly language: string | undefined;
  /** Where the answer is posted: the whole URL, as it came. */
  readonly target: string;
}

/**
 * Reads an authentication URL.
 *
 * @param serviceName its last part.
 * @throws RequestRefusal
 */
export function readNemIdRequest(state: Signicat, serviceName: string, query: URLSearchParams): NemIdRequest {
  const service = registered(state, serviceName);
  const id = one(query, 'id', `one of ${METHOD_NAMES.join(', ')}, and :profile and :language after it`);
  const [methodName = '', , language, ...more] = id.split(':');
  const method = methodOf(methodName);
  if (method === undefined || more.length > 0) {
    throw refuse(
      'id',
      id,
      `one of ${METHOD_NAMES.join(', ')}, and :profile and :language after it`,
      'Name the method.',
    );
  }
  const target = one(query, 'target', service.callbackUrl);
  if (!beginsWith(target, service.callbackUrl)) {
    throw refuse(
      'target',
      target,
      `${service.callbackUrl}, with any query`,
      'That one is registered: configure it as callbackUrl, or register the one you use.',
    );
  }
  return { service, methodName, method, language, target };
}

function registered({ applications }: Signicat, name: string): SignicatService {
  const known = applications.service(name);
  if (known !== undefined) return known;
  const names = applications.services.map(({ service }) => service);
  throw refuse(
    'the service',
    name,
    names.length === 0 ? 'a registered service; none is registered yet' : `one of ${names.join(', ')}`,
    'Register it: simulator.signicat.registerService({ service, callbackUrl }) in a test, mitid-saml simulate --nemid-service … --nemid-callback … in a terminal, or POST the same members as JSON to /simulator/signicat/services.',
  );
}

function one(query: URLSearchParams, name: string, expected: string): string {
  const [value, ...more] = query.getAll(name);
  if (value !== undefined && value !== '' && more.length === 0) return value;
  throw refuse(name, more.length > 0 ? `${name} more than once` : 'nothing', expected, `Send one ${name}.`);
}

// Scheme, host, port and path are the registered ones; nothing else may stand beside the query.
function beginsWith(target: string, callbackUrl: string): boolean {
  if (!URL.canParse(target)) return false;
  const { origin, pathname, username, password, hash } = new URL(target);
  const registered = new URL(callbackUrl);
  return origin === registered.origin && pathname === registered.pathname && username + password + hash === '';
}
