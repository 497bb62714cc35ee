import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../../src/protocols/saml11';
import { profileFromEIdent } from '../../src/profile';
import type { StateStore } from '../../src/state';
import { LANES } from '../attacks/harness/lanes';
import type { Said, Signing } from '../attacks/harness/scene';
import { expectations, NOW, REQUEST_ID } from '../protocols/saml11/expectations';
import { FACTS } from '../support/saml11';
import { base64Of, fromLatin1, latin1, readOf, type FuzzLane } from './lane';
import { BOB11, BOB_UUID } from './people';

const EXPECTED = expectations();
const DAY = 86_400_000;

const BOB: Said = {
  attributes: BOB11,
  nameIdentifier: BOB_UUID,
  assertionId: 'TI2-b0b0000000000000b0b0000000000000',
  responseId: '_b0b0000000000000b0b0000000000000',
};
/**
 * Bob elsewhere, and Bob yesterday. Not Bob here and now: an assertion of SAML 1.1 names no request, so a stolen one that is
 * for this application and still in time is good by itself, and what keeps it out is the channel and the browser's cookie.
 */
const BOBS: readonly Said[] = [
  { ...BOB, recipient: 'https://other.example/callback', audiences: [['merchant-900002']], inResponseTo: REQUEST_ID },
  { ...BOB, now: NOW - DAY },
];

function lane(
  name: 'saml11-post' | 'saml11-artifact',
  part: 'Response' | 'Assertion' | 'both',
  {
    said,
    signing,
    options = {},
    suffix = '',
  }: { said?: Said; signing?: Signing; options?: Partial<Saml11Expectations>; suffix?: string } = {},
): FuzzLane {
  const artifact = name === 'saml11-artifact';
  const scene = LANES[name].scene({ ...FACTS, now: NOW, ...(artifact && { requestId: REQUEST_ID }) });
  const written = (saying?: Said, on = part) => latin1(scene.document(scene.signedOn(on, saying, signing)));
  const honest = written(said);
  const travel = artifact ? (document: string) => document : base64Of;
  // Where the Response answers a request, a Response that answers another is no use either.
  const here: readonly Said[] = artifact ? [{ ...BOB, inResponseTo: '_b0b' }] : [];
  const donors = [...BOBS.map((bob) => written(bob)), ...here.map((bob) => written(bob, 'Response'))];
  const material = {
    honest,
    plain: honest,
    donors,
    wires: donors.map(travel),
    idNames: ['AssertionID', 'ResponseID'],
    expected: [
      FACTS.issuer,
      FACTS.audience,
      FACTS.recipient,
      BOB_UUID,
      REQUEST_ID,
      scene.ids.Assertion,
      scene.ids.Response,
    ],
  };
  const expected = { ...EXPECTED, ...options };
  return {
    name: `${name}, ${part} signed${suffix}`,
    honest,
    wire: artifact ? 'octets' : 'base64',
    travel,
    inside: material,
    outside: material,
    replayed: 'assertion_replayed',
    enveloped: true,
    async judge(wire: string, store: StateStore) {
      const verified = await (artifact
        ? judgeArtifactReply(fromLatin1(wire), REQUEST_ID, { ...expected, store })
        : judgePostedResponse(wire, { ...expected, store }));
      return readOf(verified, (assertion) => profileFromEIdent(assertion));
    },
  };
}

const INDENTED: Said = { saml11: { indented: true } };

export const saml11Lanes = (): readonly FuzzLane[] => [
  lane('saml11-post', 'Response'),
  lane('saml11-post', 'both', { said: INDENTED, signing: { prefix: '', keyInfo: false } }),
  lane('saml11-artifact', 'Assertion'),
  lane('saml11-artifact', 'Response', { signing: { keyInfo: false } }),
  lane('saml11-artifact', 'both', { said: INDENTED }),
];

/**
 * No lane of the product's promise: with `dangerouslyAllowUnsignedAssertion` the channel vouches, so whoever can change the
 * message can be anybody. A search that finds nothing here would find nothing anywhere.
 */
export const unsignedLane = (): FuzzLane => {
  const signed = lane('saml11-artifact', 'Assertion', {
    options: { dangerouslyAllowUnsignedAssertion: true },
    suffix: ', unsigned allowed',
  });
  const bare = signed.honest.replace(/<ds:Signature [^]*<\/ds:Signature>/, '');
  return { ...signed, honest: bare, enveloped: false };
};
