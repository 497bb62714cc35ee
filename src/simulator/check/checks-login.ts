import type { NemLogInFaultName } from '../faults/nemlogin';
import { notSeen, type Check } from './check';

interface LoginDemand {
  readonly id: string;
  readonly what: string;
  readonly source: string;
  /** The faults that show it. */
  readonly faults: readonly NemLogInFaultName[];
}

const DEMANDS: readonly LoginDemand[] = [
  {
    id: 'login-signature',
    what: 'An assertion whose own signature is missing, wrong or by another key is refused',
    source: 'OIOSAML.Java: the inner assertion must be signed',
    faults: ['tampered', 'unsigned', 'foreign-key', 'response-signed-only'],
  },
  {
    id: 'login-encryption',
    what: 'An assertion that is not encrypted, or with a broken algorithm, is refused',
    source: 'OIOSAML.Java: exactly one EncryptedAssertion',
    faults: ['plain-assertion', 'rsa-1_5', '3des', 'two-assertions'],
  },
  {
    id: 'login-conditions',
    what: 'An assertion that has expired, or is for another service, is refused',
    source: 'SAML 2.0 profiles 4.1.4.3',
    faults: ['expired', 'wrong-audience', 'wrong-recipient', 'wrong-destination', 'wrong-issuer'],
  },
  {
    id: 'login-replay',
    what: 'An assertion of an earlier or another login is refused',
    source: 'SAML 2.0 profiles 4.1.4.5',
    faults: ['replayed-assertion', 'replayed-response', 'wrong-in-response-to', 'missing-in-response-to'],
  },
  {
    id: 'login-level',
    what: 'A level below the one that was asked for is refused',
    source: 'OIOSAML.Java: the service provider checks the level itself',
    faults: ['loa-low', 'lower-loa', 'other-identity-type'],
  },
  {
    id: 'login-status',
    what: 'A person who cancels, or cannot log in, is told so and can try again',
    source: 'SAML 2.0 core 3.2.2.2',
    faults: ['cancel', 'no-authn-context', 'generalerror'],
  },
];

/** What a service provider makes of answers: the simulator does not see it, so it says how a developer can. */
export const LOGIN_CHECKS: readonly Check[] = DEMANDS.map(({ faults, ...demand }) => ({
  ...demand,
  about: 'login',
  demand: 'should',
  judge: () =>
    notSeen(
      'what your application makes of an answer cannot be seen from here',
      `Arm on /simulator/faults, one at a time, and log in: ${faults.join(', ')}.`,
    ),
}));
