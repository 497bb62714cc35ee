import { createPrivateKey } from 'node:crypto';
import type { MitIdError } from '../../../src/errors';
import type { Saml2Expectations } from '../../../src/protocols/saml2';
import { MemoryStateStore } from '../../../src/state';
import { CERTS, type TestCert } from '../../support/certs';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import {
  ASSERTION_ID2,
  FACTS2,
  instant,
  OIOSAML3_PRIVATE,
  saml2Assertion,
  saml2Response,
  signSaml2,
  STATUS2,
  type Saml2Message,
  type Signed2,
} from '../../support/saml2';
import { encryptAssertion, type AssertionEncryption } from '../../support/saml2/encrypt';
import { AES256_CBC } from '../../support/saml2/encryption-methods';
import { judgeXml, MINUTE, NOW } from './expectations';

/** Ours: what is encrypted for it, we can read. */
const OURS = CERTS.tlsClient;
const keyOf = ({ key }: TestCert) => createPrivateKey(key);
const ENCRYPTED: Partial<Saml2Expectations> = {
  decryption: { keys: [keyOf(OURS)], allowCbc: true },
  requireEncryptedAssertion: true,
};

/** A response as NemLog-in sends it: the assertion is signed and then encrypted, the Response signed after that or not at all. */
function encrypted(
  says: Saml2Message = {},
  what: Signed2 | 'none' = 'assertion',
  options: Partial<AssertionEncryption> = {},
): string {
  const plain = saml2Response({ now: NOW, ...says });
  const inside = what === 'assertion' || what === 'both' ? signSaml2(plain) : plain;
  const xml = encryptAssertion(inside, { certificate: OURS.cert, ...options });
  return what === 'response' || what === 'both' ? signSaml2(xml, { what: 'response' }) : xml;
}

describe('accepted', () => {
  test.each(['assertion', 'both'] as const)('signed: %s', async (what) => {
    const { content } = await judgeXml(encrypted({}, what), ENCRYPTED);
    expect([content.id, content.trust]).toEqual([ASSERTION_ID2, 'signature']);
    expect(content.attributes.map(({ values }) => values)).toEqual(OIOSAML3_PRIVATE.map(([, value]) => [value].flat()));
  });

  test('the Response signed alone, where that is enough', async () => {
    const lenient = { ...ENCRYPTED, requireSignedAssertion: false };
    expect((await judgeXml(encrypted({}, 'response'), lenient)).content.id).toBe(ASSERTION_ID2);
    const error = await errorOfAsync(judgeXml(encrypted({}, 'response'), ENCRYPTED));
    expect([error.code, error.detail.got]).toEqual(['signature_missing', 'a signature of the Response alone']);
  });

  test('for an older key of ours', async () => {
    const decryption = { keys: [keyOf(CERTS.tlsOtherLocalhost), keyOf(OURS)], allowCbc: true };
    expect((await judgeXml(encrypted(), { ...ENCRYPTED, decryption })).content.id).toBe(ASSERTION_ID2);
  });

  test('AES-CBC, where it is allowed', async () => {
    const cbc = encrypted({}, 'assertion', { data: AES256_CBC });
    expect((await judgeXml(cbc, ENCRYPTED)).content.id).toBe(ASSERTION_ID2);
    const decryption = { keys: [keyOf(OURS)], allowCbc: false };
    expect(await codeOfAsync(judgeXml(cbc, { ...ENCRYPTED, decryption }))).toBe('encryption_algorithm');
  });
});

describe('an assertion that is not encrypted', () => {
  const plain = (what: Signed2) => signSaml2(saml2Response({ now: NOW }), { what });

  test.each(['assertion', 'both', 'response'] as const)('is refused where it has to be, signed: %s', async (what) => {
    const error = await errorOfAsync(judgeXml(plain(what), ENCRYPTED));
    expect([error.code, error.detail.option]).toEqual(['assertion_not_encrypted', 'requireEncryptedAssertion']);
  });

  test('is accepted where it may be, with a decryption key and without', async () => {
    const either = { ...ENCRYPTED, requireEncryptedAssertion: false };
    expect((await judgeXml(plain('assertion'), either)).content.id).toBe(ASSERTION_ID2);
    expect((await judgeXml(encrypted(), either)).content.id).toBe(ASSERTION_ID2);
    expect((await judgeXml(plain('assertion'))).content.id).toBe(ASSERTION_ID2);
  });

  test('beside one that is, is one too many', async () => {
    const beside = encrypted().replace(
      '</samlp:Response>',
      `${saml2Assertion({ assertionId: '_b' })}</samlp:Response>`,
    );
    expect(await codeOfAsync(judgeXml(beside, ENCRYPTED))).toBe('assertion_count');
  });

  test('is refused only after what stands around it', async () => {
    const code = (says: Saml2Message) =>
      codeOfAsync(judgeXml(signSaml2(saml2Response({ now: NOW, ...says })), ENCRYPTED));
    expect(await code({})).toBe('assertion_not_encrypted');
    expect(await code({ statusCodes: [`${STATUS2}Responder`] })).toBe('status_not_success');
    expect(await code({ destination: null })).toBe('destination_mismatch');
  });
});

