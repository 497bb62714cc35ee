import { X509Certificate } from 'node:crypto';
import { VerifiedAssertion } from '../../../src/assertion';
import { judgeSaml2Response } from '../../../src/protocols/saml2';
import { MemoryStateStore } from '../../../src/state';
import { CERTS, type TestCert } from '../../support/certs';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import {
  ASSERTION_ID2,
  authnStatement,
  base64,
  CLASS_REF2,
  FACTS2,
  instant,
  NAME_ID_ENTITY,
  NAME_ID_PERSISTENT,
  OIOSAML3_PRIVATE,
  PERSON_NAME_ID,
  saml2Assertion,
  saml2Response,
  SESSION_INDEX2,
  signSaml2,
  STATUS2,
} from '../../support/saml2';
import { RSA_SHA1, SHA1 } from '../../support/xmldsig/methods';
import { expectations, judge, judgeXml, MINUTE, NOW, SKEW, trusted } from './expectations';

test('an assertion is verified by no constructor, which JavaScript can call', async () => {
  const { content } = await judge({});
  const Constructor = VerifiedAssertion as unknown as new (...content: unknown[]) => object;
  for (const given of [[], [content], [undefined, content], [Symbol('minted'), content]]) {
    expect(() => new Constructor(...given)).toThrow('is made by verifying a message, and by nothing else');
  }
});

describe('accepted', () => {
  test('what was signed, and nothing else', async () => {
    const verified = await judge({ sessionNotOnOrAfter: instant(NOW + 30 * MINUTE), nameQualifier: 'q' });
    expect(verified).toBeInstanceOf(VerifiedAssertion);
    expect(verified.content).toEqual({
      protocol: 'saml-2.0',
      id: ASSERTION_ID2,
      issuer: FACTS2.issuer,
      issuedAt: new Date(NOW),
      expiresAt: new Date(NOW + 60 * MINUTE),
      audiences: [FACTS2.audience],
      trust: 'signature',
      signatures: [expect.objectContaining({ certificate: new X509Certificate(CERTS.idp.cert).fingerprint256 })],
      subject: { nameId: PERSON_NAME_ID, format: NAME_ID_PERSISTENT, nameQualifier: 'q' },
      authentication: {
        method: CLASS_REF2,
        instant: new Date(NOW - 5_000),
        sessionIndex: SESSION_INDEX2,
        sessionNotOnOrAfter: new Date(NOW + 30 * MINUTE),
      },
      attributes: OIOSAML3_PRIVATE.map(([name, value]) => ({
        name,
        namespace: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
        values: [value].flat(),
        hasElements: false,
      })),
    });
  });

  test.each([
    ['indented, with CR LF', { indented: true }],
    ['ids of 256 characters', { responseId: `_${'r'.repeat(255)}`, assertionId: `_${'a'.repeat(255)}` }],
    ['Extensions', { extraResponse: '<samlp:Extensions><x:y xmlns:x="urn:x"/></samlp:Extensions>' }],
    ['Advice', { advice: '<saml:Advice><x:y xmlns:x="urn:x">text</x:y></saml:Advice>' }],
    ['a StatusMessage beside Success', { statusMessage: 'welcome' }],
    [
      'an AuthzDecisionStatement',
      { extraAssertion: '<saml:AuthzDecisionStatement Resource="urn:r" Decision="Permit"/>' },
    ],
  ])('%s', async (_, says) => {
    expect((await judge(says)).content.trust).toBe('signature');
  });

  test('the next certificate after a rollover', async () => {
    const certificates = trusted(CERTS.idp.cert, CERTS.idpNext.cert);
    expect((await judge({}, { certificates }, { signer: CERTS.idpNext })).content.id).toBe(ASSERTION_ID2);
  });
});

