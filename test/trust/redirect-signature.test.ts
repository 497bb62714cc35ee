import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { readTrustedCertificates } from '../../src/certificates';
import { inflateMessage, BROWSER_MESSAGE, verifyRedirectSignature, type VerifyOptions } from '../../src/trust';
import { CERTS, type TestCert } from '../support/certs';
import { codeOf, errorOf } from '../support/codes';
import {
  escapeInLowerCase,
  logoutRequest,
  logoutResponse,
  redirectQuery,
  type RedirectSending,
} from '../support/saml2';
import { opensslSigns } from '../support/saml2/logout-openssl';
import { requireTool } from '../support/tool';
import * as m from '../support/xmldsig/methods';

const DOCUMENT = logoutRequest({ now: Date.parse('2026-03-04T12:00:00Z') });
const MESSAGE = deflateRawSync(Buffer.from(DOCUMENT)).toString('base64');
const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';
/** Every character that an escaper may treat in a way of its own. */
const ODD = 'a b+c%2B/=&?#~!*\'()"<>æ€😀';

function trusting(...certs: TestCert[]): VerifyOptions {
  const pems = certs.map(({ cert }) => cert);
  return { certificates: readTrustedCertificates(pems, 'idpCert').certificates };
}

/** What the query says, without what is kept of its signature. */
function verify(rawQuery: string, options = trusting(CERTS.idp)) {
  const { message, relayState } = verifyRedirectSignature(rawQuery, 'SAMLRequest', options);
  return { message, ...(relayState !== undefined && { relayState }) };
}
const sent = (sending: RedirectSending = {}) => redirectQuery(DOCUMENT, sending);
const codeFor = (sending: RedirectSending, options?: VerifyOptions) => codeOf(() => verify(sent(sending), options));

describe('what was sent comes out', () => {
  test('the message, still deflated', () => {
    const { message, ...more } = verify(sent());
    expect(inflateMessage(message, BROWSER_MESSAGE, 'SAMLRequest').toString()).toBe(DOCUMENT);
    expect(more).toEqual({});
  });

  test('a response', () => {
    const rawQuery = redirectQuery(logoutResponse(), { relayState: 'state' });
    expect(verifyRedirectSignature(rawQuery, 'SAMLResponse', trusting(CERTS.idp))).toMatchObject({
      relayState: 'state',
    });
  });

  const inForms = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  test.each([
    ['as JavaScript escapes', encodeURIComponent],
    ['as forms escape', inForms],
    ['as ADFS escapes', escapeInLowerCase],
    [
      'with every character escaped',
      (text: string) =>
        Buffer.from(text)
          .toString('hex')
          .replace(/../g, (hex) => `%${hex}`),
    ],
    ['with base64 as it is', (text: string) => (text === MESSAGE ? text : encodeURIComponent(text))],
  ])('%s', (_, escape) => {
    expect(verify(sent({ escape, relayState: ODD }))).toEqual({ message: MESSAGE, relayState: ODD });
  });

  test('an empty RelayState is none, whether or not its name is signed', () => {
    expect(verify(sent({ relayState: '' }))).toEqual({ message: MESSAGE });
    expect(verify(sent({ relayState: '', octets: (usual) => usual.replace('&RelayState=', '') }))).toEqual({
      message: MESSAGE,
    });
    expect(verify(`${sent()}&RelayState`)).toEqual({ message: MESSAGE });
  });

  test('the order in the URL is free', () => {
    const order = ['Signature', 'RelayState', 'SigAlg', 'SAMLRequest'] as const;
    expect(verify(sent({ order, relayState: 'state' }))).toEqual({ message: MESSAGE, relayState: 'state' });
  });

  test('parameters of other names stand where they will', () => {
    const query = (usual: string) => `tenant=a&&${usual}&samlrequest=b&SAMLRequest2=c&%zz=d&tenant=\u00e6`;
    expect(verify(sent({ query }))).toEqual({ message: MESSAGE });
  });

  test.each(['%', '%zz', '%ff', 'SAMLReques%7', 'SAMLRequest%', '%c1%93AMLRequest', '%53%41%4D%4C', '%E2%82%AC'])(
    'a name that is another, however it is escaped: %s',
    (name) => {
      expect(verify(`${name}=1&${sent()}&${name}=2&${name}`)).toEqual({ message: MESSAGE });
    },
  );

  test('SAMLEncoding, which is not signed, may say what is so', () => {
    for (const escape of [encodeURIComponent, escapeInLowerCase]) {
      expect(verify(`${sent()}&SAMLEncoding=${escape(DEFLATE)}`)).toEqual({ message: MESSAGE });
    }
  });
});

