import { readTrusted } from '../../../../src/certificates';
import { judgeLogoutRequest, judgeLogoutResponse, type LogoutExpectations } from '../../../../src/protocols/saml2';
import { MemoryStateStore } from '../../../../src/state';
import type { Answer } from '../../eident/support/visitor';
import { LOGOUT_ANSWERS, LOGOUT_ENTRY, SP } from './idp';

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
/** The element of an identity provider that offers single logout by HTTP-POST. */
export const POST_SERVICE = `<md:SingleLogoutService Binding="${POST}" Location="${LOGOUT_ENTRY}" ResponseLocation="${LOGOUT_ANSWERS}"/>`;

/** The form of a page of ours, as a browser reads it. */
export interface ReadForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The document in it. */
  readonly document: string;
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const read = (text = '') =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (REFERENCES[name ?? ''] ?? whole) : String.fromCharCode(Number(code)),
  );

export function formIn({ status, text }: Answer): ReadForm {
  const [form, ...more] = [...text.matchAll(/<form method="post" action="([^"]*)">/g)];
  if (status !== 200 || form === undefined || more.length > 0) throw new Error(`no form, but ${status} ${text}`);
  const inputs = text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g);
  const fields = Object.fromEntries([...inputs].map(([, name = '', value]) => [name, read(value)]));
  const message = fields['SAMLRequest'] ?? fields['SAMLResponse'] ?? '';
  return { action: read(form[1]), fields, document: Buffer.from(message, 'base64').toString() };
}

/** NemLog-in's judgement of our messages: the same that ours is of its own. */
const asNemLogIn = (logoutUrl: string, issuer: string): LogoutExpectations => ({
  issuer,
  logoutUrl,
  certificates: readTrusted(SP.signing.cert, 'signingCert', Date.now()).certificates,
  clockSkewMs: 0,
  now: () => Date.now(),
});

export function believedRequest({ fields }: ReadForm, issuer: string = SP.entityId) {
  const delivery = { binding: 'post', field: fields['SAMLRequest'] ?? '' } as const;
  return judgeLogoutRequest(delivery, { ...asNemLogIn(LOGOUT_ENTRY, issuer), store: new MemoryStateStore() });
}

export function believedAnswer({ fields }: ReadForm, inResponseTo: string, issuer: string = SP.entityId) {
  const delivery = { binding: 'post', field: fields['SAMLResponse'] ?? '' } as const;
  return judgeLogoutResponse(delivery, { ...asNemLogIn(LOGOUT_ANSWERS, issuer), inResponseTo });
}
