import type { MitIdError } from '../../src/errors';
import { judgeXml } from '../protocols/saml2/expectations';
import { CERTS } from '../support/certs';
import {
  ASSERTION2,
  base64,
  NAME_ID_TRANSIENT,
  OIOSAML3_PRIVATE,
  saml2Assertion,
  saml2Response,
  signSaml2,
  STATUS2,
  type Saml2Message,
  type Saml2Signing,
} from '../support/saml2';
import { encryptAssertion } from '../support/saml2/encrypt';
import { AES256_CBC } from '../support/saml2/encryption-methods';
import { RSA_SHA1 } from '../support/xmldsig/methods';
import { codesOf, inspected, KEY, NEMLOG_IN, NOW, saysOf, UNTOLD } from './support/inspecting';

const signed = (says: Saml2Message = {}, signing: Saml2Signing = {}) =>
  signSaml2(saml2Response({ now: NOW, ...says }), signing);

test('an answer that passes is read, and what nobody but the application knows is said not to be checked', async () => {
  const inspection = await inspected(signed());
  expect(inspection).toMatchObject({
    what: 'SAML 2.0 Response: the answer to a login',
    wrapped: ['base64'],
    signatures: [{ where: 'Response/Assertion/Signature', algorithm: 'rsa-sha256', digest: 'sha256', verified: true }],
    judgement: { broker: 'nemlog-in', at: '2026-03-04T12:00:00.000Z', passes: true, failures: [], complete: true },
  });
  expect(inspection.judgement?.notChecked).toHaveLength(1);
  expect(inspection.judgement?.reads).toContainEqual({ name: 'identityType', value: 'private' });
  expect(saysOf(inspection)).toMatchObject({
    'Response/@Destination': 'https://app.example/login/nemlog-in/callback',
    'Conditions/@NotBefore': '2026-03-04T11:59:00Z, 1 min ago',
    'Conditions/@NotOnOrAfter': '2026-03-04T13:00:00Z, ends in 1 h',
    'AudienceRestriction/Audience': 'https://app.example/saml',
    'AuthnContext/AuthnContextClassRef': 'https://data.gov.dk/concept/core/nsis/loa/Substantial',
  });
  expect(inspection.attributes).toContainEqual({
    name: 'https://data.gov.dk/model/core/eid/cprNumber',
    values: ['010170-xxxx'],
  });
});

test('what was not said is taken from the message, and never said to have passed', async () => {
  const { judgement, signatures } = await inspected(signed(), { ...UNTOLD, requireEncryptedAssertion: false });
  expect(judgement).toMatchObject({ passes: true, failures: [], complete: true });
  expect(judgement?.notChecked.map(({ what }) => what)).toEqual([
    'whose signature it is',
    'Issuer',
    'Destination and Recipient',
    'Audience',
    'InResponseTo',
    'whether it was used before, belongs to this browser, and meets the policy',
  ]);
  expect(signatures[0]).toMatchObject({ verified: undefined, says: { key: 'RSA 2048' } });
});

describe('without a certificate, a signature behind that of the Response is looked at all the same', () => {
  const untold = { ...UNTOLD, requireEncryptedAssertion: false };
  const around = (xml: string) => signSaml2(xml, { what: 'response' });

  test('two that are sound', async () => {
    expect((await inspected(around(signed()), untold)).judgement).toMatchObject({ failures: [], complete: true });
  });

  test('one that covers something else', async () => {
    const { judgement } = await inspected(around(signed().replace('Åkjær', 'Akjær')), untold);
    expect(judgement).toMatchObject({
      passes: false,
      failures: [{ code: 'digest_mismatch', where: 'Response/Assertion/Signature' }],
      complete: true,
    });
  });

  test('one inside of what was opened', async () => {
    const changed = signed().replace('Åkjær', 'Akjær');
    const xml = around(encryptAssertion(changed, { certificate: CERTS.idpNext.cert }));
    const { judgement } = await inspected(xml, { ...UNTOLD, decryptionKeys: [KEY] });
    expect(judgement).toMatchObject({
      passes: false,
      failures: [{ code: 'decryption_failed', got: 'a plaintext refused for digest_mismatch' }],
      complete: true,
    });
  });

  test('one where none may be', async () => {
    const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(signed()) ?? [];
    const extensions = `<samlp:Extensions>${signature.replaceAll(/ Id="[^"]*"/g, '')}</samlp:Extensions><samlp:Status>`;
    const { judgement } = await inspected(around(signed().replace('<samlp:Status>', extensions)), untold);
    expect(judgement).toMatchObject({ passes: false, failures: [{ code: 'signature_misplaced' }], complete: true });
  });
});