requireTool('openssl')('octets written by hand and signed by openssl', () => {
  const base64 = escapeInLowerCase(MESSAGE);
  const SIG_ALG = 'http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256';
  const { key } = CERTS.idp;

  test.each([
    ['no RelayState', '', undefined],
    ['an empty one', '&RelayState=', undefined],
    ['a plain one', '&RelayState=iXk3-_9fQ2', 'iXk3-_9fQ2'],
    ['a plus for a space', '&RelayState=a+b', 'a b'],
    ['lower-case escapes', '&RelayState=%c3%a6%2b%2f%3d%26', 'æ+/=&'],
    ['mixed escapes, and some that are not needed', '&RelayState=%61%2F%2f', 'a//'],
  ])('%s', (_, relay, relayState) => {
    const octets = `SAMLRequest=${base64}${relay}&SigAlg=${SIG_ALG}`;
    const signature = encodeURIComponent(opensslSigns(octets, key));
    const expected = { message: MESSAGE, ...(relayState !== undefined && { relayState }) };
    expect(verify(`${octets}&Signature=${signature}`)).toEqual(expected);
    const [message, ...rest] = octets.split('&');
    expect(verify([`Signature=${signature}`, ...rest.reverse(), message].join('&'))).toEqual(expected);
  });

  test('an empty RelayState that is left out of what is signed, as the specification has it', () => {
    const signature = encodeURIComponent(opensslSigns(`SAMLRequest=${base64}&SigAlg=${SIG_ALG}`, key));
    const rawQuery = `SAMLRequest=${base64}&RelayState=&SigAlg=${SIG_ALG}&Signature=${signature}`;
    expect(verify(rawQuery)).toEqual({ message: MESSAGE });
  });

  test.each([
    ['the order of the URL where that is another', `SigAlg=${SIG_ALG}&SAMLRequest=${base64}`],
    ['escapes written anew', `SAMLRequest=${encodeURIComponent(MESSAGE)}&SigAlg=${encodeURIComponent(m.RSA_SHA256)}`],
    ['values decoded', `SAMLRequest=${MESSAGE}&SigAlg=${m.RSA_SHA256}`],
    ['no SigAlg', `SAMLRequest=${base64}`],
    ['the message alone', MESSAGE],
    ['an empty RelayState that the URL does not have', `SAMLRequest=${base64}&RelayState=&SigAlg=${SIG_ALG}`],
    ['the other name', `SAMLResponse=${base64}&SigAlg=${SIG_ALG}`],
    ['nothing', ''],
  ])('signed over %s: refused', (_, octets) => {
    const signature = encodeURIComponent(opensslSigns(octets, key));
    const rawQuery = `SigAlg=${SIG_ALG}&SAMLRequest=${base64}&Signature=${signature}`;
    expect(codeOf(() => verify(rawQuery))).toBe('signature_invalid');
  });

  test.each([
    [m.RSA_SHA384, 'sha384', false],
    [m.RSA_SHA512, 'sha512', false],
    [m.PSS_SHA256, 'sha256', true],
    [m.PSS_SHA384, 'sha384', true],
    [m.PSS_SHA512, 'sha512', true],
  ])('%s', (method, hash, pss) => {
    const octets = `SAMLRequest=${base64}&SigAlg=${encodeURIComponent(method)}`;
    const signature = encodeURIComponent(opensslSigns(octets, key, hash, pss));
    expect(verify(`${octets}&Signature=${signature}`)).toEqual({ message: MESSAGE });
  });
});

