import { MITID_NAMES } from '../../brokers/signicat/mitid/attributes';
import { levelUri } from '../../brokers/level-uri';
import { PERSONAS } from '../../personas';
import { assertions } from '../saml2/change';
import type { MitIdAnswerFault } from './fault';

const at = 'answer';
const LEVELS = new Set<string>([MITID_NAMES.loa, MITID_NAMES.ial, MITID_NAMES.aal]);

/** What is wrong with what MitID says of the person: the signature is right, and policy has to see it. */
export const MITID_CONTENT_FAULTS = [
  {
    name: 'loa-low',
    seenAs: 'loa_too_low',
    at,
    description: 'Every level is Low.',
    answer: (answer) =>
      assertions(answer, ({ attributes }) => ({
        attributes: attributes.map((one) => (LEVELS.has(one.name) ? { ...one, values: [levelUri('low')] } : one)),
      })),
  },
  {
    name: 'missing-cpr',
    seenAs: 'cpr_missing',
    at,
    description: 'The CPR number is empty.',
    answer: (answer) =>
      assertions(answer, ({ attributes }) => ({
        attributes: attributes.map((one) => (one.name === MITID_NAMES.cpr ? { ...one, values: [''] } : one)),
      })),
  },
  {
    name: 'other-person',
    seenAs: 'step_up_other_person',
    at,
    description: 'The assertion is about another person than the one who logged in.',
    login: (login) => {
      const other = PERSONAS.find(({ id, mitid }) => id !== login.persona.id && mitid !== undefined);
      return { ...login, persona: other ?? login.persona };
    },
  },
] as const satisfies readonly MitIdAnswerFault[];