describe('what stands around the assertion', () => {
  test.each([
    ['version 1.1', { version: '1.1' }, 'version_unsupported'],
    ['version 9.9', { version: '9.9' }, 'version_unsupported'],
    ['version 2.0 with a space', { version: '2.0 ' }, 'version_unsupported'],
    ['no version', { version: null }, 'version_unsupported'],
    ['no ID', { responseId: null }, 'message_unexpected'],
    ['an empty ID', { responseId: '' }, 'message_unexpected'],
    ['an ID of 257 characters', { responseId: `_${'r'.repeat(256)}` }, 'message_unexpected'],
    ['another destination', { destination: 'https://other.example/callback' }, 'destination_mismatch'],
    ['the destination with a query', { destination: `${FACTS2.recipient}?a=b` }, 'destination_mismatch'],
    ['the destination with a slash more', { destination: `${FACTS2.recipient}/` }, 'destination_mismatch'],
    ['an empty destination', { destination: '' }, 'destination_mismatch'],
    ['no destination', { destination: null }, 'destination_mismatch'],
    ['InResponseTo another request', { responseInResponseTo: '_other' }, 'in_response_to_mismatch'],
    ['an empty InResponseTo', { responseInResponseTo: '' }, 'in_response_to_mismatch'],
    ['no InResponseTo', { responseInResponseTo: null }, 'in_response_to_missing'],
    ['an IssueInstant without a zone', { issueInstant: '2026-03-04T12:00:00' }, 'time_malformed'],
    ['no IssueInstant', { issueInstant: null, assertionIssueInstant: instant(NOW) }, 'time_malformed'],
  ])('refused: %s', async (_, says, code) => {
    expect(await codeOfAsync(judge(says))).toBe(code);
  });

  test('the errors say what arrived, what was expected and which option decides', async () => {
    const { detail } = await errorOfAsync(judge({ destination: null }));
    expect(detail).toEqual({
      where: 'Response/@Destination',
      got: 'no Destination',
      expected: FACTS2.recipient,
      option: 'callbackUrl',
    });
    expect((await errorOfAsync(judge({ destination: 'https://b.example' }))).detail.got).toBe('https://b.example');
  });

  test.each([
    ['no base64', 'not base64!', 'base64_invalid'],
    ['nothing', '', 'base64_invalid'],
    ['base64 in the URL alphabet', Buffer.from('<a>ÿþ?></a>').toString('base64url'), 'base64_invalid'],
    ['no XML', base64('{}'), 'xml_malformed'],
    ['an Assertion alone', base64(saml2Assertion()), 'message_unexpected'],
    ['more than 256 KiB', Buffer.alloc(256 * 1024 + 1, 32).toString('base64'), 'message_too_large'],
  ])('refused: %s', async (_, field, code) => {
    expect(await codeOfAsync(judgeSaml2Response(field, expectations()))).toBe(code);
  });

  test('256 KiB are read', async () => {
    const xml = signSaml2(saml2Response({ now: NOW }));
    const padded = Buffer.concat([Buffer.from(xml), Buffer.alloc(256 * 1024 - Buffer.byteLength(xml), 32)]);
    const verified = await judgeSaml2Response(padded.toString('base64'), expectations());
    expect(verified.content.id).toBe(ASSERTION_ID2);
  });

  test('is judged before its Status, which may be meant for another login', async () => {
    const failed = { statusCodes: [`${STATUS2}Responder`], assertion: '' };
    const code = (says: object) => codeOfAsync(judgeXml(saml2Response({ now: NOW, ...failed, ...says })));
    expect(await code({})).toBe('status_not_success');
    expect(await code({ version: '1.1' })).toBe('version_unsupported');
    expect(await code({ destination: null })).toBe('destination_mismatch');
    expect(await code({ responseIssuer: 'https://other.example' })).toBe('issuer_mismatch');
    expect(await code({ responseInResponseTo: '_other' })).toBe('in_response_to_mismatch');
  });
});

describe.each(['responseIssuer', 'assertionIssuer'] as const)('%s', (level) => {
  const where = level === 'responseIssuer' ? 'Response/Issuer' : 'Assertion/Issuer';

  test.each([
    ['another', 'https://other.example'],
    ['with a slash more', `${FACTS2.issuer}/`],
    ['in capitals', FACTS2.issuer.toUpperCase()],
    ['empty', ''],
    ['none', null],
  ])('refused: %s', async (_, issuer) => {
    const error = await errorOfAsync(judge({ [level]: issuer }));
    expect([error.code, error.detail.where, error.detail.option]).toEqual(['issuer_mismatch', where, 'idpMetadata']);
  });

  test('refused: two, and one whose name goes around a child element', async () => {
    const issuer = (content: string) => `<saml:Issuer>${content}</saml:Issuer>`;
    const written = (xml: string) =>
      judgeXml(
        signSaml2(
          saml2Response({
            now: NOW,
            ...(level === 'responseIssuer'
              ? { responseIssuer: null, extraResponse: xml }
              : { assertionIssuer: null, subject: xml + subjectOf(saml2Assertion({ now: NOW })) }),
          }),
        ),
      );
    expect((await written(issuer(FACTS2.issuer))).content.id).toBe(ASSERTION_ID2);
    expect(await codeOfAsync(written(issuer(FACTS2.issuer).repeat(2)))).toBe('issuer_mismatch');
    expect(await codeOfAsync(written(issuer(FACTS2.issuer.replace('idp', 'i<x/>dp'))))).toBe('issuer_mismatch');
    expect(await codeOfAsync(written(issuer(`${FACTS2.issuer}<x/>`)))).toBe('issuer_mismatch');
    const foreign = issuer(FACTS2.issuer).replaceAll('saml:', 'samlp:');
    expect(await codeOfAsync(written(foreign))).toBe('issuer_mismatch');
  });

  test('its Format is entity or absent', async () => {
    expect((await judge({ issuerFormat: NAME_ID_ENTITY })).content.id).toBe(ASSERTION_ID2);
    expect((await judge({ issuerFormat: ` ${NAME_ID_ENTITY}\n` })).content.id).toBe(ASSERTION_ID2);
    const xml = saml2Response({ now: NOW });
    const formatted = (at: 'first' | 'last', format: string) => {
      const index = at === 'first' ? xml.indexOf('<saml:Issuer>') : xml.lastIndexOf('<saml:Issuer>');
      return `${xml.slice(0, index)}<saml:Issuer Format="${format}">${xml.slice(index + '<saml:Issuer>'.length)}`;
    };
    const at = level === 'responseIssuer' ? 'first' : 'last';
    expect((await judgeXml(signSaml2(formatted(at, NAME_ID_ENTITY)))).content.id).toBe(ASSERTION_ID2);
    for (const format of ['urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified', NAME_ID_PERSISTENT, '']) {
      const error = await errorOfAsync(judgeXml(signSaml2(formatted(at, format))));
      expect([error.code, error.detail.where]).toEqual(['issuer_mismatch', where]);
    }
  });

  test('white space around it says nothing', async () => {
    expect((await judge({ [level]: `\n  ${FACTS2.issuer}\t` })).content.issuer).toBe(FACTS2.issuer);
  });
});

