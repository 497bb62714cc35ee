import { decodeBase64, decodeUtf8 } from '../../src/trust/bytes';
import { codeOf } from '../support/codes';

describe('base64', () => {
  const decode = (text: string, maxBytes = 100) => decodeBase64(text, maxBytes, 'somewhere');

  test('canonical base64, with XML white space between', () => {
    expect(decode('aGVq').toString()).toBe('hej');
    expect(decode(' aG\tVq\r\n').toString()).toBe('hej');
    for (const one of [' ', '\t', '\r', '\n']) expect(decode(`aG${one}Vq`).toString()).toBe('hej');
    expect(decode('aGVqIQ==').toString()).toBe('hej!');
    expect(decode('++//').toString('hex')).toBe('fbefff');
  });

  test.each([
    ['nothing', ''],
    ['white space only', ' \r\n'],
    ['no padding', 'aGVqIQ'],
    ['too little padding', 'aGVqIQ='],
    ['too much padding', 'aGVq='],
    ['padding in the middle', 'aGVqIQ==aGVq'],
    ['a stray bit after the last byte', 'aGVqIR=='],
    ['the URL alphabet', '--__'],
    ['a no-break space', 'aG\u00a0Vq'],
    ['a form feed', 'aG\fVq'],
    ['a character that Node skips', 'aG!Vq'],
    ['a comment', 'aG<!-- -->Vq'],
    ['a percent sign', 'aGVqIQ%3D%3D'],
  ])('refused: %s', (_, text) => {
    expect(codeOf(() => decode(text))).toBe('base64_invalid');
  });

  test('the bound is judged before anything is decoded', () => {
    const text = Buffer.alloc(30).toString('base64');
    expect(decode(text, 30)).toHaveLength(30);
    expect(decode(' '.repeat(50) + text, 30)).toHaveLength(30);
    expect(codeOf(() => decode(text, 27))).toBe('message_too_large');
    // Too long even with every other character white space, and no base64 at all.
    expect(codeOf(() => decode('!'.repeat(91), 30))).toBe('message_too_large');
    expect(codeOf(() => decode(' '.repeat(91) + 'aGVq', 30))).toBe('message_too_large');
  });
});

describe('UTF-8', () => {
  test('drops one byte order mark', () => {
    expect(decodeUtf8(Buffer.from('\ufeffæ'))).toBe('æ');
    expect(decodeUtf8(Buffer.from('a\ufeff'))).toBe('a\ufeff');
  });

  test.each([
    ['a lone continuation byte', [0x80]],
    ['an unfinished sequence', [0xc3]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('refused: %s', (_, bytes) => {
    expect(codeOf(() => decodeUtf8(Buffer.from(bytes)))).toBe('message_encoding');
  });
});
