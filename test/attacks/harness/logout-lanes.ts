import { CERTS } from '../../support/certs';
import {
  base64,
  LOGOUT_ID2,
  logoutRequest,
  logoutResponse,
  redirectQuery,
  type RedirectSending,
} from '../../support/saml2';
import { signByHand, SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import { swap } from './edit';
import type { LogoutLaneName, LogoutScene } from './logout-scene';

/** What a logout goes by; made anew for each. */
export type LogoutFacts = Pick<
  LogoutScene,
  'issuer' | 'logoutUrl' | 'callbackUrl' | 'named' | 'bystander' | 'relayState' | 'ownRequest' | 'anotherRelayState'
> & {
  /** The ID of our LogoutRequest, where one went out. */
  readonly requestId: string;
};

export const LOGOUT_LANES: readonly LogoutLaneName[] = [
  'logout-request-redirect',
  'logout-request-post',
  'logout-response-redirect',
  'logout-response-post',
];

/** The lanes by what they are, for attacks that only some can meet. */
export const LOGOUT_REQUEST = LOGOUT_LANES.filter((lane) => lane.includes('-request-'));
export const LOGOUT_RESPONSE = LOGOUT_LANES.filter((lane) => lane.includes('-response-'));
export const LOGOUT_REDIRECT = LOGOUT_LANES.filter((lane) => lane.endsWith('-redirect'));
export const LOGOUT_POST = LOGOUT_LANES.filter((lane) => lane.endsWith('-post'));

export function logoutScene(lane: LogoutLaneName, facts: LogoutFacts): LogoutScene {
  const kind = LOGOUT_REQUEST.includes(lane) ? 'LogoutRequest' : 'LogoutResponse';
  const binding = LOGOUT_REDIRECT.includes(lane) ? 'redirect' : 'post';
  const parameter = kind === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse';
  const { issuer, logoutUrl: destination, named, requestId: inResponseTo, relayState } = facts;

  const scene: LogoutScene = {
    lane,
    kind,
    binding,
    parameter,
    ...facts,
    unsigned(said = {}) {
      const { nameId, sessionIndex } = named;
      if (kind === 'LogoutResponse') return logoutResponse({ issuer, destination, inResponseTo, ...said });
      return logoutRequest({ issuer, destination, nameId, sessionIndexes: [sessionIndex], ...said });
    },
    signed: (said, hand) => scene.send(scene.unsigned(said), hand),
    send: (document, hand) =>
      binding === 'redirect' ? scene.redirect(document, hand) : scene.form(scene.sign(document, hand)),
    redirect: (document, sending) => ({ query: query(document, sending) }),
    form: (document) => ({ body: { [parameter]: base64(document), RelayState: relayState } }),
    sign(document, hand) {
      const placed = document.includes(SIGNATURE_HERE)
        ? document
        : swap(document, '</saml:Issuer>', `</saml:Issuer>${SIGNATURE_HERE}`);
      return signByHand(placed, { signer: CERTS.idp, id: LOGOUT_ID2, ...hand });
    },
    tampered(edit, said) {
      const document = scene.unsigned(said);
      if (binding === 'post') return scene.form(edit(scene.sign(document)));
      // The signature stays what it was over the document as it was.
      let octets = '';
      query(document, { octets: (usual) => (octets = usual) });
      return scene.redirect(edit(document), { octets: () => octets });
    },
  };
  const query = (document: string | Buffer, sending: RedirectSending = {}) =>
    redirectQuery(document.toString(), {
      parameter,
      relayState,
      ...(Buffer.isBuffer(document) && { deflate: () => document }),
      ...sending,
    });
  return scene;
}