const notBeforeOf = ({ cert }: TestCert) => Date.parse(new X509Certificate(cert).validFrom);
const subjectOf = (xml: string) => /<saml:Subject>.*<\/saml:Subject>/.exec(xml)?.[0] ?? '';

describe('Version, ID and IssueInstant of the assertion', () => {
  test.each([
    ['version 1.1', { assertionVersion: '1.1' }, 'version_unsupported'],
    ['version 2.1', { assertionVersion: '2.1' }, 'version_unsupported'],
    ['no version', { assertionVersion: null }, 'version_unsupported'],
    ['an ID of 257 characters', { assertionId: `_${'a'.repeat(256)}` }, 'message_unexpected'],
    ['an IssueInstant that is no time', { assertionIssueInstant: 'now' }, 'time_malformed'],
    ['no IssueInstant', { assertionIssueInstant: null }, 'time_malformed'],
  ])('refused: %s', async (_, says, code) => {
    expect(await codeOfAsync(judge(says))).toBe(code);
  });

  test.each([null, ''])('refused: the ID %j, where the Response alone is signed', async (assertionId) => {
    const lenient = { requireSignedAssertion: false };
    expect((await judge({}, lenient, { what: 'response' })).content.id).toBe(ASSERTION_ID2);
    expect(await codeOfAsync(judge({ assertionId }, lenient, { what: 'response' }))).toBe('message_unexpected');
  });

  test.each([
    ['the abstract Statement', '<saml:Statement/>'],
    ['a statement of another specification', '<x:Statement xmlns:x="urn:x"/>'],
    ['a known name of another namespace', '<AuthnStatement/>'],
    ['a Signature that is none', '<x:Signature xmlns:x="urn:x"/>'],
    ['a Condition outside Conditions', '<saml:OneTimeUse/>'],
  ])('refused: %s in the assertion', async (_, extraAssertion) => {
    expect(await codeOfAsync(judge({ extraAssertion }))).toBe('message_unexpected');
  });
});

