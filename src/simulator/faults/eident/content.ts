import type { Attribute } from '../../brokers/attribute';
import type { Answer } from '../../brokers/saml11/answer';
import { PERSONAS } from '../../personas';
import type { AnswerFault } from './fault';
import { levelUri } from '../../brokers/level-uri';

const at = 'answer';

const attributes = (answer: Answer, change: (attributes: readonly Attribute[]) => readonly Attribute[]): Answer => ({
  ...answer,
  response: {
    ...answer.response,
    assertions: answer.response.assertions.map((draft) => ({ ...draft, attributes: change(draft.attributes) })),
  },
});

const without = (answer: Answer, name: string): Answer =>
  attributes(answer, (all) => all.filter((attribute) => attribute.name !== name));

const LEVELS = new Set(['LOA', 'AAL', 'IAL', 'NEMLOGIN.IAL']);

/** What is wrong with what is said of the person: the signature is right, and policy has to see it. */
export const CONTENT_FAULTS = [
  {
    name: 'loa-low',
    seenAs: 'loa_too_low',
    at,
    description: 'Every level is Low, whatever was asked for.',
    answer: (answer) =>
      attributes(answer, (all) =>
        all.map((attribute) => (LEVELS.has(attribute.name) ? { ...attribute, values: [levelUri('low')] } : attribute)),
      ),
  },
  {
    name: 'missing-cpr',
    seenAs: 'cpr_missing',
    at,
    description: 'DK_SSN is left out although it was asked for.',
    answer: (answer) => without(answer, 'DK_SSN'),
  },
  {
    name: 'missing-pid',
    seenAs: 'pid_missing',
    at,
    description: 'NEMID_PID is left out although it was asked for.',
    answer: (answer) => without(answer, 'NEMID_PID'),
  },
  {
    name: 'other-person',
    seenAs: 'step_up_other_person',
    at,
    description: 'The assertion is about another person than the one who logged in.',
    login: (login) => {
      const { persona, identity } = login;
      const fits = (other: (typeof PERSONAS)[number]): boolean =>
        identity.kind === 'nemid' ? other.nemid !== undefined : other.mitid !== undefined;
      const other = PERSONAS.find((one) => one.id !== persona.id && fits(one)) ?? persona;
      const [employment] = PERSONAS.flatMap(({ id, employments }) => (id === persona.id ? [] : employments));
      return identity.kind === 'professional' && employment !== undefined
        ? { ...login, persona: other, identity: { ...identity, employment } }
        : { ...login, persona: other };
    },
  },
] as const satisfies readonly AnswerFault[];
