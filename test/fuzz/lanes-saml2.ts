import { createPrivateKey } from 'node:crypto';
import { profileFromOioSaml } from '../../src/profile';
import { judgeSaml2Response, type Saml2Expectations } from '../../src/protocols/saml2';
import type { StateStore } from '../../src/state';
import { ENCRYPTION, encryptAssertions, SERVICE_PROVIDER } from '../attacks/harness/encrypting';
import { LANES } from '../attacks/harness/lanes';
import type { Said, Signing } from '../attacks/harness/scene';
import { expectations, NOW } from '../protocols/saml2/expectations';
import type { Encryption } from '../support/saml2/encrypt';
import { AES128_GCM, AES256_CBC, OAEP_11 } from '../support/saml2/encryption-methods';
import { FACTS2 } from '../support/saml2';
import { SHA256 } from '../support/xmldsig/methods';
import { base64Of, fromLatin1, latin1, readOf, type FuzzLane } from './lane';
import { BOB2, BOB_NAME_ID } from './people';

const DAY = 86_400_000;
const KEY = createPrivateKey(SERVICE_PROVIDER.key);
const EXPECTED = expectations();

const BOB: Said = {
  attributes: BOB2,
  nameIdentifier: BOB_NAME_ID,
  assertionId: '_b0b00000-0000-4000-8000-000000000001',
  responseId: '_b0b00000-0000-4000-8000-000000000002',
  saml2: { sessionIndex: '_b0b00000-0000-4000-8000-000000000003' },
};
/** Bob in a login of his own here and now, Bob elsewhere, and Bob yesterday. */
const BOBS: readonly Said[] = [
  { ...BOB, inResponseTo: '_b0b00000-0000-4000-8000-000000000004' },
  { ...BOB, recipient: 'https://other.example/acs', audiences: [['https://other.example/saml']] },
  { ...BOB, now: NOW - DAY },
];

interface Shape {
  readonly suffix?: string;
  readonly said?: Said;
  readonly signing?: Signing;
  readonly options?: Partial<Saml2Expectations>;
  readonly encryption?: Encryption;
  /** Encrypted by the scene, before the Response around it was signed. */
  readonly sealed?: true;
}

function lane(part: 'Response' | 'Assertion' | 'both', shape: Shape = {}): FuzzLane {
  const { said, signing, options, encryption, sealed = false, suffix = '' } = shape;
  const facts = { ...FACTS2, now: NOW };
  const scene = LANES[sealed ? 'saml2-encrypted' : 'saml2-post'].scene(facts);
  const written = (saying?: Said) => latin1(scene.signedOn(part, saying, signing));
  const encrypt =
    encryption && ((document: string) => encryptAssertions(fromLatin1(document), encryption).toString('latin1'));
  const honest = written(said);
  const plainDonors = BOBS.map(written);
  const material = {
    honest,
    // What the scene has encrypted under the signed Response.
    plain: sealed ? latin1(LANES['saml2-post'].scene(facts).signedOn('Assertion')) : honest,
    donors: plainDonors,
    wires: plainDonors.map(base64Of),
    idNames: ['ID'],
    expected: [
      ...[FACTS2.issuer, FACTS2.audience, FACTS2.recipient, FACTS2.requestId, BOB_NAME_ID],
      ...[scene.ids.Assertion, scene.ids.Response],
    ],
  };
  const donors = encrypt === undefined ? plainDonors : [...plainDonors.map(encrypt), ...plainDonors];
  const encrypts = encrypt !== undefined || sealed;
  const expected = {
    ...EXPECTED,
    decryption: { keys: [KEY], allowCbc: true },
    requireEncryptedAssertion: encrypts,
    ...options,
  };
  return {
    name: `saml2-${encrypts ? 'encrypted' : 'post'}, ${part} signed${suffix}`,
    honest,
    ...(encrypt && { encrypt }),
    wire: 'base64',
    travel: base64Of,
    inside: material,
    outside: { ...material, donors, wires: donors.map(base64Of) },
    replayed: 'assertion_replayed',
    enveloped: true,
    async judge(wire: string, store: StateStore) {
      const verified = await judgeSaml2Response(wire, { ...expected, store });
      return readOf(verified, (assertion) => profileFromOioSaml(assertion));
    },
  };
}

const INDENTED: Said = { saml2: { indented: true } };

export const saml2Lanes = (): readonly FuzzLane[] => [
  lane('Assertion'),
  lane('both', { said: INDENTED, signing: { prefix: '', keyInfo: false } }),
  lane('Response', { options: { requireSignedAssertion: false } }),
  lane('Assertion', { encryption: ENCRYPTION }),
  lane('Assertion', {
    encryption: { ...ENCRYPTION, data: AES256_CBC, key: OAEP_11, digest: SHA256, keyPlace: 'beside' },
    suffix: ', CBC',
  }),
  lane('Assertion', { encryption: { ...ENCRYPTION, data: AES128_GCM }, said: INDENTED, suffix: ', indented' }),
  lane('Response', { sealed: true, options: { requireSignedAssertion: false } }),
  lane('both', { sealed: true }),
];
