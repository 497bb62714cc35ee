import { trimXml, type XmlElement } from '../trust';
import { METADATA_NAMESPACE } from './write-service-provider';

export const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The Location of a role's service over one binding; of the first, where several have that binding (SAML 2.0 metadata
 * 2.2.2). The browser is sent there, so it is https, or http on loopback, which is a broker on the developer's own machine.
 *
 * @param service `SingleSignOnService` or `SingleLogoutService`.
 * @param problems is given a line where there is a Location of another kind.
 * @param attribute `ResponseLocation` for where answers go, where that is another place.
 */
export function locationOf(
  role: XmlElement,
  service: string,
  binding: 'HTTP-Redirect' | 'HTTP-POST',
  problems: string[],
  attribute: 'Location' | 'ResponseLocation' = 'Location',
): string | undefined {
  const endpoint = endpointsOf(role, service).find((one) => one.attribute('Binding') === BINDINGS + binding);
  const said = endpoint?.attribute(attribute);
  if (endpoint === undefined || (said === undefined && attribute === 'ResponseLocation')) return undefined;
  const location = trimXml(said ?? '');
  if (!isSafeLocation(location))
    problems.push(`idpMetadata has a ${service} for ${binding} whose ${attribute} is no https: URL`);
  return location;
}

/** The bindings of a role's service, as a person reads them: `HTTP-POST, SOAP`. */
export function bindingsOf(role: XmlElement, service: string): string {
  const bindings = endpointsOf(role, service).map((one) => one.attribute('Binding') ?? '');
  return bindings.map((uri) => uri.replace(BINDINGS, '').slice(0, 80)).join(', ');
}

function endpointsOf(role: XmlElement, service: string): readonly XmlElement[] {
  return role.all(METADATA_NAMESPACE, service);
}

/** Whether an absolute URL is https, or http on loopback, which is a server on the developer’s own machine. */
export function isSafeLocation(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
}

/** Whether a URL is of the developer’s own machine. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.test(hostname);
}
