import { FAULT_NAMES } from '../../../src/simulator/faults';
import { UUID_MATCH_FAULTS } from '../../../src/simulator/faults/uuidmatch';
import { ATTACKS, NOT_PLAYED } from '../../../src/simulator/attack';
import { CATALOGUE } from '../../attacks/catalogue';

const attacked = new Set<string>(ATTACKS.flatMap((attack) => (attack.kind === 'browser' ? [] : [attack.fault])));

// Faults that are no attack on an application, by the reason. A new fault needs a place here or in the catalogue.
const NO_ATTACKS: Readonly<Record<string, readonly string[]>> = {
  'what the broker or the network fails at': [
    'artifact-expired',
    'artifact_invalidated',
    'artifact_not_match_mid',
    'assertion_attribute_null',
    'assertion_notfound',
    'soap-fault',
    'http-500',
    'redirect',
    'huge',
    'slow',
    'connection-reset',
    'wrong-encryption-key',
    ...UUID_MATCH_FAULTS.map(({ name }) => name),
  ],
  'how a login ends without anybody in it': [
    'cancel',
    'generalerror',
    'authfailed',
    'blankcvr',
    'certificatenotyetvalid',
    'get_ssn_error',
    'idexpired',
    'illegalcert',
    'inpro',
    'input_params_notpresent',
    'match_ssn_error',
    'no-passive',
    'no-authn-context',
    'request-denied',
  ],
  'sound, and of no use to some applications': [
    'missing-cpr',
    'missing-pid',
    'other-person',
    'other-identity-type',
    'transient-nameid',
    'malformed-nameid',
    'response-signed-only',
  ],
  'what costs an application more than it may, which cannot be seen from outside': ['logout-bomb'],
  'where this package is stricter than the specification': [
    'missing-destination',
    'missing-response-issuer',
    'old-logout',
  ],
  'answers to a logout that the application has begun': [
    'unsigned-logout-response',
    'wrong-logout-in-response-to',
    'missing-logout-in-response-to',
    'wrong-logout-relay-state',
    'replayed-logout-response',
    'partial-logout',
    'logout-denied',
  ],
};

test('every fault is played, or is no attack for a reason', () => {
  const reasons = Object.values(NO_ATTACKS).flat();
  expect(reasons.filter((name) => attacked.has(name))).toEqual([]);
  expect([...attacked, ...reasons].sort()).toEqual([...FAULT_NAMES].sort());
});

test('each has a name of its own, classes of the catalogue, what it would mean, and who says so', () => {
  const ids = ATTACKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const numbers = new Set(Object.keys(CATALOGUE).map(Number));
  for (const { id, classes, harm, source } of ATTACKS) {
    expect([id, classes.length > 0, classes.filter((number) => !numbers.has(number))]).toEqual([id, true, []]);
    expect([id, /^\p{Lu}.*\.$/u.test(harm), source.length > 0]).toEqual([id, true, true]);
  }
});

test('each of the 38 classes is played, or is not for a reason', () => {
  const played = new Set(ATTACKS.flatMap(({ classes }) => classes));
  const not = Object.keys(NOT_PLAYED).map(Number);
  expect(not.filter((number) => played.has(number))).toEqual([]);
  expect([...played, ...not].sort((a, b) => a - b)).toEqual(Array.from({ length: 38 }, (_, index) => index + 1));
});
