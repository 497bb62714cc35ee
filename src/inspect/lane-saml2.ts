import { profileFromOioSaml, profileFromSignicat } from '../profile';
import { judgeSaml2Response, type Saml2Expectations } from '../protocols/saml2';
import { SAML2_NAMES } from '../protocols/saml2/names';
import { MemoryStateStore } from '../state';
import { DEFAULT_CANCEL_STATUSES } from '../strategies/saml2/config';
import { withStatusOutcome } from '../strategies/saml2/status';
import { BROWSER_MESSAGE, openMessage, verifyMessage } from '../trust';
import type { Expected } from './expected';
import type { Lane } from './lane';
import { ownWordsOf, type ReadMessage } from './message';
import { fieldOf } from './unwrap';

/** The answer of an identity provider, as `NemLogInStrategy` and `SignicatStrategy` have it judged. */
export function laneOfSaml2(broker: 'nemlog-in' | 'signicat-mitid', read: ReadMessage, expected: Expected): Lane {
  const { bytes, delivery } = read;
  const expectations = expectationsOf(broker, read, expected);
  const { issuer, audience, recipient, inResponseTo, decryption, dangerouslyAllowSha1 = false } = expectations;
  return {
    mended: { issuer, audience, recipient, inResponseTo, at: expected.at },
    signedBeside: false,
    judge: async (certificates, copy) => {
      const held = {
        ...expectations,
        certificates,
        ...(copy?.mayBePlain === true && { requireEncryptedAssertion: false }),
      };
      const field = copy?.document.toString('base64') ?? fieldOf(bytes, delivery);
      try {
        return await judgeSaml2Response(field, { ...held, store: new MemoryStateStore() });
      } catch (error) {
        throw withStatusOutcome(error, DEFAULT_CANCEL_STATUSES);
      }
    },
    verify: (certificates) => {
      const message = openMessage(bytes, SAML2_NAMES, BROWSER_MESSAGE, false);
      verifyMessage(message, { certificates: certificates.at(expected.at), dangerouslyAllowSha1 }, decryption);
    },
    profile: (assertion) =>
      broker === 'nemlog-in'
        ? profileFromOioSaml(assertion, { allowAssuranceLevel: expected.allowAssuranceLevel ?? false })
        : profileFromSignicat(assertion, { protocol: 'saml2' }),
  };
}

/** With the defaults of the strategies: src/strategies/saml2/expectations.ts. */
function expectationsOf(
  broker: 'nemlog-in' | 'signicat-mitid',
  read: ReadMessage,
  expected: Expected,
): Omit<Saml2Expectations, 'certificates' | 'store'> {
  const said = ownWordsOf(read);
  const { decryptionKeys: keys, allowCbc = broker === 'nemlog-in' } = expected;
  return {
    issuer: expected.issuer ?? said.issuer ?? '',
    audience: expected.audience ?? expected.entityId ?? said.audience ?? '',
    recipient: expected.callbackUrl ?? said.destination ?? '',
    inResponseTo: expected.requestId ?? said.inResponseTo ?? '',
    // Without a key, all is judged that can be without one.
    decryption: { keys, allowCbc },
    requireEncryptedAssertion: expected.requireEncryptedAssertion ?? true,
    requireSignedAssertion: !(broker === 'signicat-mitid' && expected.allowSignedResponseOnly === true),
    clockSkewMs: expected.clockSkewMs,
    now: () => expected.at,
    dangerouslyAllowSha1: expected.dangerouslyAllowSha1 ?? false,
  };
}
