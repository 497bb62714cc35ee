import { profileFromEIdent, profileFromSignicat } from '../profile';
import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../protocols/saml11';
import { SAML11_NAMES } from '../protocols/saml11/names';
import { MemoryStateStore } from '../state';
import { withBrokerOutcome } from '../strategies/eident/broker-errors';
import { withStatusOutcome } from '../strategies/signicat/nemid/broker-errors';
import { BROWSER_MESSAGE, openMessage, SOAP_MESSAGE, verifyMessage } from '../trust';
import type { Expected } from './expected';
import type { Lane } from './lane';
import { ownWordsOf, type ReadMessage } from './message';
import { fieldOf } from './unwrap';

/** What Signicat says where a person cancelled; the default of `cancelStatuses` there. */
const CANCELS = ['usercancel'];

/** An answer in SAML 1.1, over SOAP or posted, as `EIdentStrategy` and `SignicatStrategy` have it judged. */
export function laneOfSaml11(broker: 'eident' | 'signicat-nemid', read: ReadMessage, expected: Expected): Lane {
  const { bytes, delivery, soap } = read;
  const said = ownWordsOf(read);
  const expectations = expectationsOf(read, expected);
  const inResponseTo = soap ? (expected.requestId ?? said.inResponseTo ?? '') : undefined;
  const { issuer, audience, recipient, dangerouslyAllowSha1 = false } = expectations;
  return {
    mended: { issuer, audience, recipient, ...(inResponseTo !== undefined && { inResponseTo }), at: expected.at },
    signedBeside: false,
    judge: async (certificates, copy) => {
      const held = { ...expectations, certificates, store: new MemoryStateStore() };
      try {
        if (inResponseTo !== undefined) return await judgeArtifactReply(copy?.document ?? bytes, inResponseTo, held);
        return await judgePostedResponse(copy?.document.toString('base64') ?? fieldOf(bytes, delivery), held);
      } catch (error) {
        throw broker === 'eident' ? withBrokerOutcome(error) : withStatusOutcome(error, CANCELS);
      }
    },
    verify: (certificates) => {
      const message = openMessage(bytes, SAML11_NAMES, soap ? SOAP_MESSAGE : BROWSER_MESSAGE, soap);
      verifyMessage(message, { certificates: certificates.at(expected.at), dangerouslyAllowSha1 });
    },
    profile: (assertion) =>
      broker === 'eident' ? profileFromEIdent(assertion) : profileFromSignicat(assertion, { protocol: 'saml11' }),
  };
}

function expectationsOf(read: ReadMessage, expected: Expected): Omit<Saml11Expectations, 'certificates' | 'store'> {
  const said = ownWordsOf(read);
  return {
    issuer: expected.issuer ?? said.issuer ?? '',
    audience: expected.audience ?? said.audience ?? '',
    recipient: expected.callbackUrl ?? said.recipient ?? '',
    clockSkewMs: expected.clockSkewMs,
    now: () => expected.at,
    allowMissingInResponseTo: expected.allowMissingInResponseTo ?? false,
    allowMissingAudience: expected.allowMissingAudience ?? false,
    allowMissingConfirmation: expected.allowMissingConfirmation ?? false,
    dangerouslyAllowSha1: expected.dangerouslyAllowSha1 ?? false,
    dangerouslyAllowUnsignedAssertion: expected.dangerouslyAllowUnsignedAssertion ?? false,
  };
}
