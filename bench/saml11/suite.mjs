// What is measured of SAML 1.1, beside the library that ours takes the place of.
import { key } from '../sign.mjs';
import { contestants } from './contestants.mjs';
import { FULL_NAME, messages, tampered } from './message.mjs';

export function suite() {
  const good = messages();
  return {
    title: 'SAML 1.1, 14 attributes, RSA-2048 / SHA-256',
    target: 30,
    described: { response: 'Response', assertion: 'Assertion, alone', soap: 'Assertion, in SOAP' },
    contestants,
    good,
    bad: {
      tampered: tampered(good),
      'foreign key': messages({ signer: key('foreign') }),
      expired: messages({ now: Date.now() - 60 * 60_000 }),
    },
    says: { fullName: FULL_NAME },
  };
}
