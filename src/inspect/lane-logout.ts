import { judgeLogoutRequest, judgeLogoutResponse, type LogoutDelivery } from '../protocols/saml2';
import { MemoryStateStore } from '../state';
import type { Expected } from './expected';
import type { Lane } from './lane';
import { ownWordsOf, type ReadMessage } from './message';
import { fieldOf } from './unwrap';

/** A logout message of the identity provider, as `NemLogInStrategy` has it judged. */
export function laneOfLogout(kind: 'logout-request' | 'logout-response', read: ReadMessage, expected: Expected): Lane {
  const { bytes, delivery } = read;
  const said = ownWordsOf(read);
  const inResponseTo = expected.requestId ?? said.inResponseTo ?? '';
  const expectations = {
    issuer: expected.issuer ?? said.issuer ?? '',
    logoutUrl: expected.logoutUrl ?? said.destination ?? '',
    clockSkewMs: expected.clockSkewMs,
    now: () => expected.at,
    dangerouslyAllowSha1: expected.dangerouslyAllowSha1 ?? false,
  };
  const { issuer, logoutUrl: recipient } = expectations;
  return {
    mended: { issuer, audience: '', recipient, inResponseTo, at: expected.at },
    signedBeside: delivery.binding === 'redirect',
    judge: async (certificates, copy) => {
      const held = { ...expectations, certificates };
      const delivered: LogoutDelivery =
        copy === undefined && delivery.binding === 'redirect'
          ? delivery
          : { binding: 'post', field: copy?.document.toString('base64') ?? fieldOf(bytes, delivery) };
      if (kind === 'logout-request') await judgeLogoutRequest(delivered, { ...held, store: new MemoryStateStore() });
      else judgeLogoutResponse(delivered, { ...held, inResponseTo });
      return undefined;
    },
  };
}
