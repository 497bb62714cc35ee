import { X509Certificate } from 'node:crypto';
import { factsOf } from '../../attacks/harness/judge-world';
import { SERVICE_PROVIDER } from '../../attacks/harness/encrypting';
import { LANES } from '../../attacks/harness/lanes';
import { logoutScene } from '../../attacks/harness/logout-lanes';
import type { LogoutLaneName, LogoutScene, LogoutWire } from '../../attacks/harness/logout-scene';
import type { Row } from '../../attacks/harness/registry';
import { OnTheWire, type LaneName, type Message, type Scene } from '../../attacks/harness/scene';
import { isSaml2, onTheWire, type WorldOptions } from '../../attacks/harness/world';
import { allRows } from '../../attacks/meta/all-rows';
import { CERTS } from '../../support/certs';
import { FACTS2, LOGOUT_REQUEST_ID2, LOGOUT_URL2, logoutRequest, redirectQuery } from '../../support/saml2';

/** What somebody sent, and by what it is verified. */
export interface Case {
  /** The row, the lane, and whether it is the honest twin. */
  readonly name: string;
  readonly kind: 'saml11' | 'saml2' | 'LogoutRequest' | 'LogoutResponse';
  /** The document as it arrives, in base64 or in SOAP; undefined for a query. */
  readonly document?: Buffer;
  /** What stands in a form field. */
  readonly field?: string;
  /** The raw query of HTTP-Redirect. */
  readonly query?: string;
  /** PEM, in force. */
  readonly certificates: readonly string[];
  readonly sha1: boolean;
}

const now = Date.now();
const scenes = new Map<string, Scene | LogoutScene>();

function sceneOf(lane: LaneName): Scene {
  const scene = (scenes.get(lane) as Scene | undefined) ?? LANES[lane].scene(factsOf(lane, now));
  scenes.set(lane, scene);
  return scene;
}

function logoutSceneOf(lane: LogoutLaneName): LogoutScene {
  const person = (number: number) => ({ nameId: `urn:person:${number}`, sessionIndex: `_session-${number}` });
  const ours = redirectQuery(logoutRequest({ now, id: LOGOUT_REQUEST_ID2 }), { signer: SERVICE_PROVIDER });
  return logoutScene(lane, {
    issuer: FACTS2.issuer,
    logoutUrl: LOGOUT_URL2,
    callbackUrl: FACTS2.recipient,
    named: person(1),
    bystander: person(2),
    requestId: LOGOUT_REQUEST_ID2,
    relayState: 'state',
    ownRequest: `https://idp.example/slo?${ours}`,
  });
}

/** No other implementation looks at the dates of a certificate that it is told to trust. */
const inForce = (pem: string) => {
  const known = datesJudged.get(pem);
  if (known !== undefined) return known;
  const { validFrom, validTo } = new X509Certificate(pem);
  const isInForce = Date.parse(validFrom) <= now && now < Date.parse(validTo);
  datesJudged.set(pem, isInForce);
  return isInForce;
};
const datesJudged = new Map<string, boolean>();
const signers = ({ idpCert = CERTS.idp.cert, dangerouslyAllowSha1 = false }: WorldOptions) => ({
  certificates: [idpCert].flat().filter(inForce),
  sha1: dangerouslyAllowSha1,
});

function login(name: string, lane: LaneName, options: WorldOptions, write: (scene: Scene) => Message): Case {
  const scene = sceneOf(lane);
  const { value } = sealedOnce(scene, write(scene));
  const kind = isSaml2(lane) ? 'saml2' : 'saml11';
  const sent =
    typeof value === 'string' ? { field: value, document: Buffer.from(value, 'base64') } : { document: value };
  return { name, kind, ...sent, ...signers(options) };
}

// Encrypted anew, the same message would be another one each time.
const sealed = new Map<string, OnTheWire>();
function sealedOnce(scene: Scene, message: Message): OnTheWire {
  if (message instanceof OnTheWire) return message;
  const key = scene.lane + message.toString('latin1');
  const wire = sealed.get(key) ?? onTheWire(scene, message);
  sealed.set(key, wire);
  return wire;
}

function logout(
  name: string,
  lane: LogoutLaneName,
  options: WorldOptions,
  write: (scene: LogoutScene) => LogoutWire,
): Case {
  const scene = logoutSceneOf(lane);
  const { query, body } = write(scene);
  const { kind, parameter } = scene;
  const same = { name, kind, ...signers(options) };
  if (query !== undefined) return { ...same, query };
  const field = new URLSearchParams(body).get(parameter) ?? '';
  return { ...same, field, document: Buffer.from(field, 'base64') };
}

function casesOf({ name, lanes, sends }: Row, isWanted: (lane: string) => boolean): readonly Case[] {
  if (sends === undefined) return [];
  const { options } = sends;
  const which = ['its twin', 'as sent'];
  return lanes.filter(isWanted).flatMap((lane) => {
    const called = (at: number) => `${name} at ${lane}, ${which[at] ?? ''}`;
    return 'messages' in sends
      ? sends.messages.map((write, at) => login(called(at), lane as LaneName, options, write))
      : sends.logouts.map((write, at) => logout(called(at), lane as LogoutLaneName, options, write));
  });
}

/**
 * Every message of the attack suite for one protocol, each once: what rows have in common is mostly their twin. To the trust
 * core Signicat's messages are those of the other lanes.
 */
export function allCases(protocol: 'saml11' | 'saml2' | 'logout'): readonly Case[] {
  const cases = new Map<string, Case>();
  for (const { rows } of allRows()) {
    for (const one of rows.flatMap((row) => casesOf(row, (lane) => lane.startsWith(protocol)))) {
      const key = JSON.stringify({ ...one, name: undefined, document: one.document?.toString('latin1') });
      if (!cases.has(key)) cases.set(key, one);
    }
  }
  return [...cases.values()];
}