describe('the signature', () => {
  test.each([
    [m.ECDSA_SHA256, CERTS.ec256],
    [m.ECDSA_SHA384, CERTS.ec384],
    [m.ECDSA_SHA512, CERTS.ec521],
  ])('%s, as r and s', (method, signer) => {
    expect(verify(sent({ method, signer }), trusting(signer))).toEqual({ message: MESSAGE });
    expect(codeFor({ method, signer: CERTS.ec256 }, trusting(CERTS.ec384))).toBe('signature_invalid');
  });

  test('ECDSA as DER is another signature', () => {
    const octets = /^.*?(?=&Signature)/.exec(sent({ method: m.ECDSA_SHA256, signer: CERTS.ec256 }))?.[0] ?? '';
    const der = sign('sha256', Buffer.from(octets), CERTS.ec256.key).toString('base64');
    const rawQuery = `${octets}&Signature=${encodeURIComponent(der)}`;
    expect(codeOf(() => verify(rawQuery, trusting(CERTS.ec256)))).toBe('signature_invalid');
  });

  test('a rollover: whichever of the trusted certificates signed', () => {
    const both = trusting(CERTS.idp, CERTS.idpNext);
    for (const signer of [CERTS.idp, CERTS.idpNext]) expect(verify(sent({ signer }), both).message).toBe(MESSAGE);
    expect(codeFor({ signer: CERTS.foreign }, both)).toBe('signature_invalid');
  });

  test('SHA-1 by option alone', () => {
    expect(codeFor({ method: m.RSA_SHA1 })).toBe('signature_sha1');
    const options = { ...trusting(CERTS.idp), dangerouslyAllowSha1: true };
    expect(verify(sent({ method: m.RSA_SHA1 }), options)).toEqual({ message: MESSAGE });
  });

  test.each<[string, RedirectSending, string]>([
    ['HMAC with the certificate', { method: m.HMAC_SHA256, secret: CERTS.idp.cert }, 'signature_algorithm'],
    ['HMAC with SHA-1', { method: m.HMAC_SHA1, secret: CERTS.idp.cert }, 'signature_algorithm'],
    ['MD5', { method: m.RSA_MD5 }, 'signature_algorithm'],
    ['DSA', { method: m.DSA_SHA256, signer: CERTS.dsa }, 'signature_algorithm'],
    ['ECDSA where the key is RSA', { method: m.ECDSA_SHA256, signer: CERTS.ec256 }, 'signature_algorithm'],
    ['a name of Node’s', { method: 'RSA-SHA256' }, 'signature_algorithm'],
    ['a hash alone', { method: 'sha256' }, 'signature_algorithm'],
    ['a name in upper case', { method: m.RSA_SHA256.toUpperCase() }, 'signature_algorithm'],
    ['a member of every object', { method: '__proto__' }, 'signature_algorithm'],
    ['an empty name', { method: '' }, 'signature_algorithm'],
  ])('SigAlg: %s', (_, sending, code) => {
    expect(codeFor(sending)).toBe(code);
  });

  test('another method than was signed with', () => {
    const query = (usual: string) => usual.replace('rsa-sha256', 'rsa-sha512');
    expect(codeFor({ query })).toBe('signature_invalid');
  });

  test.each<[string, (usual: string) => string, string]>([
    ['taken away', (usual) => usual.replace(/&Signature=.*/, ''), 'signature_missing'],
    ['emptied', (usual) => usual.replace(/(&Signature=).*/, '$1'), 'signature_missing'],
    ['a bare name', (usual) => usual.replace(/(&Signature)=.*/, '$1'), 'signature_missing'],
    ['in another case', (usual) => usual.replace('&Signature=', '&signature='), 'signature_missing'],
    ['without its SigAlg', (usual) => usual.replace(/&SigAlg=[^&]*/, ''), 'signature_algorithm'],
    ['with both taken away', (usual) => usual.replace(/&SigAlg=.*/, ''), 'signature_missing'],
    ['no base64', (usual) => usual.replace(/(&Signature=).*/, '$1%21%21'), 'base64_invalid'],
    ['without its padding', (usual) => usual.replace(/(%3D)+$/, ''), 'base64_invalid'],
    [
      'of an endless length',
      (usual) => usual.replace(/(&Signature=).*/, `$1${'A'.repeat(20_000)}`),
      'message_too_large',
    ],
    [
      'of zeros',
      (usual) => usual.replace(/(&Signature=).*/, `$1${Buffer.alloc(256).toString('base64')}`),
      'signature_invalid',
    ],
    ['a fragment of the URL', (usual) => usual.replace('&Signature=', '#&Signature='), 'signature_algorithm'],
  ])('%s', (_, query, code) => {
    expect(codeFor({ query })).toBe(code);
  });
});

