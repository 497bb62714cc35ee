import { parseOcesPolicy } from '../../src/certificates';

test.each([
  ['1.2.208.169.1.1.1.1.4', 'POCES', 'production'],
  ['1.2.208.169.1.1.1.2.7', 'MOCES', 'production'],
  ['1.2.208.169.1.1.1.2.7.1', 'MOCES', 'production'],
  ['1.2.208.169.1.1.1.3.5', 'VOCES', 'production'],
  ['1.2.208.169.1.1.1.3.7.1', 'VOCES', 'production'],
  ['1.2.208.169.1.1.1.4.3', 'FOCES', 'production'],
  ['1.3.6.1.4.1.31313.2.4.1.1.2', 'POCES', 'IG'],
  ['1.3.6.1.4.1.31313.2.4.2.2.2', 'MOCES', 'development'],
  ['1.3.6.1.4.1.31313.2.4.3.3.2', 'VOCES', 'internal test'],
  ['1.3.6.1.4.1.31313.2.4.4.4.2', 'FOCES', 'operations test'],
  ['1.3.6.1.4.1.31313.2.4.5.4.2', 'FOCES', 'external test'],
  ['1.3.6.1.4.1.31313.2.4.6.1.5', 'POCES', 'pre-production'],
  ['1.3.6.1.4.1.31313.2.4.6.2.6', 'MOCES', 'pre-production'],
  ['1.3.6.1.4.1.31313.2.4.6.3.4', 'VOCES', 'pre-production'],
  ['1.3.6.1.4.1.31313.2.4.6.4.2', 'FOCES', 'pre-production'],
])('%s is %s of %s', (oid, type, environment) => {
  expect(parseOcesPolicy(oid)).toEqual({ type, environment });
});

test.each([
  '0.4.0.2042.1.1',
  '1.2.208.169.1.1.1.1',
  '1.2.208.169.1.1.1.5.1',
  '1.2.208.169.1.1.1.11.1',
  '11.2.208.169.1.1.1.1.4',
  '1.3.6.1.4.1.31313.2.4.7.1.1',
  '1.3.6.1.4.1.31313.2.4.6.5.1',
  '1.3.6.1.4.1.31313.2.4.6.1',
  '1.2.208.169.1.1.1.1.4.',
])('%s is no OCES policy', (oid) => {
  expect(parseOcesPolicy(oid)).toBeUndefined();
});