describe('the signature', () => {
  const lenient = { requireSignedAssertion: false };

  test.each([
    ['assertion', {}],
    ['both', {}],
    ['assertion', lenient],
    ['both', lenient],
    ['response', lenient],
  ] as const)('accepted: %s, with %j', async (what, changes) => {
    expect((await judge({}, changes, { what })).content.trust).toBe('signature');
  });

  test('of the Response alone is not one of the assertion', async () => {
    const error = await errorOfAsync(judge({}, {}, { what: 'response' }));
    expect([error.code, error.detail.got]).toEqual(['signature_missing', 'a signature of the Response alone']);
  });

  test('there is none', async () => {
    for (const changes of [{}, lenient]) {
      const error = await errorOfAsync(judgeXml(saml2Response({ now: NOW }), changes));
      expect([error.code, error.detail.got]).toEqual(['signature_missing', 'no signature']);
    }
  });

  test.each([CERTS.foreign, CERTS.foreignSameName])('by $name', async (signer) => {
    for (const what of ['assertion', 'both', 'response'] as const) {
      expect(await codeOfAsync(judge({}, lenient, { signer, what }))).toBe('signature_invalid');
    }
  });

  test('of the Response has to be right too', async () => {
    const xml = signSaml2(saml2Response({ now: NOW }), { what: 'both' });
    expect((await judgeXml(xml)).content.id).toBe(ASSERTION_ID2);
    const changed = xml.replace(/ID="_7c4b1a0e[^"]*" /, (id) => `${id}Consent="urn:x" `);
    expect(await codeOfAsync(judgeXml(changed))).toBe('digest_mismatch');
  });

  test('with SHA-1, unless it is allowed', async () => {
    const sha1 = { signatureAlgorithm: RSA_SHA1, digestAlgorithm: SHA1 };
    expect(await codeOfAsync(judge({}, {}, sha1))).toBe('signature_sha1');
    expect((await judge({}, { dangerouslyAllowSha1: true }, sha1)).content.id).toBe(ASSERTION_ID2);
  });

  test('with a certificate that has expired, or is not valid yet', async () => {
    const expired = { certificates: trusted(CERTS.expired.cert) };
    expect(await codeOfAsync(judge({}, expired, { signer: CERTS.expired }))).toBe('no_valid_certificate');
    const both = { certificates: trusted(CERTS.idp.cert, CERTS.expired.cert) };
    expect(await codeOfAsync(judge({}, both, { signer: CERTS.expired }))).toBe('signature_invalid');
    const early = { certificates: trusted(CERTS.notYetValid.cert) };
    expect(await codeOfAsync(judge({}, early, { signer: CERTS.notYetValid }))).toBe('no_valid_certificate');
    // In its own day it is as good as any: by the clock of the judgement.
    const then = notBeforeOf(CERTS.notYetValid) + MINUTE;
    const { content } = await judge({ now: then }, { ...early, now: () => then }, { signer: CERTS.notYetValid });
    expect(content.issuedAt).toEqual(new Date(then));
  });
});

describe('the assertion id', () => {
  test('is used once', async () => {
    const store = new MemoryStateStore();
    const says = { extraConditions: '<saml:OneTimeUse/>' };
    expect((await judge(says, { store })).content.id).toBe(ASSERTION_ID2);
    expect(await codeOfAsync(judge(says, { store }))).toBe('assertion_replayed');
    expect((await judge({ ...says, assertionId: '_another' }, { store })).content.id).toBe('_another');
  });

  test('is used once for another request too', async () => {
    const store = new MemoryStateStore();
    await judge({}, { store });
    const inResponseTo = '_another';
    expect(await codeOfAsync(judge({ inResponseTo }, { store, inResponseTo }))).toBe('assertion_replayed');
  });

  test('is claimed for an issuer: another’s equal id is another', async () => {
    const store = new MemoryStateStore();
    await judge({}, { store });
    const issuer = 'https://other.example';
    expect((await judge({ issuer }, { store, issuer })).content.issuer).toBe(issuer);
  });

  test.each([
    ['conditions', { audiences: [['another']] }, 'audience_mismatch'],
    ['subject', { confirmations: [] }, 'confirmation_missing'],
    ['statements', { authnStatement: '' }, 'authentication_statement_missing'],
    ['attributes', { extraAttributes: '<saml:Attribute/>' }, 'attribute_malformed'],
    ['session', { authnStatement: authnStatement({ sessionNotOnOrAfter: instant(NOW - MINUTE) }) }, 'session_expired'],
  ])('is claimed last: refused %s use nothing up', async (_, says, code) => {
    const store = new MemoryStateStore();
    expect(await codeOfAsync(judge(says, { store }))).toBe(code);
    expect(store.size).toBe(0);
    expect((await judge({}, { store })).content.id).toBe(ASSERTION_ID2);
  });

  test('is remembered for as long as it could be used, and never as it is', async () => {
    const claims: [string, number][] = [];
    const store = new (class extends MemoryStateStore {
      override claim(key: string, ttlMs: number) {
        claims.push([key, ttlMs]);
        return super.claim(key, ttlMs);
      }
    })();
    await judge({}, { store });
    expect(claims).toEqual([[expect.stringMatching(/^assertion:[\w-]{43}$/), 60 * MINUTE + SKEW]]);
  });

  test('of two at once one is first', async () => {
    const store = new MemoryStateStore();
    const both = await Promise.allSettled([judge({}, { store }), judge({}, { store })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a store that fails is an error, not a login', async () => {
    const store = new (class extends MemoryStateStore {
      override claim(): Promise<boolean> {
        return Promise.reject(new Error('connection lost'));
      }
    })();
    const error = await errorOfAsync(judge({}, { store }));
    expect([error.code, error.outcome]).toEqual(['state_store_failed', 'error']);
  });
});