describe('refused', () => {
  test('an encrypted assertion where no decryption key is configured', async () => {
    expect(await codeOfAsync(judgeXml(encrypted()))).toBe('signed_element_misplaced');
  });

  test('one for somebody else, one that nobody signed, one that a stranger signed: all alike', async () => {
    const others = encrypted({}, 'assertion', { certificate: CERTS.tlsOtherLocalhost.cert });
    const unsigned = encrypted({}, 'none');
    const signed = signSaml2(saml2Response({ now: NOW }), { signer: CERTS.foreign });
    const foreign = encryptAssertion(signed, { certificate: OURS.cert });
    for (const xml of [others, unsigned, foreign]) {
      expect(await codeOfAsync(judgeXml(xml, ENCRYPTED))).toBe('decryption_failed');
      expect(await codeOfAsync(judgeXml(xml, { ...ENCRYPTED, requireSignedAssertion: false }))).toBe(
        'decryption_failed',
      );
    }
  });

  test.each<[string, Saml2Message]>([
    ['issuer_mismatch', { assertionIssuer: 'https://other.example' }],
    ['version_unsupported', { assertionVersion: '1.1' }],
    ['audience_mismatch', { audiences: [['urn:other']] }],
    ['name_identifier_missing', { nameId: null }],
    ['confirmation_missing', { confirmations: [] }],
    ['authentication_statement_missing', { authnStatement: '' }],
    ['message_unexpected', { extraAttributes: '<saml:EncryptedAttribute/>' }],
  ])('%s, as of a plain one', async (code, says) => {
    expect((await judgeXml(encrypted(), ENCRYPTED)).content.id).toBe(ASSERTION_ID2);
    expect(await codeOfAsync(judgeXml(encrypted(says), ENCRYPTED))).toBe(code);
  });

  describe('one that answers another login, in a Response to this one', () => {
    const stolen = {
      now: NOW - 2 * 60 * MINUTE,
      inResponseTo: '_another',
      responseInResponseTo: FACTS2.requestId,
      issueInstant: instant(NOW),
    };

    test.each<[string, Saml2Message, string]>([
      ['of hours ago', stolen, 'in_response_to_mismatch'],
      ['of now', { ...stolen, now: NOW }, 'in_response_to_mismatch'],
      ['of no login', { ...stolen, inResponseTo: null }, 'in_response_to_missing'],
      ['for another recipient', { ...stolen, recipient: 'https://other.example' }, 'recipient_mismatch'],
    ])('%s, fails as what cannot be decrypted', async (_, says, code) => {
      const error = await errorOfAsync(judgeXml(encrypted(says), ENCRYPTED));
      const { code: said, message, status, outcome, detail, cause } = error;
      const other = await errorOfAsync(judgeXml(encrypted({}, 'none'), ENCRYPTED));
      expect([said, message, status, outcome]).toEqual([other.code, other.message, other.status, other.outcome]);
      const inner = (cause as MitIdError).detail;
      expect(cause).toMatchObject({ code });
      expect(inner).toMatchObject({ where: 'Response/EncryptedAssertion' });
      expect(inner.got).toBeUndefined();
      expect(detail).toEqual({ ...inner, got: `a plaintext refused for ${code}` });
      expect([FACTS2.requestId, FACTS2.recipient]).toContain(detail.expected);
    });

    // What AES-CBC lets somebody change unseen: the Signature does not cover its own KeyInfo.
    test.each(['', 'A', '\u0001'])('whatever stands in the KeyInfo of its signature: %j', async (content) => {
      const response = signSaml2(saml2Response(stolen));
      const keyInfo = `<ds:KeyInfo><ds:KeyName>${content}</ds:KeyName></ds:KeyInfo>`;
      const changed = response.replace('</ds:SignatureValue>', `$&${keyInfo}`);
      const xml = encryptAssertion(changed, { certificate: OURS.cert, data: AES256_CBC });
      expect(await codeOfAsync(judgeXml(xml, ENCRYPTED))).toBe('decryption_failed');
    });

    test('has its own code where it lies open: nobody had to decrypt it', async () => {
      const open = signSaml2(saml2Response({ ...stolen, now: NOW }));
      const either = { ...ENCRYPTED, requireEncryptedAssertion: false };
      expect(await codeOfAsync(judgeXml(open, either))).toBe('in_response_to_mismatch');
    });

    test('has its own code where the Response is signed: nobody else has wrapped it', async () => {
      expect(await codeOfAsync(judgeXml(encrypted({ ...stolen, now: NOW }, 'both'), ENCRYPTED))).toBe(
        'in_response_to_mismatch',
      );
    });
  });

  test('the same assertion encrypted anew', async () => {
    const store = new MemoryStateStore();
    expect((await judgeXml(encrypted(), { ...ENCRYPTED, store })).content.id).toBe(ASSERTION_ID2);
    expect(await codeOfAsync(judgeXml(encrypted(), { ...ENCRYPTED, store }))).toBe('assertion_replayed');
  });
});
