import { deflateRawSync } from 'node:zlib';
import { SAML } from '@node-saml/passport-saml';
import { MitIdError, type MitIdErrorCode } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state/memory';
import { CERTS } from '../../support/certs';
import { authnStatement, HOLDER_OF_KEY2, instant, PERSON_NAME_ID, STATUS2 } from '../../support/saml2';
import { RSA_SHA1, SHA1 } from '../../support/xmldsig/methods';
import { prolog, swap } from '../harness/edit';
import { factsOf, judge } from '../harness/judge-world';
import { LANES } from '../harness/lanes';
import type { Said, Scene } from '../harness/scene';
import { onTheWire } from '../harness/world';
import { allRows } from './all-rows';

// The table at the end of facts/attacks.md: what node-saml 5.1.0 takes in its default configuration. Each row is sent to
// it as it is, so that what we refuse is no straw man; and what we refuse it with stands among the attacks.

interface Accepted {
  readonly row: string;
  /** What covers it in this folder. */
  readonly attacks: readonly string[];
  /** What our lane refuses the same message with. */
  readonly code: MitIdErrorCode;
  readonly message: (scene: Scene) => string;
}

// By default node-saml wants the Response signed as well.
const signed = (said: Said) => (scene: Scene) => scene.signedOn('both', said);
const past = (scene: Scene) => instant(scene.facts.now - 60_000);
const evil = 'https://evil.example';

const ROWS: readonly Accepted[] = [
  {
    row: 'SHA-1 signature and digest',
    attacks: ['sha1-signature-and-digest', 'sha1-signature', 'sha1-digest'],
    code: 'signature_sha1',
    message: (scene) => scene.signedOn('both', {}, { signatureAlgorithm: RSA_SHA1, digestAlgorithm: SHA1 }),
  },
  {
    row: 'wrong Destination',
    attacks: ['destination-of-another-application', 'destination-left-out'],
    code: 'destination_mismatch',
    message: signed({ saml2: { destination: evil } }),
  },
  {
    row: 'wrong Recipient',
    attacks: ['recipient-of-another-application', 'destination-right-and-recipient-of-another-application'],
    code: 'recipient_mismatch',
    message: signed({ recipient: evil }),
  },
  {
    row: 'wrong Issuer although idpIssuer is set',
    attacks: ['issuer-of-another-broker', 'response-issuer-of-another-broker', 'assertion-issuer-of-another-broker'],
    code: 'issuer_mismatch',
    message: signed({ issuer: evil }),
  },
  {
    row: 'SubjectConfirmation holder-of-key',
    attacks: ['confirmation-holder-of-key'],
    code: 'confirmation_method',
    message: signed({ confirmationMethods: [HOLDER_OF_KEY2] }),
  },
  {
    row: 'SubjectConfirmationData that has expired',
    attacks: ['confirmation-end-past'],
    code: 'confirmation_expired',
    message: (scene) => signed({ saml2: { confirmations: [{ notOnOrAfter: past(scene) }] } })(scene),
  },
  {
    row: 'Status Requester with an assertion',
    attacks: ['status-code-requester'],
    code: 'status_not_success',
    message: signed({ saml2: { statusCodes: [`${STATUS2}Requester`] } }),
  },
  {
    row: 'Version 9.9',
    attacks: ['version-9-9'],
    code: 'version_unsupported',
    message: signed({ version: '9.9' }),
  },
  {
    row: 'no AuthnStatement',
    attacks: ['no-authentication-statement'],
    code: 'authentication_statement_missing',
    message: signed({ authenticationStatement: false }),
  },
  {
    row: 'SessionNotOnOrAfter that is past',
    attacks: ['session-past-its-end', 'session-past-its-end-in-a-second-statement'],
    code: 'session_expired',
    message: (scene) =>
      signed({ saml2: { authnStatement: authnStatement({ sessionNotOnOrAfter: past(scene) }) } })(scene),
  },
  {
    row: 'no NameID, and an attribute called nameID',
    attacks: ['attribute-called-name-id-in-place-of-it', 'name-id-left-out'],
    code: 'name_identifier_missing',
    message: signed({ nameIdentifier: null, attributes: [['nameID', PERSON_NAME_ID]] }),
  },
  {
    row: 'DOCTYPE before the message',
    attacks: ['doctype-bare'],
    code: 'xml_doctype',
    message: (scene) => prolog(scene.signedOn('both'), '<!DOCTYPE x>'),
  },
  {
    row: 'NameID cut by a processing instruction, read as it was signed',
    attacks: ['instruction-in-name-identifier', 'comment-in-name-identifier'],
    code: 'xml_processing_instruction',
    message: (scene) => swap(scene.signedOn('both'), '5b1a4f5e', '<?p 5b1a?>4f5e'),
  },
];

