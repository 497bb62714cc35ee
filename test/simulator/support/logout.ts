import { inflateRawSync } from 'node:zlib';
import type { LogoutDelivery } from '../../../src/protocols/saml2';
import type { BegunLogout, ServiceProvider, Simulator } from '../../../src/simulator';
import { CERTS } from '../../support/certs';
import {
  base64,
  logoutRequest,
  logoutResponse,
  redirectQuery,
  signLogout,
  type LogoutRequestMessage,
  type LogoutResponseMessage,
  type LogoutSigning,
  type RedirectSending,
} from '../../support/saml2';
import { element } from './message';
import { postedBack, requestAddress, SP, type Asked } from './service-provider';
import { hiddenFields } from './visitor';

export type Binding = 'redirect' | 'post';
export const BINDINGS: readonly Binding[] = ['redirect', 'post'];

export const LOGOUT_URL = 'http://localhost:3999/slo';

/** A service provider with single logout; its assertions are not encrypted, so that a test can read them. */
export const LEAVING: ServiceProvider = {
  entityId: SP.entityId,
  callbackUrl: SP.callbackUrl,
  signingCert: SP.signingCert,
  logoutUrl: LOGOUT_URL,
};
/** Another, with a key of its own. */
export const NEIGHBOR: ServiceProvider = {
  entityId: 'https://neighbor.example',
  callbackUrl: 'http://localhost:3998/acs',
  signingCert: CERTS.foreign.cert,
  logoutUrl: 'http://localhost:3998/slo?tenant=7',
};

/** The same, having registered no single logout. */
export function withoutLogout({ entityId, callbackUrl, signingCert }: ServiceProvider): ServiceProvider {
  return { entityId, callbackUrl, signingCert };
}

/** A login as a service provider was told of it. */
export interface ToldLogin {
  readonly nameId: string;
  readonly sessionIndex: string;
  /** The broker's cookie. */
  readonly cookie: string;
}

/** A login without a click; with a cookie, in the browser that has it and without being asked. */
export async function loginAt(
  simulator: Simulator,
  persona: string,
  { entityId, callbackUrl }: ServiceProvider = LEAVING,
  cookie?: string,
  asked: Asked = {},
): Promise<ToldLogin> {
  const key = entityId === LEAVING.entityId ? CERTS.idp.key : CERTS.foreign.key;
  const address = requestAddress(simulator, { issuer: entityId, callbackUrl, ...asked }, { key });
  const answer = await fetch(address, {
    redirect: 'manual',
    headers: cookie === undefined ? { 'x-persona': persona } : { cookie },
  });
  const body = await answer.text();
  const { message } = postedBack({ status: answer.status, location: undefined, headers: answer.headers, body });
  return {
    nameId: element(message, 'NameID').text ?? '',
    sessionIndex: element(message, 'AuthnStatement').attribute('SessionIndex') ?? '',
    cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  };
}

/** How a message of a service provider goes; the query and the form are signed with its key. */
export interface Sending {
  readonly binding?: Binding;
  readonly redirect?: RedirectSending;
  readonly signing?: LogoutSigning | null;
  readonly relayState?: string;
  /** By HTTP-POST. */
  readonly form?: (fields: Record<string, string>) => Record<string, string>;
  /** Changes the document before it is signed. */
  readonly edit?: (document: string) => string;
}

/** What the simulator answers to a message. */
export async function send(simulator: Simulator, document: string, sending: Sending = {}): Promise<Response> {
  const { binding = 'redirect', relayState, edit = (text: string) => text } = sending;
  const { logoutUrl } = simulator.nemlogin;
  const xml = edit(document);
  if (binding === 'redirect') {
    const query = redirectQuery(xml, { ...(relayState !== undefined && { relayState }), ...sending.redirect });
    return fetch(`${logoutUrl}?${query}`, { redirect: 'manual' });
  }
  const signed = sending.signing === null ? xml : signLogout(xml, sending.signing);
  const parameter = document.includes('LogoutResponse') ? 'SAMLResponse' : 'SAMLRequest';
  const fields = { [parameter]: base64(signed), ...(relayState !== undefined && { RelayState: relayState }) };
  const body = new URLSearchParams(sending.form?.(fields) ?? fields);
  // As from a page of the service provider.
  const headers = { origin: 'http://localhost:3999' };
  return fetch(logoutUrl, { method: 'POST', redirect: 'manual', headers, body });
}

/** A LogoutRequest of a service provider. */
export function asks(simulator: Simulator, said: LogoutRequestMessage): string {
  return logoutRequest({ issuer: LEAVING.entityId, destination: simulator.nemlogin.logoutUrl, ...said });
}

/** A LogoutResponse of a service provider. */
export function answers(simulator: Simulator, said: LogoutResponseMessage): string {
  return logoutResponse({ issuer: LEAVING.entityId, destination: simulator.nemlogin.logoutUrl, ...said });
}

/** A message that the simulator sends, taken from where the browser carries it. */
export interface Carried {
  readonly binding: Binding;
  /** Where it goes: without the message. */
  readonly to: string;
  readonly xml: string;
  readonly relayState: string | undefined;
  /** The whole address, by HTTP-Redirect. */
  readonly url: string;
  readonly delivery: LogoutDelivery;
}

/** What an answer of the simulator makes the browser carry; fails where it is nothing. */
export async function carriedIn(response: Response): Promise<Carried> {
  const location = response.headers.get('location');
  if (location !== null) return carried({ binding: 'redirect', url: location });
  const body = await response.text();
  const url = /<form method="post" action="([^"]+)">/.exec(body)?.[1];
  const form = hiddenFields(body);
  if (url === undefined) throw new Error(`nothing to carry: HTTP ${response.status} ${body}`);
  return carried({ binding: 'post', url: url.replaceAll('&amp;', '&'), form });
}

/** A message of `logOut()`. */
export function carried({ binding, url, form }: Omit<BegunLogout, 'resultUrl'>): Carried {
  if (binding === 'redirect') {
    const [to, rawQuery] = [url.replace(/[?&]SAMLRe.*/, ''), url.slice(url.indexOf('SAMLRe'))];
    const query = new URLSearchParams(rawQuery);
    const message = query.get('SAMLRequest') ?? query.get('SAMLResponse') ?? '';
    const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
    return { binding, to, xml, relayState: query.get('RelayState') ?? undefined, url, delivery: { binding, rawQuery } };
  }
  const field = form?.['SAMLRequest'] ?? form?.['SAMLResponse'] ?? '';
  const xml = Buffer.from(field, 'base64').toString('utf8');
  return { binding, to: url, xml, relayState: form?.['RelayState'], url, delivery: { binding, field } };
}

/** The status codes of a LogoutResponse, outermost first. */
export function statusIn(xml: string): string[] {
  return [...xml.matchAll(/StatusCode Value="urn:oasis:names:tc:SAML:2\.0:status:(\w+)"/g)].map(
    ([, code = '']) => code,
  );
}
