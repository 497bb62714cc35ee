import type { KeyObject } from 'node:crypto';
import type { Company, NemIdIdentity } from '../../../personas';
import { attributesOf, type Attribute, type Values } from '../../attribute';
import { distinguishedName, oces2Certificate } from '../../oces2';
import type { Login } from '../errand';

/**
 * The attributes of a NemID login. The names that no source gives are the product's defaults (docs/profile.md).
 *
 * @param nemid the person's own.
 * @param key signs the certificate.
 * @param tellsCpr whether the service is told CPR numbers: of a person, found by the PID.
 */
export function nemIdAttributes(login: Login, nemid: NemIdIdentity, key: KeyObject, tellsCpr: boolean): Attribute[] {
  const { persona, identity, authenticatedAt } = login;
  const { subject, der } = oces2Certificate(persona, nemid, key, authenticatedAt);
  const name = persona.nameProtected === true ? undefined : persona.name;
  return attributesOf({
    'plain-name': subject.commonName,
    firstname: name?.given,
    lastname: name?.family,
    'date-of-birth': nemid.kind === 'personal' ? persona.dateOfBirth : undefined,
    'subject-dn': distinguishedName(subject),
    'subject-serial-number': subject.serialNumber,
    certificate: der.toString('base64'),
    ...(nemid.kind === 'personal'
      ? { pid: nemid.pid, 'dk.cpr': tellsCpr ? persona.cpr?.reveal() : undefined }
      : { cvr: nemid.company.cvr, ...organization(nemid.company) }),
    ...(nemid.kind === 'employee' && { rid: nemid.rid }),
    ...(identity.kind === 'representative' && organization(identity.company)),
  });
}

function organization({ cvr, name }: Company): Values {
  return { 'signicat.organization.number': cvr, 'signicat.organization.name': name };
}
