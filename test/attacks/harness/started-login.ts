import { inflateRawSync } from 'node:zlib';
import { FACTS } from '../../support/saml11';
import { FACTS2 } from '../../support/saml2';
import type { Browser } from './browser';
import type { Lane } from './lanes';
import type { Facts, Message, Scene } from './scene';
import { isSaml2, onTheWire } from './world';

/** A login that a browser has started: what the identity provider was told, and a hand to write the answer with. */
export interface StartedLogin {
  readonly browser: Browser;
  /** TARGET or RelayState; at Signicat's NemID the target, which is where the answer goes. */
  readonly relayState: string;
  /** The path that the answer is posted to. */
  readonly action: string;
  readonly scene: Scene;
}

/**
 * Starts a login, and stops before the identity provider.
 *
 * @param route where it starts, when it is not above the callback.
 * @param broker the entity that was asked, when it is not the lane's own.
 */
export async function startLogin(
  lane: Lane,
  callbackUrl: string,
  browser: Browser,
  { route, broker }: { readonly route?: string; readonly broker?: string } = {},
): Promise<StartedLogin> {
  const sentOn = await browser.get(route ?? new URL('.', callbackUrl).pathname.slice(0, -1));
  const { searchParams } = new URL(sentOn.location ?? '');
  const { issuer, audience } = isSaml2(lane.name) ? FACTS2 : FACTS;
  const requestId = requestIdOf(searchParams);
  const relayState = ['TARGET', 'RelayState', 'target'].flatMap((name) => searchParams.get(name) ?? []).join();
  const recipient = lane.name === 'signicat-nemid' ? relayState : callbackUrl;
  const facts: Facts = {
    issuer: broker ?? issuer,
    audience,
    recipient,
    now: Date.now(),
    ...(requestId !== undefined && { requestId }),
  };
  const { pathname, search } = new URL(recipient);
  return { browser, relayState, action: pathname + search, scene: lane.scene(facts) };
}

/** The fields in which an honest identity provider answers this login. */
export function fieldsOf({ scene, relayState }: StartedLogin, message: Message): Record<string, string> {
  const SAMLResponse = onTheWire(scene, message).value.toString();
  return isSaml2(scene.lane) ? { SAMLResponse, RelayState: relayState } : { SAMLResponse, TARGET: relayState };
}

/** The ID that the request of a redirect says of itself; undefined where there is no request. */
export function requestIdOf(query: URLSearchParams): string | undefined {
  const request = query.get('SAMLRequest');
  if (request === null) return undefined;
  const xml = inflateRawSync(Buffer.from(request, 'base64')).toString();
  const requestId = / ID="([^"]+)"/.exec(xml)?.[1];
  if (requestId === undefined) throw new Error('a request without an ID');
  return requestId;
}
