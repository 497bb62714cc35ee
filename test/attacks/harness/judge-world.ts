import { createPrivateKey } from 'node:crypto';
import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { MitIdError } from '../../../src/errors';
import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../../../src/protocols/saml11';
import { judgeSaml2Response, type Saml2Expectations } from '../../../src/protocols/saml2';
import { MemoryStateStore } from '../../../src/state/memory';
import { CERTS } from '../../support/certs';
import { FACTS } from '../../support/saml11';
import { FACTS2 } from '../../support/saml2';
import { SERVICE_PROVIDER } from './encrypting';
import type { Lane } from './lanes';
import type { Facts, LaneName, OnTheWire } from './scene';
import { CLOCK_SKEW_MS, isSaml2, onTheWire, type World, type WorldOptions } from './world';

const REQUEST_ID = '_0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const KEY = createPrivateKey(SERVICE_PROVIDER.key);

/** The service provider as the protocol lane alone: no HTTP, no strategy. */
export function judgeWorld(lane: Lane, options: WorldOptions = {}): World {
  const store = new MemoryStateStore();
  const facts = factsOf(lane.name, Date.now());
  const scene = lane.scene(facts);
  return {
    async send(message) {
      const sent = onTheWire(scene, message(scene));
      try {
        const verified = await judge(lane, sent, facts, store, options);
        return { accepted: true, said: verified.content };
      } catch (error) {
        if (error instanceof MitIdError) return { accepted: false, code: error.code };
        throw error;
      }
    },
    close: () => Promise.resolve(),
  };
}

/** What a login of this lane expects, where no server says anything else. */
export function factsOf(lane: LaneName, now: number): Facts {
  if (lane === 'saml11-post' || lane === 'signicat-nemid') return { ...FACTS, now };
  return lane === 'saml11-artifact' ? { ...FACTS, requestId: REQUEST_ID, now } : { ...FACTS2, now };
}

/** @throws MitIdError as the lane's own judge */
export function judge(
  { name, encrypts }: Lane,
  { value }: OnTheWire,
  facts: Facts,
  store: MemoryStateStore,
  options: WorldOptions = {},
) {
  const expected = expectations(facts, store, options);
  if (name === 'saml11-artifact') return judgeArtifactReply(Buffer.from(value), facts.requestId ?? '', expected);
  if (!isSaml2(name)) return judgePostedResponse(value.toString(), expected);
  return judgeSaml2Response(value.toString(), { ...expected, ...expectations2(facts, encrypts, options) });
}

function expectations(facts: Facts, store: MemoryStateStore, options: WorldOptions) {
  const { idpCert = CERTS.idp.cert, acceptedClockSkewMs = CLOCK_SKEW_MS } = options;
  const { allowMissingInResponseTo, allowMissingAudience, allowMissingConfirmation } = options;
  const { dangerouslyAllowSha1, dangerouslyAllowUnsignedAssertion } = options;
  return {
    issuer: facts.issuer,
    audience: facts.audience,
    recipient: facts.recipient,
    certificates: trusted(idpCert),
    clockSkewMs: acceptedClockSkewMs,
    now: Date.now,
    store,
    ...(allowMissingInResponseTo && { allowMissingInResponseTo }),
    ...(allowMissingAudience && { allowMissingAudience }),
    ...(allowMissingConfirmation && { allowMissingConfirmation }),
    ...(dangerouslyAllowSha1 && { dangerouslyAllowSha1 }),
    ...(dangerouslyAllowUnsignedAssertion && { dangerouslyAllowUnsignedAssertion }),
  } satisfies Saml11Expectations;
}

// Reading a certificate costs more than judging a message.
const read = new Map<string, TrustedCertificates>();
function trusted(pem: string | readonly string[]): TrustedCertificates {
  const key = [pem].flat().join();
  const kept = read.get(key) ?? new TrustedCertificates(readTrustedCertificates(pem, 'idpCert').certificates);
  read.set(key, kept);
  return kept;
}

function expectations2(facts: Facts, encrypts: boolean, options: WorldOptions) {
  const { forceAuthn, maxAuthenticationAgeMs, requireEncryptedAssertion = encrypts } = options;
  return {
    inResponseTo: facts.requestId ?? '',
    decryption: { keys: [KEY], allowCbc: true },
    requireEncryptedAssertion,
    requireSignedAssertion: true,
    ...(forceAuthn && { authenticatedSince: facts.now }),
    ...(maxAuthenticationAgeMs !== undefined && { maxAuthenticationAgeMs }),
  } satisfies Partial<Saml2Expectations>;
}
