import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CERTS } from '../../support/certs';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { requireSchemas, schemaProblems } from '../../support/saml-schemas';
import {
  base64,
  FACTS2,
  instant,
  LOGOUT_ID2,
  LOGOUT_REQUEST_ID2,
  LOGOUT_URL2,
  NAME_ID_ENTITY,
  NAME_ID_PERSISTENT,
  redirectQuery,
  saml2Response,
  signLogout,
  signSaml2,
  type LogoutRequestMessage,
  type RedirectSending,
} from '../../support/saml2';
import { xmlsec1SignsLogout } from '../../support/saml2/logout-xmlsec';
import { requireTool } from '../../support/tool';
import { signByHand, SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import * as m from '../../support/xmldsig/methods';
import { MINUTE, NOW, SKEW, trusted } from './expectations';
import {
  BINDINGS,
  deliver,
  judgeRequest,
  judgeResponse,
  posted,
  requestSaying,
  responseSaying,
} from './logout-expectations';

/** Both kinds of message, for what they have in common: what it takes to make one, and to judge it. */
const KINDS = [
  { kind: 'LogoutRequest', saying: requestSaying, judge: judgeRequest },
  { kind: 'LogoutResponse', saying: responseSaying, judge: judgeResponse },
] as const;
const EACH = KINDS.flatMap((row) => BINDINGS.map((binding) => ({ binding, ...row })));

type Common = Pick<
  LogoutRequestMessage,
  'id' | 'version' | 'issueInstant' | 'destination' | 'issuer' | 'issuerFormat' | 'extra' | 'last'
>;

describe.each(EACH)('$kind by $binding', ({ binding, saying, judge }) => {
  const judged = (says: Common = {}, changes: Parameters<typeof judgeRequest>[1] = {}) =>
    judge(deliver(binding, saying(says)), changes);

  test('as the IdP sends it', async () => {
    expect(await judged()).toBeDefined();
  });

  test.each<[string, Common, string, Common]>([
    ['no Destination', { destination: null }, 'destination_mismatch', {}],
    ['another Destination', { destination: `${LOGOUT_URL2}/` }, 'destination_mismatch', {}],
    ['the callback for its Destination', { destination: FACTS2.recipient }, 'destination_mismatch', {}],
    ['no Issuer', { issuer: null }, 'issuer_mismatch', {}],
    ['another Issuer', { issuer: 'https://other.example' }, 'issuer_mismatch', { issuer: ` ${FACTS2.issuer}\n` }],
    ['an Issuer that is longer', { issuer: `${FACTS2.issuer}/` }, 'issuer_mismatch', {}],
    [
      'an Issuer of another Format',
      { issuerFormat: NAME_ID_PERSISTENT },
      'issuer_mismatch',
      { issuerFormat: NAME_ID_ENTITY },
    ],
    ['two Issuers', { extra: `<saml:Issuer>${FACTS2.issuer}</saml:Issuer>` }, 'issuer_mismatch', {}],
    ['no Version', { version: null }, 'version_unsupported', {}],
    ['another Version', { version: '1.1' }, 'version_unsupported', { version: '2.0' }],
    ['no IssueInstant', { issueInstant: null }, 'time_malformed', {}],
    [
      'an IssueInstant without a zone',
      { issueInstant: '2026-03-04T12:00:00' },
      'time_malformed',
      { issueInstant: '2026-03-04T13:00:00+01:00' },
    ],
    [
      'issued more than five minutes ago',
      { issueInstant: instant(NOW - 5 * MINUTE - SKEW) },
      'logout_expired',
      { issueInstant: instant(NOW - 5 * MINUTE - SKEW + 1_000) },
    ],
    [
      'issued in the future',
      { issueInstant: instant(NOW + SKEW + 1_000) },
      'logout_expired',
      { issueInstant: instant(NOW + SKEW) },
    ],
    ['an element that is not read', { last: '<saml:Advice></saml:Advice>' }, 'message_unexpected', {}],
    [
      'Extensions of another namespace',
      { extra: '<saml:Extensions></saml:Extensions>' },
      'message_unexpected',
      {
        extra:
          '<samlp:Extensions><x:Asynchronous xmlns:x="urn:oasis:names:tc:SAML:2.0:protocol:ext:async-slo"/></samlp:Extensions>',
      },
    ],
    ['a comment', { last: '<!-- -->' }, 'xml_comment', {}],
    [
      'an id twice',
      { extra: `<samlp:Extensions><x ID="${LOGOUT_ID2}"/></samlp:Extensions>` },
      'id_duplicate',
      { extra: '<samlp:Extensions><x ID="_other"/></samlp:Extensions>' },
    ],
  ])('%s', async (_, says, code, twin) => {
    expect(await codeOfAsync(judged(says))).toBe(code);
    expect(await judged(twin)).toBeDefined();
  });

  test.each([
    ['issuer', 'https://other.example', 'issuer_mismatch'],
    ['logoutUrl', 'https://app.example/other', 'destination_mismatch'],
    ['certificates', trusted(CERTS.idpNext.cert), 'signature_invalid'],
  ])('meant for others: our %s is another', async (name, value, code) => {
    expect(await codeOfAsync(judged({}, { [name]: value }))).toBe(code);
  });

  test('no certificate that is valid now', async () => {
    expect(await codeOfAsync(judged({}, { certificates: trusted(CERTS.expired.cert) }))).toBe('no_valid_certificate');
  });

  test('the log knows the clock and the option', async () => {
    const { detail } = await errorOfAsync(judged({ issueInstant: instant(NOW - 10 * MINUTE) }));
    expect(detail).toMatchObject({
      got: 'our clock at 2026-03-04T12:00:00.000Z',
      expected: 'before 2026-03-04T11:55:00.000Z',
      option: 'acceptedClockSkewMs',
    });
  });

  const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(signSaml2(saml2Response({ now: NOW })))?.[0] ?? '';
  const inside = (xml: string) => ({ extra: `<samlp:Extensions>${xml}</samlp:Extensions>` });
  const captured = signLogout(requestSaying({ id: '_captured' }));

  test.each([
    ['a captured assertion', inside(assertion)],
    ['an unsigned assertion', inside('<saml:Assertion></saml:Assertion>')],
    ['an encrypted assertion', inside('<saml:EncryptedAssertion></saml:EncryptedAssertion>')],
    ['a captured Response', inside(signSaml2(saml2Response({ now: NOW }), { what: 'both' }))],
    ['a captured LogoutRequest', inside(captured)],
    ['a captured LogoutResponse', inside(signLogout(responseSaying({ id: '_captured' })))],
    ['an assertion of no namespace', inside('<Assertion xmlns=""></Assertion>')],
    ['a captured LogoutRequest outside Extensions', { last: captured }],
  ])('with %s inside, although all of it is signed', async (_, says) => {
    expect(await codeOfAsync(judged(says))).toBe('message_unexpected');
  });

  test('one kind is not taken for the other, nor a response for either', async () => {
    const other = saying === requestSaying ? responseSaying() : requestSaying();
    const response = saml2Response({ now: NOW, responseId: LOGOUT_ID2 });
    const parameter = saying === requestSaying ? 'SAMLRequest' : 'SAMLResponse';
    for (const xml of [other, response]) {
      const delivery =
        binding === 'redirect' ? { binding, rawQuery: redirectQuery(xml, { parameter }) } : posted(signLogout(xml));
      expect(await codeOfAsync(judge(delivery))).toBe('message_unexpected');
    }
  });

  test('the name of the root is of its namespace', async () => {
    const other = saying()
      .replace(/samlp:(?=Logout)/g, 'x:')
      .replace(' xmlns:saml=', ' xmlns:x="urn:x" xmlns:saml=');
    expect(await codeOfAsync(judge(deliver(binding, other)))).toBe('message_unexpected');
    const same = other.replace('"urn:x"', '"urn:oasis:names:tc:SAML:2.0:protocol"');
    expect(await judge(deliver(binding, same))).toBeDefined();
  });

  test('prefixes are free', async () => {
    const xml = saying().replaceAll('samlp', 'a').replaceAll('saml:', 'b:').replaceAll('xmlns:saml=', 'xmlns:b=');
    const query = {
      binding: 'redirect',
      rawQuery: redirectQuery(xml, { parameter: saying === requestSaying ? 'SAMLRequest' : 'SAMLResponse' }),
    } as const;
    expect(await judge(binding === 'redirect' ? query : posted(signLogout(xml)))).toBeDefined();
  });
});

describe.each(KINDS)('$kind in a form', ({ saying, judge }) => {
  const signed = signLogout(saying());
  const judged = (xml: string, changes: Parameters<typeof judgeRequest>[1] = {}) => judge(posted(xml), changes);

  test('without a signature is refused', async () => {
    expect(await codeOfAsync(judged(saying()))).toBe('signature_missing');
    expect(await judged(signed)).toBeDefined();
  });

  test.each([
    ['an attribute more', 'Version="2.0"', 'Version="2.0" Consent="x"'],
    ['another instant', '12:00:00Z', '12:00:01Z'],
    ['another issuer’s Format', '<saml:Issuer>', `<saml:Issuer Format="${NAME_ID_ENTITY}">`],
  ])('changed after it was signed: %s', async (_, from, to) => {
    expect(signed).toContain(from);
    expect(await codeOfAsync(judged(signed.replace(from, to)))).toBe('digest_mismatch');
  });

  test.each([
    ['another key', { signer: CERTS.foreign }, 'signature_invalid'],
    ['another key with the name of the right one', { signer: CERTS.foreignSameName }, 'signature_invalid'],
    ['SHA-1', { signatureAlgorithm: m.RSA_SHA1 }, 'signature_sha1'],
    ['a SHA-1 digest', { digestAlgorithm: m.SHA1 }, 'signature_sha1'],
    ['HMAC', { signatureAlgorithm: m.HMAC_SHA256 }, 'signature_algorithm'],
    ['inclusive canonicalization', { transforms: [m.ENVELOPED, m.C14N] }, 'signature_transform'],
    ['no enveloped-signature', { transforms: [m.EXC_C14N] }, 'signature_transform'],
  ])('signed with %s', async (_, signing, code) => {
    expect(await codeOfAsync(judged(signLogout(saying(), signing)))).toBe(code);
  });

  test('SHA-1 by option alone', async () => {
    const weak = signLogout(saying(), { signatureAlgorithm: m.RSA_SHA1, digestAlgorithm: m.SHA1 });
    expect(await codeOfAsync(judged(weak))).toBe('signature_sha1');
    expect(await judged(weak, { dangerouslyAllowSha1: true })).toBeDefined();
  });

  const signatureOf = (xml: string) => /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(xml)?.[0] ?? '';
  const withId = (xml: string, id: string) => xml.replace(LOGOUT_ID2, id);

  test.each([
    [
      'in the Issuer',
      signed.replace(signatureOf(signed), '').replace('</saml:Issuer>', `${signatureOf(signed)}</saml:Issuer>`),
    ],
    ['in Extensions', saying({ extra: `<samlp:Extensions>${signatureOf(signed)}</samlp:Extensions>` })],
    [
      'beside one more, elsewhere',
      signLogout(saying({ extra: `<samlp:Extensions>${signatureOf(signed)}</samlp:Extensions>` })),
    ],
  ])('a signature %s', async (_, xml) => {
    expect(await codeOfAsync(judged(xml))).toBe('signature_misplaced');
  });

  test('two signatures', async () => {
    const twice = signed.replace('</saml:Issuer>', `</saml:Issuer>${signatureOf(signed)}`);
    expect(await codeOfAsync(judged(twice))).toBe('signature_malformed');
  });

  test('the root has no ID, or another than is signed', async () => {
    expect(await codeOfAsync(judged(signed.replace(` ID="${LOGOUT_ID2}"`, '')))).toBe('signature_reference');
    expect(await codeOfAsync(judged(signed.replace(`ID="${LOGOUT_ID2}"`, 'ID=""')))).toBe('signature_reference');
    expect(await codeOfAsync(judged(withId(signed, '_other')))).toBe('signature_reference');
  });

  test('a forged message around a captured one, whose signature is lent', async () => {
    const around = (extra: string) => withId(saying({ extra }), '_forged');
    for (const part of [
      signed,
      signSaml2(saml2Response({ now: NOW })),
      signSaml2(saml2Response({ now: NOW }), { what: 'response' }),
    ]) {
      const inExtensions = around(`<samlp:Extensions>${part}</samlp:Extensions>`);
      const lent = around(
        `${signatureOf(part)}<samlp:Extensions>${part.replace(signatureOf(part), '')}</samlp:Extensions>`,
      );
      for (const xml of [inExtensions, lent]) expect(await codeOfAsync(judged(xml))).toBe('message_unexpected');
    }
  });

  test('deflated as if it came in the query', async () => {
    const field = deflateRawSync(Buffer.from(signed)).toString('base64');
    expect(await codeOfAsync(judge({ binding: 'post', field }))).toBe('message_encoding');
  });

  test.each([
    ['nothing', '', 'base64_invalid'],
    ['no base64', '<samlp:LogoutRequest>', 'base64_invalid'],
    ['more than a message may be', randomBytes(256 * 1024 + 1).toString('base64'), 'message_too_large'],
    ['no XML', base64('LogoutRequest'), 'xml_malformed'],
    ['a DOCTYPE', base64(`<!DOCTYPE x>${signed}`), 'xml_doctype'],
    ['two documents', base64(signed + signed), 'xml_malformed'],
  ])('with %s in the field', async (_, field, code) => {
    expect(await codeOfAsync(judge({ binding: 'post', field }))).toBe(code);
  });
});

describe.each(KINDS)('$kind in the query', ({ saying, judge }) => {
  const judged = (xml: string, sending: RedirectSending = {}, changes: Parameters<typeof judgeRequest>[1] = {}) =>
    judge({ binding: 'redirect', rawQuery: redirectQuery(xml, sending) }, changes);

  test('has its RelayState, where it is signed', async () => {
    expect(await judged(saying(), { relayState: 'a b+c' })).toMatchObject({ relayState: 'a b+c' });
    expect(await judged(saying())).not.toHaveProperty('relayState');
  });

  test.each<[string, RedirectSending, string]>([
    ['without a signature', { order: ['SAMLRequest', 'SAMLResponse'] }, 'signature_missing'],
    ['without a signature, its SigAlg left', { order: ['SAMLRequest', 'SAMLResponse', 'SigAlg'] }, 'signature_missing'],
    ['signed by another', { signer: CERTS.foreign }, 'signature_invalid'],
    ['signed with SHA-1', { method: m.RSA_SHA1 }, 'signature_sha1'],
    ['signed with HMAC', { method: m.HMAC_SHA256, secret: CERTS.idp.cert }, 'signature_algorithm'],
    ['signed in another order', { octets: (usual) => usual.split('&').reverse().join('&') }, 'signature_invalid'],
    ['with a RelayState that was not signed', { query: (usual) => `${usual}&RelayState=x` }, 'signature_invalid'],
    ['with SigAlg twice', { query: (usual) => `${usual}&SigAlg=x` }, 'parameter_duplicate'],
    ['not deflated', { deflate: (document) => document }, 'message_encoding'],
    [
      'with a stream behind its own',
      { deflate: (document) => Buffer.concat([deflateRawSync(document), Buffer.from('x')]) },
      'message_encoding',
    ],
    [
      'with a bomb that is signed',
      { deflate: () => deflateRawSync(Buffer.alloc(10_000_000), { level: 9 }) },
      'message_too_large',
    ],
  ])('%s', async (_, sending, code) => {
    expect(await codeOfAsync(judged(saying(), sending))).toBe(code);
  });

  test('SHA-1 by option alone', async () => {
    expect(await judged(saying(), { method: m.RSA_SHA1 }, { dangerouslyAllowSha1: true })).toBeDefined();
  });

  test('a good signature in the form of the other binding does not count', async () => {
    const unsigned: RedirectSending = { order: ['SAMLRequest', 'SAMLResponse'] };
    expect(await codeOfAsync(judged(signLogout(saying()), unsigned))).toBe('signature_missing');
  });

  test('a signature in the document, which is to be taken out of it', async () => {
    expect(await codeOfAsync(judged(signLogout(saying())))).toBe('signature_misplaced');
    expect(await codeOfAsync(judged(signLogout(saying(), { signer: CERTS.foreign })))).toBe('signature_misplaced');
  });

  test('no ID, or an endless one', async () => {
    expect(await codeOfAsync(judged(saying({ id: null })))).toBe('message_unexpected');
    expect(await codeOfAsync(judged(saying({ id: '' })))).toBe('message_unexpected');
    expect(await codeOfAsync(judged(saying({ id: `_${'a'.repeat(256)}` })))).toBe('message_unexpected');
    expect(await judged(saying({ id: `_${'a'.repeat(255)}` }))).toBeDefined();
  });
});

describe('a signature by hand, over another element, in the place of the root’s', () => {
  const extra = `${SIGNATURE_HERE}<samlp:Extensions ID="_part"></samlp:Extensions>`;
  const signer = CERTS.idp;

  test.each(KINDS)('$kind', async ({ saying, judge }) => {
    expect(await judge(posted(signByHand(saying({ extra }), { signer, id: LOGOUT_ID2 })))).toBeDefined();
    expect(await codeOfAsync(judge(posted(signByHand(saying({ extra }), { signer, id: '_part' }))))).toBe(
      'signature_reference',
    );
    expect(await codeOfAsync(judge(posted(signByHand(saying({ extra }), { signer, id: LOGOUT_ID2, uri: '' }))))).toBe(
      'signature_reference',
    );
  });
});

requireTool('xmlsec1')('signed by xmlsec1, in a form', () => {
  test.each(KINDS)('$kind', async ({ saying, judge }) => {
    expect(await judge(posted(xmlsec1SignsLogout(saying(), CERTS.idp)))).toBeDefined();
    expect(await codeOfAsync(judge(posted(xmlsec1SignsLogout(saying(), CERTS.foreign))))).toBe('signature_invalid');
    const changed = xmlsec1SignsLogout(saying(), CERTS.idp).replace('Version="2.0"', 'Version="2.0" Consent="x"');
    expect(await codeOfAsync(judge(posted(changed)))).toBe('digest_mismatch');
  });
});

requireSchemas()('the messages of these tests, against the OASIS schema', () => {
  test.each([
    ['a LogoutRequest', requestSaying()],
    ['one with several indexes', requestSaying({ sessionIndexes: ['_1', '_2'] })],
    ['a signed LogoutRequest', signLogout(requestSaying())],
    ['a LogoutResponse', responseSaying({ statusMessage: 'Partial' })],
    ['a signed LogoutResponse', signLogout(responseSaying({ inResponseTo: LOGOUT_REQUEST_ID2 }))],
  ])('%s is valid', (_, xml) => {
    expect(schemaProblems(xml, 'saml-2.0-protocol')).toBe('');
  });
});
