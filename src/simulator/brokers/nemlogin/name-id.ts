import { createHash } from 'node:crypto';
import { randomHex } from '../../random';
import { typeOf } from './identities';
import type { Persona } from '../../personas';
import type { Login } from './login';
import { PERSISTENT, TRANSIENT } from '../saml2/names';

const EID = 'https://data.gov.dk/model/core/eid/';

/**
 * The NameID of a login (facts/oiosaml.md 1.2). Its UUID is none of those that E-Ident tells: whether the two brokers number
 * people alike is not known (rules 6), and an application that takes it for granted should see it fail here.
 */
export function nameIdOf({ request, dialect, persona, identity }: Login): { value: string; format: string } {
  if (request.nameIdFormat === 'transient') return { value: `_${randomHex()}`, format: TRANSIENT };
  const uuid = nemLogInUuid(`${persona.id} ${identity.kind === 'professional' ? identity.id : 'person'}`);
  const who = typeOf(identity, persona) === 'professional' ? 'professional' : 'person';
  return { value: dialect === 'oiosaml-3' ? `${EID}${who}/uuid/${uuid}` : uuid, format: PERSISTENT };
}

/** The NameID that tells of a person, and of no employee, in OIOSAML 3. */
export function personNameId({ id }: Persona): string {
  return `${EID}person/uuid/${nemLogInUuid(`${id} person`)}`;
}

/** The same UUID for the same text, at every start; of version 8 (RFC 9562): made by a hash. */
function nemLogInUuid(text: string): string {
  const hex = createHash('sha256').update(`nemlogin ${text}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
