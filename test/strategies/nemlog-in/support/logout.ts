import { inflateRawSync } from 'node:zlib';
import { mitidSession } from '../../../../src/middleware';
import type { NemLogInOptions, NemLogInStrategy } from '../../../../src/strategies/nemlog-in';
import { CERTS } from '../../../support/certs';
import {
  base64,
  logoutRequest,
  redirectQuery,
  signLogout,
  type LogoutRequestMessage,
  type RedirectSending,
} from '../../../support/saml2';
import { Visitor, type Answer } from '../../eident/support/visitor';
import { LOGOUT_SERVICE, metadataOf, type AnswerWith } from './idp';
import type { LoginApp } from './login-app';

export const BINDINGS = ['redirect', 'post'] as const;
export type Binding = (typeof BINDINGS)[number];
export const RELAY_STATE = 'ws-fed/&=é+';

/** The NameID of one of many people. */
export const nameIdOf = (person: number) =>
  `https://data.gov.dk/model/core/eid/person/uuid/${String(person).padStart(8, '0')}-0000-4000-8000-000000000001`;

/** Puts a strategy with single logout in place, and `mitidSession` before the application's routes. */
export function configureLogout(app: LoginApp, options: Partial<NemLogInOptions> = {}): NemLogInStrategy {
  const strategy = app.configure({
    logoutUrl: app.logoutUrl,
    idpMetadata: metadataOf([CERTS.idp], undefined, LOGOUT_SERVICE),
    ...options,
  });
  app.guard = mitidSession(strategy);
  return strategy;
}

/** A browser that a person is logged in at, and which session of NemLog-in's that is. */
export async function loggedIn(
  app: LoginApp,
  person: number,
  sessionIndex = `_${crypto.randomUUID()}`,
  answer: AnswerWith = {},
): Promise<{ visitor: Visitor; nameId: string; sessionIndex: string }> {
  const visitor = new Visitor();
  const nameId = nameIdOf(person);
  expect(await app.login(visitor, { nameId, sessionIndex, ...answer })).toMatchObject({ outcome: 'in' });
  expect(await isIn(app, visitor)).toBe(true);
  return { visitor, nameId, sessionIndex };
}

/** Whether the application finds the person still logged in, and the login still there. */
export async function isIn(app: LoginApp, visitor: Visitor): Promise<boolean> {
  const { user, record, mitid } = await app.me(visitor);
  expect([user === null, mitid?.id]).toEqual([record === undefined, record?.id]);
  return user !== null;
}

/** A LogoutRequest of NemLog-in's for this application. */
export function requestFor(app: LoginApp, said: LogoutRequestMessage): string {
  return logoutRequest({ id: `_${crypto.randomUUID()}`, destination: app.logoutUrl, ...said });
}

/** Brings a message to the application by either binding, in the browser given or in one that has no cookies. */
export function bring(
  app: LoginApp,
  binding: Binding,
  document: string,
  { visitor = new Visitor(), relayState, ...sending }: { visitor?: Visitor } & RedirectSending = {},
): Promise<Answer> {
  if (binding === 'redirect') {
    const query = redirectQuery(document, { ...sending, ...(relayState !== undefined && { relayState }) });
    return visitor.visit(`${app.logoutUrl}?${query}`);
  }
  const field = document.includes('LogoutResponse') ? 'SAMLResponse' : 'SAMLRequest';
  const fields = { [field]: base64(signLogout(document)), ...(relayState !== undefined && { RelayState: relayState }) };
  return visitor.post(app.logoutUrl, fields);
}

/** The document of ours in a URL that sends the browser to NemLog-in. */
export function documentIn(url: string, parameter: 'SAMLRequest' | 'SAMLResponse'): string {
  return inflateRawSync(Buffer.from(new URL(url).searchParams.get(parameter) ?? '', 'base64')).toString();
}

export const attributeIn = (document: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(document)?.[1];
export const textIn = (document: string, name: string) => new RegExp(`:${name}\\b[^>]*>([^<]*)<`).exec(document)?.[1];
export const statusIn = (url: string) =>
  attributeIn(documentIn(url, 'SAMLResponse'), 'Value')?.split(':').at(-1) ?? 'none';

/** The lines of the log, without those about anything else. */
export const lines = (app: LoginApp, level: string) =>
  app.log.filter((line) => line.level === level).map(({ message }) => message);