/** Each with everything that it fails, in order; the first is what the judge says. */
type Row = readonly [name: string, codes: readonly string[], xml: () => string];

const FAILURES: readonly Row[] = [
  ['another Destination', ['destination_mismatch'], () => signed({ destination: 'https://other.example' })],
  ['no Destination', ['destination_mismatch'], () => signed({ destination: null })],
  ['another Issuer of the Response', ['issuer_mismatch'], () => signed({ responseIssuer: 'https://other.example' })],
  ['another Issuer', ['issuer_mismatch', 'issuer_mismatch'], () => signed({ issuer: 'https://other.example' })],
  ['another request', ['in_response_to_mismatch', 'in_response_to_mismatch'], () => signed({ inResponseTo: '_other' })],
  ['no request', ['in_response_to_missing', 'in_response_to_missing'], () => signed({ inResponseTo: null })],
  ['another Version', ['version_unsupported', 'version_unsupported'], () => signed({ version: '2.1' })],
  [
    'a time without a zone',
    ['time_malformed', 'time_malformed'],
    () => signed({ issueInstant: '2026-03-04T12:00:00' }),
  ],
  ['another Recipient', ['recipient_mismatch'], () => signed({ recipient: 'https://other.example' })],
  ['an old message', ['confirmation_expired', 'assertion_expired'], () => signed({ now: NOW - 7_200_000 })],
  [
    'a message of tomorrow',
    ['assertion_not_yet_valid', 'assertion_not_yet_valid'],
    () => signed({ now: NOW + 86_400_000 }),
  ],
  ['another Audience', ['audience_mismatch'], () => signed({ audiences: [['https://other.example']] })],
  ['no Audience', ['audience_missing'], () => signed({ audiences: [] })],
  ['no NotBefore', ['conditions_missing'], () => signed({ notBefore: null })],
  [
    'an unknown condition',
    ['condition_unknown'],
    () => signed({ extraConditions: '<saml:Condition></saml:Condition>' }),
  ],
  ['a session that is over', ['session_expired'], () => signed({ sessionNotOnOrAfter: '2026-03-04T11:00:00Z' })],
  ['another confirmation', ['confirmation_method'], () => signed({ confirmations: [{ method: 'urn:x' }] })],
  [
    'a confirmation with NotBefore',
    ['confirmation_method'],
    () => signed({ confirmations: [{ notBefore: '2026-03-04T11:00:00Z' }] }),
  ],
  ['no signature', ['signature_missing'], () => saml2Response({ now: NOW })],
  ['a signed Response alone', ['signature_missing'], () => signed({}, { what: 'response' })],
  ['a foreign key', ['signature_invalid'], () => signed({}, { signer: CERTS.foreign })],
  ['SHA-1', ['signature_sha1'], () => signed({}, { signatureAlgorithm: RSA_SHA1 })],
  ['a changed name', ['digest_mismatch'], () => signed().replace('Åkjær', 'Akjær')],
  ['a transient NameID', ['name_id_transient'], () => signed({ nameIdFormat: NAME_ID_TRANSIENT })],
  [
    'an attribute twice',
    ['attribute_conflict'],
    () =>
      signed({
        attributes: [
          ...OIOSAML3_PRIVATE,
          ['https://data.gov.dk/model/core/eid/cprUuid', '5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11'],
        ],
      }),
  ],
  [
    'everything at once',
    [
      'destination_mismatch',
      'digest_mismatch',
      'issuer_mismatch',
      'issuer_mismatch',
      'recipient_mismatch',
      'audience_mismatch',
      'session_expired',
    ],
    () =>
      signed({
        destination: 'https://a.example',
        issuer: 'https://b.example',
        recipient: 'https://c.example',
        audiences: [['https://d.example']],
        sessionNotOnOrAfter: '2026-03-04T11:00:00Z',
      }).replace('Åkjær', 'Akjær'),
  ],
];

