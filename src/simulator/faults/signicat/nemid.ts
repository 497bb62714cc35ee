import type { Answer } from '../../brokers/saml11/answer';
import { nemIdOf } from '../../brokers/signicat/nemid/identities';
import { CANCELLED, statusMessage } from '../../brokers/signicat/names';
import { PERSONAS } from '../../personas';
import { randomHex } from '../../random';
import type { ReturnFault } from '../saml2/fault';
import type { NemIdAnswerFault, NemIdStatusFault } from './fault';

const at = 'answer';

const recipient = (answer: Answer, change: (url: URL) => void): Answer => {
  const url = new URL(answer.response.recipient ?? '');
  change(url);
  return { ...answer, response: { ...answer.response, recipient: url.href } };
};

/** What is wrong with the address, and with which element is signed: what SAML 1.1 says besides, at E-Ident too, is not here. */
export const NEMID_DELIVERY_FAULTS = [
  {
    name: 'assertion-signed-only',
    seenAs: 'signature_missing',
    at,
    description: 'The assertion is signed, the Response around it is not.',
    answer: (answer) => ({ ...answer, signing: { ...answer.signing, signs: 'assertion' } }),
  },
  {
    name: 'recipient-without-query',
    seenAs: 'recipient_mismatch',
    at,
    description: 'Recipient is the target without its query.',
    answer: (answer) => recipient(answer, (url) => (url.search = '')),
  },
  {
    name: 'recipient-of-another-login',
    seenAs: 'recipient_mismatch',
    at,
    description: 'Recipient is the target with another value of each parameter of its query.',
    answer: (answer) =>
      recipient(answer, ({ searchParams }) => {
        for (const name of new Set(searchParams.keys())) searchParams.set(name, randomHex());
      }),
  },
] as const satisfies readonly NemIdAnswerFault[];

export const NEMID_RETURN_FAULTS = [
  {
    name: 'replayed-response',
    seenAs: 'recipient_mismatch',
    at: 'return',
    description:
      'The browser brings the response to an earlier login again (when there was none, to one that nobody began).',
  },
] as const satisfies readonly ReturnFault[];

/** What is wrong with what NemID says of the person. */
export const NEMID_CONTENT_FAULTS = [
  {
    name: 'missing-cpr',
    seenAs: 'cpr_missing',
    at,
    description: 'The CPR number is left out.',
    answer: (answer) => ({
      ...answer,
      response: {
        ...answer.response,
        assertions: answer.response.assertions.map((draft) => ({
          ...draft,
          attributes: draft.attributes.filter(({ name }) => name !== 'dk.cpr'),
        })),
      },
    }),
  },
  {
    name: 'other-person',
    // No login with NemID is a step-up, so nothing compares it with another.
    seenAs: 'none',
    at,
    description: 'The assertion is about another person than the one who logged in.',
    login: (login) => {
      const { identity, persona } = login;
      const others = PERSONAS.filter(({ id }) => id !== persona.id);
      if (identity.kind === 'professional' || identity.kind === 'nemid') {
        const other = others.find(({ employments: [first] }) => first?.rid !== undefined);
        const [employment] = other?.employments ?? [];
        if (other === undefined || employment === undefined) return login;
        const id = `employee:${employment.company.cvr}`;
        return { ...login, persona: other, identity: { id, kind: 'professional', employment } };
      }
      const other = others.find((one) => one.nemid === undefined && nemIdOf(one, identity) !== undefined);
      return { ...login, persona: other ?? persona };
    },
  },
] as const satisfies readonly NemIdAnswerFault[];

/** Failures; which the real one sends is not known. */
export const NEMID_STATUS_FAULTS = [
  {
    name: 'cancel',
    seenAs: 'user_cancelled',
    at: 'login',
    statusMessage: CANCELLED,
    description: 'The person cancels: a signed Response with Responder and a StatusMessage.',
  },
  {
    name: 'generalerror',
    seenAs: 'status_not_success',
    at: 'login',
    statusMessage: statusMessage('systemerror', 'Something went wrong'),
    description: 'The broker fails, and says no more.',
  },
] as const satisfies readonly NemIdStatusFault[];
