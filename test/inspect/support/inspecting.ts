import { createPrivateKey } from 'node:crypto';
import { inspect, type Expected, type Inspection } from '../../../src/inspect';
import { NOW, SKEW, trusted } from '../../protocols/saml2/expectations';
import { CERTS } from '../../support/certs';
import { FACTS } from '../../support/saml11';
import { base64, FACTS2, LOGOUT_URL2 } from '../../support/saml2';

export { NOW, SKEW };

const COMMON = {
  at: NOW,
  clockSkewMs: SKEW,
  certificates: trusted(CERTS.idp.cert),
  decryptionKeys: [],
} satisfies Expected;

/** What a NemLog-in strategy would be configured with, save that a plain assertion does. */
export const NEMLOG_IN: Expected = {
  ...COMMON,
  issuer: FACTS2.issuer,
  entityId: FACTS2.audience,
  callbackUrl: FACTS2.recipient,
  logoutUrl: LOGOUT_URL2,
  requestId: FACTS2.requestId,
  requireEncryptedAssertion: false,
};

/** What an E-Ident strategy would be. */
export const EIDENT: Expected = {
  ...COMMON,
  issuer: FACTS.issuer,
  audience: FACTS.audience,
  callbackUrl: FACTS.recipient,
};

/** Nothing but the moment: everything else is taken from the message. */
export const UNTOLD: Expected = { at: NOW, clockSkewMs: SKEW, decryptionKeys: [] };

/** The key whose certificate is `CERTS.idpNext`. */
export const KEY = createPrivateKey(CERTS.idpNext.key);

/** Inspects the form field of a document, or another text as it stands. */
export async function inspected(document: string, expected: Expected = NEMLOG_IN): Promise<Inspection> {
  return inspect(Buffer.from(document.startsWith('<') ? base64(document) : document), expected);
}

/** The codes of what it fails. */
export const codesOf = ({ judgement, refused }: Inspection): readonly string[] =>
  [...(judgement?.failures ?? []), ...(refused === undefined ? [] : [refused])].map(({ code }) => code);

/** Every fact by its name, the first of each. */
export function saysOf({ says }: Inspection): Record<string, string> {
  return Object.fromEntries(
    [...says].reverse().map(({ name, value, when }) => [name, [value, when].filter(Boolean).join(', ')]),
  );
}
