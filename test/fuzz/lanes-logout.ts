import { deflateRawSync } from 'node:zlib';
import { judgeLogoutRequest, judgeLogoutResponse, type LogoutDelivery } from '../../src/protocols/saml2';
import type { StateStore } from '../../src/state';
import { LOGOUT_LANES, logoutScene } from '../attacks/harness/logout-lanes';
import type { LogoutLaneName, LogoutSaid } from '../attacks/harness/logout-scene';
import { NOW, SKEW, trusted } from '../protocols/saml2/expectations';
import { CERTS } from '../support/certs';
import {
  FACTS2,
  LOGOUT_ID2,
  LOGOUT_REQUEST_ID2,
  LOGOUT_URL2,
  PERSON_NAME_ID,
  redirectQuery,
  SESSION_INDEX2,
  signLogout,
} from '../support/saml2';
import { base64Of, fromLatin1, latin1, type FuzzLane } from './lane';
import { BOB_NAME_ID } from './people';

const RELAY_STATE = 'a state';
const DAY = 86_400_000;
const BOB: LogoutSaid = { nameId: BOB_NAME_ID, sessionIndexes: ['_b0b'], id: '_b0b00000-0000-4000-8000-000000000005' };

/** Bob's logout, at another application and yesterday; a Response that answers him, and one that says it did not work. */
const BOBS: Readonly<Record<'LogoutRequest' | 'LogoutResponse', readonly LogoutSaid[]>> = {
  LogoutRequest: [
    { ...BOB, destination: 'https://other.example/slo' },
    { ...BOB, now: NOW - DAY },
  ],
  LogoutResponse: [
    { ...BOB, inResponseTo: '_b0b' },
    { ...BOB, statusCodes: ['urn:oasis:names:tc:SAML:2.0:status:Requester'] },
  ],
};

const STANDING = {
  issuer: FACTS2.issuer,
  logoutUrl: LOGOUT_URL2,
  certificates: trusted(CERTS.idp.cert),
  clockSkewMs: SKEW,
  now: () => NOW,
};

function lane(name: LogoutLaneName): FuzzLane {
  const scene = logoutScene(name, {
    issuer: FACTS2.issuer,
    logoutUrl: LOGOUT_URL2,
    callbackUrl: FACTS2.recipient,
    named: { nameId: PERSON_NAME_ID, sessionIndex: SESSION_INDEX2 },
    bystander: { nameId: BOB_NAME_ID, sessionIndex: '_b0b' },
    relayState: RELAY_STATE,
    ownRequest: '',
    requestId: LOGOUT_REQUEST_ID2,
  });
  const { binding, kind } = scene;
  const redirect = binding === 'redirect';
  const written = (said: LogoutSaid) => {
    const unsigned = scene.unsigned({ now: NOW, ...said });
    return latin1(redirect ? unsigned : signLogout(unsigned));
  };
  const query = (document: string) => redirectQuery(document, { parameter: scene.parameter, relayState: RELAY_STATE });
  const honest = written({});
  const honestQuery = redirect ? query(honest) : '';
  // What was changed goes under the signature of what was not.
  const changed = (document: string) =>
    honestQuery.replace(
      /=[^&]*/,
      () => `=${encodeURIComponent(deflateRawSync(fromLatin1(document)).toString('base64'))}`,
    );
  const travel = redirect ? (document: string) => (document === honest ? honestQuery : changed(document)) : base64Of;
  const donors = BOBS[kind].map(written);
  const material = {
    honest,
    plain: honest,
    donors,
    wires: donors.map((donor) => (redirect ? query(donor) : base64Of(donor))),
    idNames: ['ID'],
    expected: [FACTS2.issuer, LOGOUT_URL2, LOGOUT_REQUEST_ID2, LOGOUT_ID2, BOB_NAME_ID, SESSION_INDEX2],
  };
  return {
    name,
    honest,
    wire: redirect ? 'query' : 'base64',
    travel,
    inside: material,
    outside: material,
    ...(kind === 'LogoutRequest' && { replayed: 'logout_replayed' as const }),
    enveloped: !redirect,
    async judge(wire: string, store: StateStore) {
      const delivery: LogoutDelivery = redirect
        ? { binding: 'redirect', rawQuery: wire }
        : { binding: 'post', field: wire };
      const { signature, ...said } = await (kind === 'LogoutRequest'
        ? judgeLogoutRequest(delivery, { ...STANDING, store })
        : Promise.resolve(judgeLogoutResponse(delivery, { ...STANDING, inResponseTo: LOGOUT_REQUEST_ID2 })));
      return { said, proofs: [signature] };
    },
  };
}

export const logoutLanes = (): readonly FuzzLane[] => LOGOUT_LANES.map(lane);
