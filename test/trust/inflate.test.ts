import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { BROWSER_MESSAGE, inflateMessage } from '../../src/trust';
import { codeOf, errorOf } from '../support/codes';

const DOCUMENT = Buffer.from(
  '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">æ</samlp:LogoutRequest>',
);

const inflate = (bytes: Buffer, maxBytes = BROWSER_MESSAGE.maxBytes) =>
  inflateMessage(bytes.toString('base64'), { maxBytes }, 'SAMLRequest');

test.each([
  ['as senders do', deflateRawSync(DOCUMENT)],
  ['as hard as can be', deflateRawSync(DOCUMENT, { level: 9, memLevel: 9 })],
  ['stored', deflateRawSync(DOCUMENT, { level: 0 })],
])('a message deflated %s', (_, deflated) => {
  expect(inflate(deflated)).toEqual(DOCUMENT);
});

test('in base64 with white space between', () => {
  const base64 = deflateRawSync(DOCUMENT).toString('base64');
  expect(inflateMessage(base64.replace(/(.{20})/g, '$1\r\n'), BROWSER_MESSAGE, 'SAMLRequest')).toEqual(DOCUMENT);
  expect(codeOf(() => inflateMessage(`${base64}!`, BROWSER_MESSAGE, 'SAMLRequest'))).toBe('base64_invalid');
  expect(codeOf(() => inflateMessage('', BROWSER_MESSAGE, 'SAMLRequest'))).toBe('base64_invalid');
});

const deflated = deflateRawSync(DOCUMENT);
test.each([
  ['not deflated', DOCUMENT],
  ['deflated with the header of zlib', deflateSync(DOCUMENT)],
  ['gzipped', gzipSync(DOCUMENT)],
  ['cut off', deflated.subarray(0, -1)],
  ['cut to its first byte', deflated.subarray(0, 1)],
  ['with a byte behind it', Buffer.concat([deflated, Buffer.alloc(1)])],
  ['with a second stream behind it', Buffer.concat([deflated, deflated])],
  ['with a document behind it', Buffer.concat([deflated, DOCUMENT])],
  ['noise', Buffer.concat([Buffer.from([7]), randomBytes(100)])],
])('refused: %s', (_, bytes) => {
  const error = errorOf(() => inflate(bytes));
  expect([error.code, error.detail.where]).toEqual(['message_encoding', 'SAMLRequest']);
});

test('as much as a message may be, and no byte more', () => {
  const { maxBytes } = BROWSER_MESSAGE;
  expect(inflate(deflateRawSync(Buffer.alloc(maxBytes)))).toHaveLength(maxBytes);
  expect(codeOf(() => inflate(deflateRawSync(Buffer.alloc(maxBytes + 1))))).toBe('message_too_large');
});

test('the base64 is bounded before it is decoded', () => {
  expect(codeOf(() => inflate(randomBytes(200), 150))).toBe('message_too_large');
});

describe('260 kB that inflate to 200 MB', () => {
  // Written by hand from one piece, so that the test itself does not need what it is about.
  const piece = deflateRawSync(Buffer.alloc(2_000_000), { finishFlush: 2, level: 9 });
  const bomb = Buffer.concat([...Array<Buffer>(100).fill(piece), deflateRawSync(Buffer.alloc(0))]).toString('base64');

  test('are refused, and cost the memory of one message', () => {
    expect(bomb.length).toBeGreaterThan(200_000);
    expect(bomb.length).toBeLessThan(300_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(codeOf(() => inflateMessage(bomb, BROWSER_MESSAGE, 'SAMLRequest'))).toBe('message_too_large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000);
  });

  test('and are what they say they are', () => {
    const whole = inflateMessage(bomb, { maxBytes: 200_000_000 }, 'SAMLRequest');
    expect(whole).toHaveLength(200_000_000);
  });
});
