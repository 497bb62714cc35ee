// What is measured of SAML 2.0, beside the library behind passport-saml: the Assertion signed, and signed and then encrypted.
import { key } from '../sign.mjs';
import { FULL_NAME, messages, SUBJECT, tampered } from './message.mjs';
import { ours } from './ours.mjs';
import { nodeSaml, saml2js, samlify } from './peers.mjs';

const suite =
  ({ title, target, form, called }) =>
  () => ({
    title,
    target,
    described: { [form]: called },
    contestants: [nodeSaml, saml2js, samlify, ours].map((contestant) => ({
      ...contestant({ encrypted: form === 'encrypted' }),
      form,
    })),
    good: messages(),
    bad: {
      tampered: tampered(),
      'foreign key': messages({ signer: key('foreign') }),
      expired: messages({ now: Date.now() - 60 * 60_000 }),
    },
    says: { subject: SUBJECT, fullName: FULL_NAME.value },
  });

export const suites = [
  suite({
    title: 'SAML 2.0, 17 attributes, RSA-2048 / SHA-256',
    target: 25,
    form: 'signed',
    called: 'Assertion, in a Response',
  }),
  suite({
    title: 'SAML 2.0, the same, encrypted with AES-256-GCM and RSA-2048 OAEP',
    target: 8,
    form: 'encrypted',
    called: 'Assertion, encrypted',
  }),
];
