import { SP } from '../../strategies/nemlog-in/support/idp';
import type { HttpVisitor, Visit } from '../../support/http-visitor';
import { signMetadata } from '../../../src/metadata/sign-metadata';

export const BINDINGS = ['redirect', 'post'] as const;
export type Binding = (typeof BINDINGS)[number];

/** The same metadata of ours with one binding alone for logouts, so that it is used. */
export function withLogoutBy(binding: Binding, metadata: string): string {
  const other = binding === 'redirect' ? 'HTTP-POST' : 'HTTP-Redirect';
  const service = new RegExp(`<md:SingleLogoutService [^>]*bindings:${other}"[^>]*/>`);
  if (!service.test(metadata)) throw new Error(`no SingleLogoutService for ${other}`);
  const unsigned = metadata.replace(/<ds:Signature .*?<\/ds:Signature>/s, '').replace(service, '');
  return signMetadata(unsigned, SP.signing);
}

/** A form with a logout message. */
export interface MessageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The form of a page that sends a logout message by itself. */
export function logoutFormIn(visit: Visit): MessageForm | undefined {
  const [, action, content = ''] = /<form [^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/s.exec(visit.body) ?? [];
  if (action === undefined || !/name="SAML(?:Request|Response)"/.test(content)) return undefined;
  const inputs = content.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const fields = Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
  return { action: new URL(action.replaceAll('&amp;', '&'), visit.url).href, fields };
}

/** Goes on as a browser does from such a page, to where there is none. */
export async function followLogout(visitor: HttpVisitor, visit: Visit): Promise<Visit> {
  const form = logoutFormIn(visit);
  return form === undefined ? visit : followLogout(visitor, await visitor.submit(form.action, form.fields));
}

/** The visits that brought a message to a URL, and by which binding. */
export function broughtTo(url: string, parameter: 'SAMLRequest' | 'SAMLResponse', { visits }: HttpVisitor): Binding[] {
  return visits
    .filter((visit) => visit.url === url || visit.url.startsWith(`${url}?${parameter}=`))
    .map(({ method }) => (method === 'POST' ? 'post' : 'redirect'));
}

/** Where the metadata of an identity provider wants logouts brought. */
export function logoutServiceIn(metadata: string): string {
  return /<(?:\w+:)?SingleLogoutService [^>]*Location="([^"]+)"/.exec(metadata)?.[1] ?? '';
}