/** Behind these nothing more can be judged, and that is said. */
const DEAD_ENDS: readonly Row[] = [
  ['no Conditions', ['conditions_missing'], () => signed({ conditions: '' })],
  ['no AuthnStatement', ['authentication_statement_missing'], () => signed({ authnStatement: '' })],
  ['no confirmation', ['confirmation_missing'], () => signed({ confirmations: [] })],
  ['no NameID', ['name_identifier_missing'], () => signed({ nameId: null })],
  [
    'two assertions',
    ['assertion_count'],
    () => signed().replace('</samlp:Response>', `${saml2Assertion({ now: NOW, assertionId: '_b' })}</samlp:Response>`),
  ],
  ['a comment', ['xml_comment'], () => signed().replace('<saml:Subject>', '<!-- x --><saml:Subject>')],
  [
    'a refusal',
    ['request_rejected'],
    () => saml2Response({ now: NOW, assertion: '', statusCodes: [`${STATUS2}Responder`, `${STATUS2}RequestDenied`] }),
  ],
  ['an assertion alone', ['message_unexpected'], () => saml2Assertion({ now: NOW })],
];

const ROWS = [...FAILURES.map((row) => [...row, true] as const), ...DEAD_ENDS.map((row) => [...row, false] as const)];

test.each(ROWS)('%s: fails %j', async (_name, codes, xml, complete) => {
  const document = xml();
  const inspection = await inspected(document);
  expect(codesOf(inspection)).toEqual(codes);
  expect(inspection.judgement).toMatchObject({ passes: false, complete });
  expect(inspection.judgement).not.toHaveProperty('reads');
  // The first is the strategy's own: of a status it makes its own outcome, and of a profile.
  const refused = await judgeXml(document).then(
    () => undefined,
    (error: unknown) => (error as MitIdError).code,
  );
  const [first] = codes;
  if (first === 'request_rejected') expect(refused).toBe('status_not_success');
  else expect(refused).toBe(/^(?:name_id|attribute)_(?:transient|conflict)/.test(first ?? '') ? undefined : first);
});

