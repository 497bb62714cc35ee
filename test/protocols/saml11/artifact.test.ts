import { readArtifact } from '../../../src/protocols/saml11';
import { codeOf, errorOf } from '../../support/codes';

const sourceId = 'a1'.repeat(20);
const bytes = Buffer.concat([Buffer.from([0, 1]), Buffer.from(sourceId, 'hex'), Buffer.alloc(20, 0xff)]);
const text = bytes.toString('base64');

describe('an artifact of type 0001', () => {
  test('is read', () => {
    expect(readArtifact(text)).toEqual({ text, sourceId });
  });

  test('is sent on without the white space it came with', () => {
    expect(readArtifact(` ${text.slice(0, 20)}\r\n${text.slice(20)}\n`).text).toBe(text);
  });

  const of = (changed: Buffer) => changed.toString('base64');
  test.each([
    ['nothing', ''],
    ['one byte less', of(bytes.subarray(0, 41))],
    ['one byte more', of(Buffer.concat([bytes, Buffer.alloc(1)]))],
    ['type 0002', of(Buffer.concat([Buffer.from([0, 2]), bytes.subarray(2)]))],
    ['type 0004 of SAML 2.0', of(Buffer.concat([Buffer.from([0, 4]), bytes.subarray(2), Buffer.alloc(2)]))],
    ['type 0100', of(Buffer.concat([Buffer.from([1, 0]), bytes.subarray(2)]))],
    ['no base64', '<AssertionArtifact/>'],
    ['the URL alphabet', bytes.toString('base64url')],
    ['padding that is not needed', `${text}====`],
    ['text after it', `${text}</samlp:AssertionArtifact>`],
    ['a very long one', 'A'.repeat(100_000)],
  ])('refused: %s', (_, artifact) => {
    expect(codeOf(() => readArtifact(artifact))).toBe('artifact_malformed');
  });

  test('the error of one that is no base64 has its cause', () => {
    expect(errorOf(() => readArtifact('<')).cause).toMatchObject({ code: 'base64_invalid' });
  });

  test('the error does not quote it: it is as good as a password', () => {
    const one = of(Buffer.concat([Buffer.from([0, 2]), bytes.subarray(2)]));
    expect(errorOf(() => readArtifact(one)).explain()).not.toContain(one.slice(8, 16));
  });
});
