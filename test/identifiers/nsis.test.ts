import fc from 'fast-check';
import { higherNsis, lowerNsis, NSIS_LEVELS, nsisAtLeast, parseNsis } from '../../src/identifiers';

const BASE = 'https://data.gov.dk/concept/core/nsis/';

describe('parseNsis', () => {
  test.each(['Low', 'Substantial', 'High'])('reads %s in every spelling', (word) => {
    const level = word.toLowerCase();
    for (const text of [word, level, word.toUpperCase()]) expect(parseNsis(text)).toBe(level);
    for (const path of ['', 'loa/', 'ial/', 'aal/']) expect(parseNsis(BASE + path + word)).toBe(level);
  });

  test.each([
    '',
    ' low',
    'medium',
    'sub',
    '3',
    BASE,
    `${BASE}substantial`,
    `${BASE}xal/High`,
    `${BASE}loa/loa/High`,
    `${BASE}High/`,
    `${BASE}High#x`,
    'http://data.gov.dk/concept/core/nsis/High',
    'https://data.gov.dk.evil.example/concept/core/nsis/High',
    'https://evil.example/https://data.gov.dk/concept/core/nsis/High',
    'urn:eident:cert:eidas:high',
    'constructor',
  ])('reads nothing from %j', (text) => {
    expect(parseNsis(text)).toBeUndefined();
  });

  test('does not take a level of one thing for that of another', () => {
    expect(parseNsis(`${BASE}ial/High`, 'loa')).toBeUndefined();
    expect(parseNsis(`${BASE}loa/High`, 'loa')).toBe('high');
    expect(parseNsis(`${BASE}High`, 'loa')).toBe('high');
    expect(parseNsis('high', 'aal')).toBe('high');
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseNsis(text)));
  });
});

describe('comparing', () => {
  const level = fc.constantFrom(...NSIS_LEVELS);

  test('low < substantial < high, and no level reaches none', () => {
    expect(nsisAtLeast('low', 'substantial')).toBe(false);
    expect(nsisAtLeast('substantial', 'substantial')).toBe(true);
    expect(nsisAtLeast('high', 'substantial')).toBe(true);
    expect(nsisAtLeast(undefined, 'low')).toBe(false);
  });

  test('the higher and the lower of two', () => {
    fc.assert(
      fc.property(level, level, (one, other) => {
        const higher = higherNsis(one, other) ?? 'low';
        const lower = lowerNsis(one, other) ?? 'high';
        expect([lower, higher].sort()).toEqual([one, other].sort());
        expect(nsisAtLeast(higher, lower)).toBe(true);
      }),
    );
  });

  test('an absent one gives way', () => {
    expect(higherNsis(undefined, 'low')).toBe('low');
    expect(higherNsis('low', undefined)).toBe('low');
    expect(higherNsis(undefined, undefined)).toBeUndefined();
    expect(lowerNsis(undefined, 'high')).toBe('high');
    expect(lowerNsis('high', undefined)).toBe('high');
  });
});