describe('an encrypted assertion', () => {
  const encrypted = (says: Saml2Message = {}, more: Partial<Parameters<typeof encryptAssertion>[1]> = {}) =>
    encryptAssertion(signed(says), { certificate: CERTS.idpNext.cert, ...more });
  const withKey = { ...NEMLOG_IN, decryptionKeys: [KEY], requireEncryptedAssertion: true };

  test('is opened with the key, described and judged', async () => {
    const inspection = await inspected(encrypted(), withKey);
    expect(inspection).toMatchObject({
      encryption: [
        {
          where: 'Response/EncryptedAssertion',
          data: 'aes256-gcm',
          key: 'rsa-oaep with sha256 with mgf1sha256',
          decrypted: true,
        },
      ],
      signatures: [{ where: 'Response/EncryptedAssertion/Assertion/Signature', verified: true }],
      judgement: { passes: true, complete: true },
    });
    expect(saysOf(inspection)).toHaveProperty(['AudienceRestriction/Audience']);
    expect(JSON.stringify(inspection.attributes)).toContain('010170-xxxx');
  });

  test('without the key: what is inside is not known, and nothing of it passed', async () => {
    const { judgement, encryption } = await inspected(encrypted({ audiences: [['https://other.example']] }));
    expect(encryption).toMatchObject([{ decrypted: false, why: 'no --decryption-key' }]);
    expect(judgement).toMatchObject({ passes: true, failures: [] });
    expect(judgement?.notChecked[0]).toEqual({
      what: 'what is inside the encrypted assertion, its signature too',
      why: 'no --decryption-key given',
    });
  });

  test('without the key, what stands around it is judged all the same', async () => {
    expect(codesOf(await inspected(encrypted({ destination: 'https://other.example' })))).toEqual([
      'destination_mismatch',
    ]);
  });

  test('another key opens nothing, and says so', async () => {
    const foreign = { ...withKey, decryptionKeys: [KEY] };
    const xml = encryptAssertion(signed(), { certificate: CERTS.foreign.cert });
    const inspection = await inspected(xml, foreign);
    expect(codesOf(inspection)).toEqual(['decryption_failed']);
    expect(inspection.judgement).toMatchObject({
      complete: false,
      failures: [{ options: ['decryptionKeys', 'idpMetadata'] }],
    });
  });

  test('what is one code to an attacker is told apart for whoever has the key', async () => {
    const says = { recipient: 'https://other.example', audiences: [['https://other.example']] };
    expect(codesOf(await inspected(encrypted(says), withKey))).toEqual([
      'decryption_failed',
      'recipient_mismatch',
      'audience_mismatch',
    ]);
  });

  test('AES-CBC is what allowCbc decides', async () => {
    const cbc = encrypted({}, { data: AES256_CBC });
    expect(codesOf(await inspected(cbc, withKey))).toEqual([]);
    const refused = await inspected(cbc, { ...withKey, allowCbc: false });
    expect(refused.judgement).toMatchObject({
      failures: [{ code: 'encryption_algorithm', options: ['allowCbc'] }],
      complete: true,
    });
  });

  test('a plain one is refused where an encrypted one is asked for, whatever else is wrong', async () => {
    const plain = signed({ destination: 'https://other.example', audiences: [['https://other.example']] });
    const { judgement } = await inspected(plain, withKey);
    expect(judgement?.failures.map(({ code, options }) => [code, options])).toEqual([
      ['destination_mismatch', ['callbackUrl']],
      ['assertion_not_encrypted', ['requireEncryptedAssertion']],
      ['audience_mismatch', ['entityId']],
    ]);
  });
});

test('certificates that are not valid at the moment are a failure of their own', async () => {
  const at = Date.parse('2051-01-01T00:00:00Z');
  const inspection = await inspected(signed({ now: at }), { ...NEMLOG_IN, at });
  expect(codesOf(inspection)).toEqual(['no_valid_certificate']);
  expect(inspection.judgement?.failures[0]?.options).toEqual(['idpMetadata', 'idpEntityId']);
});

test('Signicat is judged by its own defaults', async () => {
  const says = signed({}, { what: 'response' });
  const signicat = { ...NEMLOG_IN, broker: 'signicat-mitid' } as const;
  expect((await inspected(says, signicat)).judgement).toMatchObject({
    broker: 'signicat-mitid',
    failures: [{ code: 'signature_missing', options: ['allowSignedResponseOnly'] }, { code: 'name_id_malformed' }],
  });
  expect(codesOf(await inspected(says, { ...signicat, allowSignedResponseOnly: true }))).not.toContain(
    'signature_missing',
  );
});

test('a broker of the other version of SAML is not the one that judges, and that is said', async () => {
  const { judgement, notes } = await inspected(signed(), { ...NEMLOG_IN, broker: 'eident' });
  expect(judgement?.broker).toBe('nemlog-in');
  expect(notes).toEqual(['Judged as for nemlog-in: eident sends no such message, it speaks another version of SAML.']);
});

test('an AuthnRequest is described, its signature verified, and nothing else said of it', async () => {
  const request =
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_a" Version="2.0"` +
    ` IssueInstant="2026-03-04T11:59:00Z" ForceAuthn="true"><saml:Issuer xmlns:saml="${ASSERTION2}">https://app.example</saml:Issuer>` +
    `<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"/></samlp:AuthnRequest>`;
  const inspection = await inspected(base64(request));
  expect(inspection).not.toHaveProperty('judgement');
  expect(saysOf(inspection)).toMatchObject({
    'AuthnRequest/@ForceAuthn': 'true',
    'AuthnRequest/@IssueInstant': '2026-03-04T11:59:00Z, 1 min ago',
    'AuthnRequest/Issuer': 'https://app.example',
    'NameIDPolicy/@Format': 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  });
});
