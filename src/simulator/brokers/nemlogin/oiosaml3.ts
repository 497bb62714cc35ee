import { fullName, type Employment, type Persona } from '../../personas';
import { ageAt, attributesOf, type Attribute, type Values } from '../attribute';
import { levelWord, loaOf } from './levels';
import type { Login } from './login';
import { intermediatePrivileges } from './privileges';

const CORE = 'https://data.gov.dk/model/core/';
const EID = `${CORE}eid/`;
const PROFESSIONAL = `${EID}professional/`;
const NSIS = 'https://data.gov.dk/concept/core/nsis/';

/** The names that the metadata lists (facts/oiosaml.md 1.1). */
export const OIOSAML3_NAMES: readonly string[] = [
  `${CORE}specVersion`,
  ...['loa', 'ial', 'aal'].map((level) => `${NSIS}${level}`),
  ...['privilegesIntermediate', 'fullName', 'firstName', 'lastName', 'alias', 'email'].map((name) => `${EID}${name}`),
  ...['cprNumber', 'cprUuid', 'age', 'dateOfBirth', 'person/pid'].map((name) => `${EID}${name}`),
  ...['uuid/persistent', 'rid', 'cvr', 'orgName', 'productionUnit', 'seNumber', 'authorizedToRepresent'].map(
    (name) => `${PROFESSIONAL}${name}`,
  ),
];

/** The attributes of an OIOSAML 3 assertion (facts/oiosaml.md 1.1); what the persona has not is left out. */
export function oiosaml3Attributes(login: Login): Attribute[] {
  const { persona, identity, serviceProvider } = login;
  const { mitid } = persona;
  return attributesOf({
    [`${CORE}specVersion`]: 'OIO-SAML-3.0',
    [`${NSIS}loa`]: levelWord(loaOf(persona)),
    [`${NSIS}ial`]: mitid && levelWord(mitid.ial),
    [`${NSIS}aal`]: mitid && levelWord(mitid.aal),
    ...names(persona),
    [`${EID}cprNumber`]: serviceProvider.cpr === false ? undefined : persona.cpr?.reveal(),
    [`${EID}cprUuid`]: persona.cprUuid,
    [`${EID}age`]: persona.dateOfBirth && String(ageAt(persona.dateOfBirth, login.now)),
    [`${EID}dateOfBirth`]: persona.dateOfBirth?.split('-').reverse().join('-'),
    ...(identity.kind === 'professional'
      ? professional(identity.employment)
      : { [`${EID}person/pid`]: persona.nemidPid }),
    ...(identity.kind === 'representative' && { [`${PROFESSIONAL}authorizedToRepresent`]: identity.company.cvr }),
  });
}

// Of a person with name protection only the alias is told, and it is the word that stands for no name.
function names(persona: Persona): Values {
  if (persona.nameProtected === true) return { [`${EID}alias`]: 'Pseudonym' };
  return {
    [`${EID}fullName`]: fullName(persona),
    [`${EID}firstName`]: persona.name.given,
    [`${EID}lastName`]: persona.name.family,
  };
}

function professional({ company, ...employment }: Employment): Values {
  return {
    [`${EID}email`]: employment.email,
    [`${EID}privilegesIntermediate`]: intermediatePrivileges(employment.privileges),
    [`${PROFESSIONAL}uuid/persistent`]: `urn:uuid:${employment.professionalUuid}`,
    [`${PROFESSIONAL}rid`]: employment.rid,
    [`${PROFESSIONAL}cvr`]: company.cvr,
    [`${PROFESSIONAL}orgName`]: company.name,
    [`${PROFESSIONAL}productionUnit`]: employment.productionUnit,
    [`${PROFESSIONAL}seNumber`]: employment.seNumber,
  };
}