/** Rows that are no message to the judge; below each is sent in its own way. */
const OTHERS: readonly Pick<Accepted, 'row' | 'attacks'>[] = [
  {
    row: 'the same response three times, with OneTimeUse',
    attacks: ['assertion-with-one-time-use-used-again', 'assertion-used-again'],
  },
  {
    row: 'LogoutRequest by redirect without a signature',
    attacks: ['logout-request-without-a-signature-by-redirect', 'logout-request-without-a-signature-by-post'],
  },
  { row: 'deflate bomb', attacks: ['deflate-bomb', 'message-deflated'] },
];

const facts = factsOf('saml2-post', Date.now());
const scene = LANES['saml2-post'].scene(facts);
const oneTimeUse = { extraConditions: '<saml:OneTimeUse></saml:OneTimeUse>' };

const nodeSaml = () =>
  new SAML({
    idpCert: CERTS.idp.cert,
    idpIssuer: facts.issuer,
    issuer: facts.audience,
    callbackUrl: facts.recipient,
    entryPoint: 'https://idp.example/sso',
  });

async function taken(message: string, saml = nodeSaml()): Promise<string | undefined> {
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: base64(message) });
  return profile?.nameID;
}
const base64 = (text: string) => Buffer.from(text).toString('base64');

async function refusal(message: string, store = new MemoryStateStore()): Promise<string> {
  try {
    await judge(LANES['saml2-post'], onTheWire(scene, message), facts, store);
  } catch (error) {
    if (error instanceof MitIdError) return error.code;
    throw error;
  }
  return 'accepted';
}

const attacks = new Set(
  allRows().flatMap(({ rows }) => rows.flatMap(({ kind, name }) => (kind === 'attack' ? name : []))),
);
test.each([...ROWS, ...OTHERS])('$row: is among the attacks', (row) => {
  expect(row.attacks.length).toBeGreaterThan(0);
  expect(row.attacks.filter((name) => !attacks.has(name))).toEqual([]);
});

test('the honest message is taken by both, and one that nobody trusts by neither', async () => {
  expect(await taken(scene.signedOn('both'))).toBe(PERSON_NAME_ID);
  expect(await refusal(scene.signedOn('both'))).toBe('accepted');
  const foreign = scene.signedOn('both', {}, { signer: CERTS.foreign });
  await expect(taken(foreign)).rejects.toThrow('Invalid');
  expect(await refusal(foreign)).toBe('signature_invalid');
});

test.each(ROWS)('$row: node-saml takes it, and we refuse it as $code', async ({ message, code }) => {
  const sent = message(scene);
  expect(await taken(sent)).toBe(PERSON_NAME_ID);
  expect(await refusal(sent)).toBe(code);
});

test('the same response three times, with OneTimeUse: node-saml takes each, and we the first', async () => {
  const [sent, saml, store] = [scene.signedOn('both', oneTimeUse), nodeSaml(), new MemoryStateStore()];
  for (const expected of ['accepted', 'assertion_replayed', 'assertion_replayed']) {
    expect(await taken(sent, saml)).toBe(PERSON_NAME_ID);
    expect(await refusal(sent, store)).toBe(expected);
  }
});

test('a LogoutRequest by redirect without a signature: node-saml logs out by it', async () => {
  const request =
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
    ` ID="_x" Version="2.0" IssueInstant="${instant(Date.now())}"><saml:Issuer>${facts.issuer}</saml:Issuer>` +
    `<saml:NameID>${PERSON_NAME_ID}</saml:NameID></samlp:LogoutRequest>`;
  const SAMLRequest = deflateRawSync(request).toString('base64');
  const { loggedOut } = await nodeSaml().validateRedirectAsync(
    { SAMLRequest },
    new URLSearchParams({ SAMLRequest }).toString(),
  );
  expect(loggedOut).toBe(true);
});
