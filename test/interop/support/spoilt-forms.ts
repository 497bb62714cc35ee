import { signEnveloped } from '../../../src/metadata/enveloped-signature';
import { CERTS } from '../../support/certs';
import type { MessageForm } from './single-logout';

/** What may happen to a signed LogoutRequest in a form: each is given its document, and returns another. */
const DOCUMENTS: Readonly<Record<string, (document: string) => string>> = {
  'the request is another': (document) => document.replace(/(?<=SessionIndex>)[^<]+/, '_another'),
  'the signature is a stranger’s': (document) =>
    signEnveloped(unsigned(document), CERTS.idpNext, { reference: '/*/*[1]', action: 'after' }),
  'the signature is gone': (document) => unsigned(document),
};

export const SPOILT_FORMS: Readonly<Record<string, (form: MessageForm) => Record<string, string>>> = Object.fromEntries(
  Object.entries(DOCUMENTS).map(([what, spoil]) => [
    what,
    ({ fields }) => {
      const document = Buffer.from(fields['SAMLRequest'] ?? '', 'base64').toString();
      const spoilt = spoil(document);
      if (spoilt === document) throw new Error('the request is what it was');
      return { ...fields, SAMLRequest: Buffer.from(spoilt).toString('base64') };
    },
  ]),
);

function unsigned(document: string): string {
  return document.replace(/<ds:Signature .*<\/ds:Signature>/s, '');
}
