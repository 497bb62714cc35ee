import { X509Certificate } from 'node:crypto';
import { VerifiedAssertion } from '../../../src/assertion';
import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../../../src/protocols/saml11';
import { MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import {
  ASSERTION_ID,
  base64,
  BEARER,
  CITIZEN,
  FACTS,
  saml11Assertion,
  saml11Response,
  signSaml11,
  soapEnvelope,
  soapFault,
} from '../../support/saml11';
import { RSA_SHA1, SHA1 } from '../../support/xmldsig/methods';
import {
  artifact,
  artifactResponse,
  expectations,
  LANES,
  MINUTE,
  NOW,
  post,
  REQUEST_ID,
  trusted,
  withoutCertificates,
} from './expectations';

describe.each(LANES)('%s: accepted', (lane, judge) => {
  test('what was signed, and nothing else', async () => {
    const verified = await judge();
    expect(verified).toBeInstanceOf(VerifiedAssertion);
    expect(verified.content).toEqual({
      protocol: 'saml-1.1',
      id: ASSERTION_ID,
      issuer: FACTS.issuer,
      issuedAt: new Date(NOW),
      expiresAt: new Date(NOW + 15 * MINUTE),
      audiences: [FACTS.audience],
      trust: 'signature',
      signatures: [expect.objectContaining({ certificate: new X509Certificate(CERTS.idp.cert).fingerprint256 })],
      subject: {
        nameId: '5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11',
        format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
        nameQualifier: FACTS.issuer,
      },
      authentication: { method: 'urn:oasis:names:tc:SAML:1.0:am:unspecified', instant: new Date(NOW - 5_000) },
      attributes: CITIZEN.map(([name, value]) => ({
        name,
        namespace: 'eident.nets.eu',
        values: [value].flat(),
        hasElements: false,
      })),
    });
  });

  test.each([
    ['version 1.0', { version: ['1', '0'] as const }],
    ['indented, with CR LF', { indented: true }],
    ['no Recipient in an artifact’s reply', lane === 'artifact' ? { recipient: null } : {}],
    ['no NameIdentifier', { nameIdentifier: null }],
    ['an id of 256 characters', { assertionId: `_${'a'.repeat(255)}` }],
  ])('%s', async (_, says) => {
    expect((await judge(says)).content.trust).toBe('signature');
  });

  test('both signed', async () => {
    expect((await judge({}, {}, { what: 'both' })).content.trust).toBe('signature');
  });

  test('the next certificate after a rollover', async () => {
    const certificates = trusted(CERTS.idp.cert, CERTS.idpNext.cert);
    expect((await judge({}, { certificates }, { signer: CERTS.idpNext })).content.id).toBe(ASSERTION_ID);
  });
});

describe.each(LANES)('%s: refused', (lane, judge) => {
  const status = (value: string) => ({ status: `<samlp:StatusCode Value="${value}"/>` });
  test.each([
    ['version 2.0', { version: ['2', '0'] as const }, 'version_unsupported'],
    ['version 1.2', { version: ['1', '2'] as const }, 'version_unsupported'],
    ['version 1.11', { version: ['1', '11'] as const }, 'version_unsupported'],
    ['another issuer', { issuer: 'https://other.example' }, 'issuer_mismatch'],
    ['the issuer with a slash more', { issuer: `${FACTS.issuer}/` }, 'issuer_mismatch'],
    ['the issuer in capitals', { issuer: FACTS.issuer.toUpperCase() }, 'issuer_mismatch'],
    ['no issuer', { issuer: null }, 'issuer_mismatch'],
    ['another recipient', { recipient: 'https://other.example/callback' }, 'recipient_mismatch'],
    ['the recipient with a query', { recipient: `${FACTS.recipient}?a=b` }, 'recipient_mismatch'],
    ['an empty recipient', { recipient: '' }, 'recipient_mismatch'],
    ['InResponseTo another request', { inResponseTo: '_other' }, 'in_response_to_mismatch'],
    ['an empty InResponseTo', { inResponseTo: '' }, 'in_response_to_mismatch'],
    ['an issue instant without a zone', { issueInstant: '2026-03-04T12:00:00' }, 'time_malformed'],
    ['Requester', status('samlp:Requester'), 'status_not_success'],
    ['Success of another namespace', status('saml:Success'), 'status_not_success'],
    ['a name that ends in Success', status('samlp:NotSuccess'), 'status_not_success'],
    ['Success without a namespace', status('Success'), 'status_not_success'],
    ['the status of SAML 2.0', status('urn:oasis:names:tc:SAML:2.0:status:Success'), 'message_unexpected'],
    [
      'a code below Success',
      {
        status:
          '<samlp:StatusCode Value="samlp:Success"><samlp:StatusCode Value="samlp:RequestDenied"/></samlp:StatusCode>',
      },
      'status_not_success',
    ],
    ['an id of 257 characters', { assertionId: `_${'a'.repeat(256)}` }, 'message_unexpected'],
  ])('%s', async (_, says, code) => {
    expect(await codeOfAsync(judge(says))).toBe(code);
  });

  test.each([
    ['2.0', ['2', '0'] as const],
    ['1.2', ['1', '2'] as const],
  ])('an assertion of version %s in a Response of 1.1', async (_, version) => {
    const inner = { now: NOW, confirmationMethods: [BEARER] };
    expect((await judge({ assertion: saml11Assertion(inner) })).content.id).toBe(ASSERTION_ID);
    expect(await codeOfAsync(judge({ assertion: saml11Assertion({ ...inner, version }) }))).toBe('version_unsupported');
  });

  test('an assertion without an id, or with an empty one', async () => {
    for (const assertionId of [null, '']) {
      expect(await codeOfAsync(judge({ assertionId }, {}, { what: 'response' }))).toBe('message_unexpected');
    }
  });

  test('nothing signed', async () => {
    const xml = lane === 'post' ? saml11Response({ now: NOW }) : artifactResponse();
    const unsigned =
      lane === 'post'
        ? judgePostedResponse(base64(xml), expectations())
        : judgeArtifactReply(Buffer.from(soapEnvelope(xml)), REQUEST_ID, expectations());
    expect(await codeOfAsync(unsigned)).toBe('signature_missing');
  });

  test('signed by somebody else', async () => {
    expect(await codeOfAsync(judge({}, {}, { signer: CERTS.foreign }))).toBe('signature_invalid');
    expect(await codeOfAsync(judge({}, {}, { signer: CERTS.foreignSameName }))).toBe('signature_invalid');
  });

  test('SHA-1, unless it is allowed', async () => {
    const sha1 = { signatureAlgorithm: RSA_SHA1, digestAlgorithm: SHA1 };
    expect(await codeOfAsync(judge({}, {}, sha1))).toBe('signature_sha1');
    expect((await judge({}, { dangerouslyAllowSha1: true }, sha1)).content.id).toBe(ASSERTION_ID);
  });

  test('a trusted certificate that has expired, or is not valid yet', async () => {
    const expired = { certificates: trusted(CERTS.expired.cert) };
    expect(await codeOfAsync(judge({}, expired, { signer: CERTS.expired }))).toBe('no_valid_certificate');
    const early = { certificates: trusted(CERTS.notYetValid.cert) };
    expect(await codeOfAsync(judge({}, early, { signer: CERTS.notYetValid }))).toBe('no_valid_certificate');
    // Beside one that is valid they are not tried.
    const both = { certificates: trusted(CERTS.idp.cert, CERTS.expired.cert) };
    expect(await codeOfAsync(judge({}, both, { signer: CERTS.expired }))).toBe('signature_invalid');
  });
});

describe('the broker’s own word for what went wrong', () => {
  test.each([
    ['<samlp:StatusCode Value="samlp:Responder"/>', 'Responder'],
    [
      '<samlp:StatusCode Value="samlp:Responder"><samlp:StatusCode xmlns:e="urn:e" Value="e:artifact_expired"/></samlp:StatusCode>',
      'artifact_expired',
    ],
    [
      '<samlp:StatusCode Value="samlp:Responder"/><samlp:StatusMessage> authfailed </samlp:StatusMessage>',
      'authfailed',
    ],
    [
      '<samlp:StatusCode Value="samlp:Responder"/><samlp:StatusMessage>Ærø is no word</samlp:StatusMessage>',
      'Responder',
    ],
    [
      '<samlp:StatusCode Value="samlp:Responder"/><samlp:StatusMessage>urn:signicat:error:usercancel; The user left</samlp:StatusMessage>',
      'usercancel',
    ],
    [
      '<samlp:StatusCode Value="samlp:Responder"/><samlp:StatusMessage>urn:signicat:error; Unspecified error</samlp:StatusMessage>',
      'error',
    ],
    [
      '<samlp:StatusCode Value="samlp:Responder"/><samlp:StatusMessage>not a urn:signicat:error:usercancel</samlp:StatusMessage>',
      'Responder',
    ],
  ])('%s', async (status, brokerCode) => {
    const xml = artifactResponse({ status, assertion: '' });
    const error = await errorOfAsync(judgeArtifactReply(Buffer.from(soapEnvelope(xml)), REQUEST_ID, expectations()));
    expect([error.code, error.brokerCode]).toEqual(['status_not_success', brokerCode]);
  });

  test('a SOAP fault', async () => {
    const reply = Buffer.from(soapFault('artifact_invalidated'));
    const error = await errorOfAsync(judgeArtifactReply(reply, REQUEST_ID, expectations()));
    expect([error.code, error.brokerCode]).toEqual(['soap_fault', 'artifact_invalidated']);
  });
});

describe('POST only', () => {
  test('a signed assertion does not cover Recipient and Status', async () => {
    expect(await codeOfAsync(post({}, {}, { what: 'assertion' }))).toBe('signature_missing');
  });

  test('no Recipient', async () => {
    expect(await codeOfAsync(post({ recipient: null }))).toBe('recipient_mismatch');
  });

  test('any InResponseTo, since nothing was asked', async () => {
    expect(await codeOfAsync(post({ inResponseTo: REQUEST_ID }))).toBe('in_response_to_mismatch');
  });

  test('a missing InResponseTo needs no option', async () => {
    expect((await post({}, { allowMissingInResponseTo: false })).content.id).toBe(ASSERTION_ID);
  });

  test('dangerouslyAllowUnsignedAssertion changes nothing', async () => {
    const unsigned = base64(saml11Response({ now: NOW }));
    const allowing = expectations({ dangerouslyAllowUnsignedAssertion: true });
    expect(await codeOfAsync(judgePostedResponse(unsigned, allowing))).toBe('signature_missing');
  });

  test.each([
    ['no base64', 'not base64!', 'base64_invalid'],
    ['nothing', '', 'base64_invalid'],
    ['base64 in the URL alphabet', Buffer.from('<a>ÿþ?></a>').toString('base64url'), 'base64_invalid'],
    ['no XML', base64('{}'), 'xml_malformed'],
    ['SOAP', base64(soapEnvelope(saml11Response())), 'message_unexpected'],
    ['more than 256 KiB', Buffer.alloc(256 * 1024 + 1, 32).toString('base64'), 'message_too_large'],
    ['a field that could hold gigabytes', 'A'.repeat(1_000_000), 'message_too_large'],
  ])('%s', async (_, field, code) => {
    expect(await codeOfAsync(judgePostedResponse(field, expectations()))).toBe(code);
  });

  test('256 KiB are read', async () => {
    const xml = signSaml11(saml11Response({ now: NOW }), { what: 'response' });
    const padded = Buffer.concat([Buffer.from(xml), Buffer.alloc(256 * 1024 - Buffer.byteLength(xml), 32)]);
    expect((await judgePostedResponse(base64(padded), expectations())).content.id).toBe(ASSERTION_ID);
  });
});

describe('artifact only', () => {
  test('a signed Response is enough', async () => {
    expect((await artifact({}, {}, { what: 'response' })).content.trust).toBe('signature');
  });

  test('a missing InResponseTo, unless it is allowed', async () => {
    expect(await codeOfAsync(artifact({ inResponseTo: null }))).toBe('in_response_to_missing');
    const allowed = await artifact({ inResponseTo: null }, { allowMissingInResponseTo: true });
    expect(allowed.content.id).toBe(ASSERTION_ID);
  });

  test('a wrong InResponseTo even then', async () => {
    const judged = artifact({ inResponseTo: '_other' }, { allowMissingInResponseTo: true });
    expect(await codeOfAsync(judged)).toBe('in_response_to_mismatch');
  });

  test('a Response without SOAP', async () => {
    const reply = Buffer.from(signSaml11(artifactResponse()));
    expect(await codeOfAsync(judgeArtifactReply(reply, REQUEST_ID, expectations()))).toBe('message_unexpected');
  });

  test('1 MiB is read, and not a byte more', async () => {
    const xml = soapEnvelope(signSaml11(artifactResponse()));
    const padded = Buffer.concat([Buffer.from(xml), Buffer.alloc(1024 * 1024 - Buffer.byteLength(xml), 32)]);
    expect((await judgeArtifactReply(padded, REQUEST_ID, expectations())).content.id).toBe(ASSERTION_ID);
    const more = Buffer.concat([padded, Buffer.from(' ')]);
    expect(await codeOfAsync(judgeArtifactReply(more, REQUEST_ID, expectations()))).toBe('message_too_large');
  });
});

describe('dangerouslyAllowUnsignedAssertion', () => {
  const allowing = (changes: Partial<Saml11Expectations> = {}) =>
    withoutCertificates({ dangerouslyAllowUnsignedAssertion: true, ...changes });
  const judge = (xml: string, changes = {}) =>
    judgeArtifactReply(Buffer.from(soapEnvelope(xml)), REQUEST_ID, allowing(changes));

  test('an unsigned assertion is trusted for the channel, and says so', async () => {
    expect((await judge(artifactResponse())).content.trust).toBe('channel');
    expect((await judge(artifactResponse(), { certificates: trusted(CERTS.idp.cert) })).content.trust).toBe('channel');
  });

  test('a signature is verified all the same', async () => {
    const certificates = trusted(CERTS.idp.cert);
    expect((await judge(signSaml11(artifactResponse()), { certificates })).content.trust).toBe('signature');
    const foreign = signSaml11(artifactResponse(), { signer: CERTS.foreign });
    expect(await codeOfAsync(judge(foreign, { certificates }))).toBe('signature_invalid');
    expect(await codeOfAsync(judge(signSaml11(artifactResponse())))).toBe('signature_invalid');
  });

  test('a signature anywhere is not nowhere', async () => {
    const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';
    const header = soapEnvelope(artifactResponse(), { header: `<soapenv:Header>${signature}</soapenv:Header>` });
    expect(await codeOfAsync(judgeArtifactReply(Buffer.from(header), REQUEST_ID, allowing()))).toBe(
      'signature_misplaced',
    );
    expect(await codeOfAsync(judge(artifactResponse({ extraAttributes: signature })))).toBe('signature_misplaced');
  });

  test('issuer, count and InResponseTo are required all the same', async () => {
    expect(await codeOfAsync(judge(artifactResponse({ issuer: 'https://other.example' })))).toBe('issuer_mismatch');
    expect(await codeOfAsync(judge(artifactResponse({ assertion: '' })))).toBe('assertion_count');
    expect(await codeOfAsync(judge(artifactResponse({ inResponseTo: '_other' })))).toBe('in_response_to_mismatch');
    expect(await codeOfAsync(judge(artifactResponse({ inResponseTo: null })))).toBe('in_response_to_missing');
    // allowMissingInResponseTo is for what a signature vouches for.
    const lenient = judge(artifactResponse({ inResponseTo: null }), { allowMissingInResponseTo: true });
    expect(await codeOfAsync(lenient)).toBe('in_response_to_missing');
  });
});

describe('the assertion id', () => {
  test.each(LANES)('%s: is used once', async (_, judge) => {
    const store = new MemoryStateStore();
    expect((await judge({}, { store })).content.id).toBe(ASSERTION_ID);
    expect(await codeOfAsync(judge({}, { store }))).toBe('assertion_replayed');
    expect((await judge({ assertionId: '_another' }, { store })).content.id).toBe('_another');
  });

  test('is claimed for both lanes alike', async () => {
    const store = new MemoryStateStore();
    await post({}, { store });
    expect(await codeOfAsync(artifact({}, { store }))).toBe('assertion_replayed');
  });

  test('is claimed for an issuer: another’s equal id is another', async () => {
    const store = new MemoryStateStore();
    await post({}, { store });
    const issuer = 'https://other.example';
    expect((await post({ issuer }, { store, issuer })).content.issuer).toBe(issuer);
  });

  test('is claimed last: a refusal uses nothing up', async () => {
    const store = new MemoryStateStore();
    expect(await codeOfAsync(post({ confirmationMethods: [] }, { store }))).toBe('confirmation_missing');
    expect(await codeOfAsync(post({ audiences: [['another']] }, { store }))).toBe('audience_mismatch');
    expect(store.size).toBe(0);
    expect((await post({}, { store })).content.id).toBe(ASSERTION_ID);
  });

  test('is remembered for as long as it could be used, and never as it is', async () => {
    const claims: [string, number][] = [];
    const store = new (class extends MemoryStateStore {
      override claim(key: string, ttlMs: number) {
        claims.push([key, ttlMs]);
        return super.claim(key, ttlMs);
      }
    })();
    await post({}, { store, clockSkewMs: 30_000 });
    expect(claims).toEqual([[expect.stringMatching(/^assertion:[\w-]{43}$/), 15 * MINUTE + 30_000]]);
  });

  test('of two at once one is first', async () => {
    const store = new MemoryStateStore();
    const both = await Promise.allSettled([post({}, { store }), post({}, { store })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a store that fails is an error, not a login', async () => {
    const store = new (class extends MemoryStateStore {
      override claim(): Promise<boolean> {
        return Promise.reject(new Error('connection lost'));
      }
    })();
    const error = await errorOfAsync(post({}, { store }));
    expect([error.code, error.outcome]).toEqual(['state_store_failed', 'error']);
  });
});
