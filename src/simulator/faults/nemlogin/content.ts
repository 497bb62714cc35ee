import { PERSONAS } from '../../personas';
import { typeOf } from '../../brokers/nemlogin/identities';
import { canLogIn, levelWord } from '../../brokers/nemlogin/levels';
import { assertions } from '../saml2/change';
import type { AnswerFault, LevelFault } from './fault';

const at = 'answer';
const NSIS = 'https://data.gov.dk/concept/core/nsis/';
const ASSURANCE_LEVEL = 'dk:gov:saml:attribute:AssuranceLevel';

/** What is wrong with what is said of the person: the signature is right, and policy has to see it. */
export const CONTENT_FAULTS = [
  {
    name: 'loa-low',
    seenAs: 'loa_too_low',
    at,
    description: 'Every level is Low, whatever was asked for.',
    answer: (answer) =>
      assertions(answer, ({ attributes }) => ({
        attributes: attributes.map((attribute) => {
          if (attribute.name.startsWith(NSIS)) return { ...attribute, values: [levelWord('low')] };
          return attribute.name === ASSURANCE_LEVEL ? { ...attribute, values: ['2'] } : attribute;
        }),
      })),
  },
  {
    name: 'other-identity-type',
    seenAs: 'identity_type_refused',
    at,
    description: 'A private person comes where an employee was asked for, and the other way.',
    login: (login) => {
      const wanted = typeOf(login.identity, login.persona) === 'private' ? 'professional' : 'private';
      const persona = PERSONAS.find(({ mitid, employments }) => mitid !== undefined && employments.length > 0);
      const [employment] = persona?.employments ?? [];
      if (persona === undefined || employment === undefined) return login;
      return wanted === 'private'
        ? { ...login, persona, identity: { id: 'private', kind: 'private' } }
        : {
            ...login,
            persona,
            identity: { id: `employee:${employment.company.cvr}`, kind: 'professional', employment },
          };
    },
  },
  {
    name: 'other-person',
    seenAs: 'step_up_other_person',
    at,
    description: 'The assertion is about another person than the one who logged in.',
    login: (login) => {
      const { persona, identity, dialect } = login;
      const others = PERSONAS.filter(({ id }) => id !== persona.id);
      if (identity.kind === 'nemid') {
        const other = others.find((one) => one.nemid !== undefined && canLogIn(one, dialect));
        return { ...login, persona: other ?? persona };
      }
      const other = others.find((one) => one.mitid !== undefined && canEmploy(one, identity.kind)) ?? persona;
      const [employment] = other.employments;
      return identity.kind === 'professional' && employment !== undefined
        ? { ...login, persona: other, identity: { ...identity, id: `employee:${employment.company.cvr}`, employment } }
        : { ...login, persona: other };
    },
  },
] as const satisfies readonly AnswerFault[];

function canEmploy({ employments }: (typeof PERSONAS)[number], kind: string): boolean {
  return kind !== 'professional' || employments.length > 0;
}

export const LEVEL_FAULTS = [
  {
    name: 'lower-loa',
    seenAs: 'loa_too_low',
    at: 'level',
    description: 'A person who does not reach the level that was asked for is let in all the same.',
  },
] as const satisfies readonly LevelFault[];
