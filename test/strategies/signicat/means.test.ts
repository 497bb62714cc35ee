import type { LoginRecord } from '../../../src/session';
import type { Requirement } from '../../../src/strategies/requirement';
import { readOptions } from '../../../src/strategies/signicat/config';
import { meansOf } from '../../../src/strategies/signicat/means';
import { MITID_OPTIONS, NEMID_OPTIONS } from './options';

const CPR: Requirement = { kind: 'cpr' };
const HIGH: Requirement = { kind: 'assurance', loa: 'high' };

const recordOf = (namespace: LoginRecord['key']['namespace']): LoginRecord => ({
  id: 'x',
  strategy: 'signicat',
  issuer: 'x',
  key: { issuer: 'x', namespace, id: 'x' },
  identityType: 'private',
  assertedAt: 0,
  transaction: { assertionId: 'x', expiresAt: 0 },
  createdAt: 0,
  expiresAt: 0,
});
const PERSON = recordOf('mitid-uuid');

describe('what a route asks for', () => {
  test.each<[string, object, Requirement, LoginRecord | undefined, object]>([
    ['nobody who is logged in: a login by MitID', MITID_OPTIONS, CPR, undefined, { options: {} }],
    ['the same for a level, which a login may have', MITID_OPTIONS, HIGH, undefined, { options: {} }],
    ['the same by NemID', NEMID_OPTIONS, CPR, undefined, { options: {} }],
    [
      'the CPR number: a step-up, where it has a parameter',
      { ...MITID_OPTIONS, stepUpParameter: 'x' },
      CPR,
      PERSON,
      { options: { stepUp: 'cpr' } },
    ],
  ])('of %s', (_name, options, requirement, record, means) => {
    expect(meansOf(readOptions(options), requirement, record)).toEqual(means);
  });

  test.each<[string, object, Requirement, LoginRecord | undefined]>([
    ['a CPR number without a parameter', MITID_OPTIONS, CPR, PERSON],
    ['another level of who is logged in', { ...MITID_OPTIONS, stepUpParameter: 'x' }, HIGH, PERSON],
    ['a level of a NemID', NEMID_OPTIONS, HIGH, undefined],
    ['a CPR number of a NemID', NEMID_OPTIONS, CPR, recordOf('pid')],
  ])('is never met: %s', (_name, options, requirement, record) => {
    expect(meansOf(readOptions(options), requirement, record)).toEqual({ never: expect.any(String) as unknown });
  });
});
