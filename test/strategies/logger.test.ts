import { CODES, MitIdError, type MitIdErrorCode } from '../../src/errors';
import { logRefusal } from '../../src/strategies/log-refusal';
import { oneLine, standardErrorLogger, type Logger } from '../../src/strategies/logger';

function recording() {
  const lines: unknown[][] = [];
  const logger: Logger = {
    info: (...line) => lines.push(['info', ...line]),
    warn: (...line) => lines.push(['warn', ...line]),
    error: (...line) => lines.push(['error', ...line]),
  };
  return { lines, logger };
}

describe('logRefusal', () => {
  test.each([
    ['user_cancelled', 'info'],
    ['signature_invalid', 'warn'],
    ['state_store_failed', 'error'],
  ] as [MitIdErrorCode, string][])('%s is a line of level %s', (code, level) => {
    const { lines, logger } = recording();
    const error = new MitIdError(code, { where: 'here' });
    logRefusal({ logger, name: 'eident' }, error);
    expect(lines).toEqual([[level, error.explain(), { strategy: 'eident', code, reference: error.reference }]]);
    expect(CODES[code]).toBeDefined();
  });

  test('an error of somebody else is theirs to log', () => {
    const { lines, logger } = recording();
    logRefusal({ logger, name: 'eident' }, new Error('not ours'));
    expect(lines).toEqual([]);
  });

  test('nothing that a stranger sent begins a line of its own', () => {
    const { lines, logger } = recording();
    logRefusal(
      { logger, name: 'eident' },
      new MitIdError('issuer_mismatch', { got: 'a\r\nforged line\u001b[2K\u2028' }),
    );
    expect(lines[0]?.[1]).toContain('a\\u{d}\\u{a}forged line\\u{1b}[2K\\u{2028}');
  });
});

describe('the default logger', () => {
  test('writes warnings and errors to standard error, one line each, and keeps quiet otherwise', () => {
    const written: string[] = [];
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    standardErrorLogger.info('quiet');
    standardErrorLogger.warn('careful');
    standardErrorLogger.error('broken');
    write.mockRestore();
    expect(written).toEqual(['passport-mitid-saml: careful\n', 'passport-mitid-saml: broken\n']);
  });

  test('plain text stays as it is', () => {
    expect(oneLine('æøå, "quoted" 10 %')).toBe('æøå, "quoted" 10 %');
  });
});
