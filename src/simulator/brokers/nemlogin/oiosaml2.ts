import type { KeyObject } from 'node:crypto';
import { fullName, type Persona } from '../../personas';
import { attributesOf, type Attribute, type Values } from '../attribute';
import { NO_ORGANIZATION, OCES2_ISSUER, oces2Certificate } from '../oces2';
import { typeOf } from './identities';
import { assuranceLevel, loaOf } from './levels';
import type { Login } from './login';
import { nameIdOf } from './name-id';
import { intermediatePrivileges } from './privileges';

const DK = 'dk:gov:saml:attribute:';
const OID = 'urn:oid:';
const NAMES = {
  specVer: `${DK}SpecVer`,
  assuranceLevel: `${DK}AssuranceLevel`,
  pid: `${DK}PidNumberIdentifier`,
  cpr: `${DK}CprNumberIdentifier`,
  cvr: `${DK}CvrNumberIdentifier`,
  rid: `${DK}RidNumberIdentifier`,
  productionUnit: `${DK}ProductionUnitIdentifier`,
  // facts/oiosaml.md, section 2: some spell it with a small s.
  seNumber: `${DK}SENumberIdentifier`,
  youth: `${DK}IsYouthCert`,
  account: `${DK}UniqueAccountKey`,
  privileges: `${DK}Privileges_intermediate`,
  represents: `${DK}AuthorizedToRepresent`,
  commonName: `${OID}2.5.4.3`,
  surname: `${OID}2.5.4.4`,
  serial: `${OID}2.5.4.5`,
  organization: `${OID}2.5.4.10`,
  uid: `${OID}0.9.2342.19200300.100.1.1`,
  mail: `${OID}0.9.2342.19200300.100.1.3`,
  certificateIssuer: `${OID}2.5.29.29`,
  certificate: `${OID}1.3.6.1.4.1.1466.115.121.1.8`,
} as const;

/** The names that the metadata lists (facts/oiosaml.md, section 2). */
export const OIOSAML2_NAMES: readonly string[] = Object.values(NAMES);

/**
 * The attributes of an OIOSAML 2 assertion (facts/oiosaml.md, section 2). What is asked for and not known is there and empty.
 *
 * @param key signs the certificate of a NemID.
 */
export function oiosaml2Attributes(login: Login, key: KeyObject): Attribute[] {
  const { persona, identity, serviceProvider } = login;
  return attributesOf({
    [NAMES.specVer]: 'DK-SAML-2.0',
    [NAMES.assuranceLevel]: assuranceLevel(loaOf(persona)),
    [NAMES.commonName]: persona.nameProtected === true ? 'Pseudonym' : fullName(persona),
    // Empty in most of what NemLog-in sends.
    [NAMES.surname]: '',
    [NAMES.cpr]: serviceProvider.cpr === false ? undefined : persona.cpr?.reveal(),
    [NAMES.account]: nameIdOf(login).value,
    ...(typeOf(identity, persona) === 'professional' ? employee(login) : citizen(persona)),
    ...(identity.kind === 'representative' && { [NAMES.represents]: identity.company.cvr }),
    ...nemid(login, key),
  });
}

function citizen({ nemid, nemidPid }: Persona): Values {
  const pid = nemid?.kind === 'personal' ? nemid.pid : nemidPid;
  return {
    [NAMES.pid]: pid ?? '',
    [NAMES.uid]: pid === undefined ? '' : `PID:${pid}`,
    [NAMES.youth]: 'false',
    [NAMES.organization]: NO_ORGANIZATION,
    [NAMES.mail]: '',
  };
}

function employee({ persona: { nemid }, identity }: Login): Values {
  const employment = identity.kind === 'professional' ? identity.employment : undefined;
  const { company, rid } = employment ?? (nemid?.kind === 'employee' ? nemid : {});
  if (company === undefined) return {};
  return {
    [NAMES.cvr]: company.cvr,
    [NAMES.rid]: rid ?? '',
    [NAMES.uid]: rid === undefined ? '' : `CVR:${company.cvr}-RID:${rid}`,
    [NAMES.organization]: `${company.name} // CVR:${company.cvr}`,
    [NAMES.mail]: employment?.email ?? '',
    [NAMES.productionUnit]: employment?.productionUnit ?? '',
    [NAMES.seNumber]: employment?.seNumber ?? '',
    [NAMES.privileges]: intermediatePrivileges(employment?.privileges),
  };
}

function nemid({ persona, identity, authenticatedAt }: Login, key: KeyObject): Values {
  if (identity.kind !== 'nemid' || persona.nemid === undefined) return {};
  const { serial, der } = oces2Certificate(persona, persona.nemid, key, authenticatedAt);
  return {
    [NAMES.serial]: serial.toString('hex').toUpperCase(),
    [NAMES.certificateIssuer]: OCES2_ISSUER,
    [NAMES.certificate]: der.toString('base64'),
  };
}