describe('what is signed is what is read', () => {
  const other = encodeURIComponent(
    deflateRawSync(Buffer.from(logoutRequest({ nameId: 'another' }))).toString('base64'),
  );

  test.each<[string, (usual: string) => string]>([
    ['another message', (usual) => usual.replace(/SAMLRequest=[^&]*/, `SAMLRequest=${other}`)],
    ['another RelayState', (usual) => usual.replace('RelayState=state', 'RelayState=states')],
    ['no RelayState', (usual) => usual.replace('&RelayState=state', '')],
    ['an emptied RelayState', (usual) => usual.replace('RelayState=state', 'RelayState=')],
    ['the same RelayState, escaped', (usual) => usual.replace('RelayState=state', 'RelayState=%73tate')],
    ['the same SigAlg, with escapes in lower case', (usual) => usual.replace('%3A', '%3a')],
  ])('%s: refused', (_, change) => {
    const usual = sent({ relayState: 'state' });
    expect(verify(usual)).toMatchObject({ relayState: 'state' });
    expect(change(usual)).not.toBe(usual);
    expect(codeOf(() => verify(change(usual)))).toBe('signature_invalid');
  });

  test('a RelayState put beside a message that had none', () => {
    expect(codeFor({ query: (usual) => `${usual}&RelayState=state` })).toBe('signature_invalid');
  });

  test('a signed RelayState that says more than its name', () => {
    // What is signed is the same text; where its parts begin is another matter.
    const usual = sent({ relayState: 'state' });
    const shifted = usual.replace('&RelayState=state&SigAlg=', '&RelayState=state%26SigAlg=');
    expect(codeOf(() => verify(shifted))).toBe('signature_algorithm');
  });

  const NAMES = ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'] as const;
  const full = `${sent({ relayState: 'state' })}&SAMLEncoding=${encodeURIComponent(DEFLATE)}`;
  const valueOf = (name: string) => new RegExp(`(?:^|&)${name}=([^&]*)`).exec(full)?.[1] ?? '';
  const escaped = (name: string) => name.replace('S', '%53').replace('R', '%52').replace('a', '%61');
  const wholly = (name: string) => name.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`);

  test('with every parameter once', () => {
    expect(verify(full)).toEqual({ message: MESSAGE, relayState: 'state' });
  });

  test.each(
    NAMES.flatMap((name) => [
      [`${name} with another value`, name, `${name}=x`],
      [`${name} with the same value`, name, `${name}=${valueOf(name)}`],
      [`${name} without a value`, name, name],
      [`${name}, its name escaped`, name, `${escaped(name)}=x`],
      [`${name}, each letter of its name escaped`, name, `${wholly(name)}=x`],
    ]),
  )('twice: %s', (_, name = '', pair = '') => {
    expect(pair.startsWith(name) || decodeURIComponent(pair).startsWith(name)).toBe(true);
    for (const rawQuery of [`${full}&${pair}`, `${pair}&${full}`]) {
      const error = errorOf(() => verify(rawQuery));
      expect([error.code, error.detail.where]).toEqual(['parameter_duplicate', name]);
    }
  });

  test.each(['SAML%52equest', '%53AMLRequest', 'SAMLReques%74'])('the name escaped, and once: %s', (name) => {
    const rawQuery = sent({ query: (usual) => usual.replace('SAMLRequest', name) });
    expect(codeOf(() => verify(rawQuery))).toBe('message_unexpected');
    // Also where the signer had it so.
    const octets = (usual: string) => usual.replace('SAMLRequest', name);
    expect(codeFor({ octets, query: octets })).toBe('message_unexpected');
  });

  test.each<[string, (usual: string) => string, string]>([
    ['no message', (usual) => usual.replace(/^SAMLRequest=[^&]*&/, ''), 'SAMLRequest'],
    ['the other message', (usual) => usual.replace('SAMLRequest', 'SAMLResponse'), 'SAMLRequest'],
    ['both', (usual) => `${usual}&SAMLResponse=${other}`, 'SAMLResponse'],
    [
      'both, each letter of the other’s name escaped',
      (usual) => `${usual}&${wholly('SAMLResponse')}=${other}`,
      'SAMLResponse',
    ],
    ['both, the other without a value', (usual) => `SAMLResponse&${usual}`, 'SAMLResponse'],
    [
      'a name that a framework would read as an array',
      (usual) => usual.replace('SAMLRequest', 'SAMLRequest[]'),
      'SAMLRequest',
    ],
  ])('%s', (_, query, where) => {
    const error = errorOf(() => verify(sent({ query })));
    expect([error.code, error.detail.where]).toEqual(['message_unexpected', where]);
  });

  test('a response, and a request beside it', () => {
    const rawQuery = `${redirectQuery(logoutResponse())}&SAMLRequest=${other}`;
    const error = errorOf(() => verifyRedirectSignature(rawQuery, 'SAMLResponse', trusting(CERTS.idp)));
    expect([error.code, error.detail.where]).toEqual(['message_unexpected', 'SAMLRequest']);
  });

  test('nothing at all', () => {
    expect(codeOf(() => verify(''))).toBe('message_unexpected');
  });
});

describe('refused', () => {
  test.each(['', 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:NONE', DEFLATE.toLowerCase(), ` ${DEFLATE}`])(
    'SAMLEncoding %j',
    (encoding) => {
      expect(codeOf(() => verify(`${sent()}&SAMLEncoding=${encodeURIComponent(encoding)}`))).toBe('message_encoding');
    },
  );

  test.each<[string, RedirectSending, string]>([
    [
      'an escape that is none',
      { relayState: 'x', escape: (text) => (text === 'x' ? '%zz' : encodeURIComponent(text)) },
      'RelayState',
    ],
    [
      'escapes that are no UTF-8',
      { relayState: 'x', escape: (text) => (text === 'x' ? '%e6' : encodeURIComponent(text)) },
      'RelayState',
    ],
    [
      'octets that no URL has',
      { relayState: 'æ', escape: (text) => (text === 'æ' ? text : encodeURIComponent(text)) },
      'RelayState',
    ],
    ['an escape in SigAlg that is none', { query: (usual) => usual.replace('SigAlg=', 'SigAlg=%') }, 'SigAlg'],
  ])('%s', (_, sending, where) => {
    const error = errorOf(() => verify(sent(sending)));
    expect([error.code, error.detail.where]).toEqual(['message_encoding', where]);
  });

  test('a query longer than any message, before it is taken apart', () => {
    const { maxBytes } = BROWSER_MESSAGE;
    const usual = `${sent()}&x=`;
    expect(verify(usual.padEnd(maxBytes, 'x'))).toEqual({ message: MESSAGE });
    expect(codeOf(() => verify(usual.padEnd(maxBytes + 1, 'x')))).toBe('message_too_large');
  });

  test('what the log says quotes nothing of the message', () => {
    const { detail } = errorOf(() => verify(sent({ signer: CERTS.foreign, relayState: '010170-5555' })));
    expect(JSON.stringify(detail)).not.toContain('010170');
    expect(detail).toMatchObject({ where: 'Signature', option: 'idpCert' });
  });
});
