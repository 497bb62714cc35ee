import { CERTS } from '../../../support/certs';
import { base64, saml11Response, signSaml11, type Saml11Message, type Saml11Signing } from '../../../support/saml11';
import { SIGNICAT_ISSUER, SIGNICAT_LOGINS, type SignicatLogin } from '../../../support/signicat-logins';
import { answerTo, SP, type AnswerWith } from '../../nemlog-in/support/idp';

export const AUTHENTICATION_URL = 'https://preprod.signicat.example/std/method/demo';
export const NEMID = { issuer: SIGNICAT_ISSUER, audience: 'https://app.example/demo' } as const;

/** The attributes of one of the logins, as a message says them. */
function attributesOf(login: SignicatLogin): readonly (readonly [name: string, value: string])[] {
  return Object.entries(SIGNICAT_LOGINS[login].says);
}

/** How a NemID answer differs from what Signicat sends. */
export interface NemIdAnswerWith extends Saml11Message {
  readonly login?: Exclude<SignicatLogin, 'mitId'>;
  readonly sign?: Saml11Signing | false;
  /** The last word on the document. */
  readonly edit?: (xml: string) => string;
}

/** A POST as Signicat's page makes the browser send it. */
export interface Posted {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What Signicat posts in answer to the authentication URL that a login starts with: to its target, which is the Recipient too. */
export function nemIdAnswer(
  url: string,
  { login = 'person', sign = {}, edit = (xml) => xml, ...said }: NemIdAnswerWith = {},
): Posted {
  const target = new URL(url).searchParams.get('target') ?? '';
  const facts = { issuer: NEMID.issuer, audiences: [[NEMID.audience]], recipient: target };
  const about = { nameIdentifier: SIGNICAT_LOGINS[login].subject.nameId, attributes: attributesOf(login) };
  const id = { assertionId: `_${crypto.randomUUID()}`, attributeNamespace: 'nemid' };
  const plain = saml11Response({ ...facts, ...about, ...id, ...said });
  const signed = sign === false ? plain : signSaml11(plain, { what: 'response', signer: CERTS.idp, ...sign });
  return { url: target, fields: { SAMLResponse: base64(edit(signed)), TARGET: target } };
}

/** What Signicat posts in answer to the AuthnRequest that a login starts with. */
export function mitIdAnswer(url: string, callbackUrl: string, said: AnswerWith = {}): Posted {
  const { nameId } = SIGNICAT_LOGINS.mitId.subject;
  const fields = answerTo(url, callbackUrl, { nameId, attributes: attributesOf('mitId'), ...said });
  return { url: callbackUrl, fields };
}

export { SP };
