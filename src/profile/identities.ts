import { MitIdError } from '../errors';
import { compact } from './compact';
import type { Fields } from './dialects/fields';
import { missing, type Row } from './dialects/row';
import { firstUsableName, usableName } from './names';
import type {
  CompanyProfile,
  Organization,
  PrivateProfile,
  ProfessionalProfile,
  Profile,
  ProfileCommon,
} from './profile';

/** The members that depend on the kind of login. */
export type Identity<P extends Profile> = Pick<P, 'provider' | 'identityType' | 'id' | 'displayName'> &
  Pick<ProfileCommon, 'nemid'> & { readonly namespace: P['key']['namespace'] } & (P extends {
    organization: Organization;
  }
    ? { readonly organization: Organization }
    : unknown);

/** Those of any kind. */
export type AnyIdentity = Identity<PrivateProfile> | Identity<ProfessionalProfile> | Identity<CompanyProfile>;

/** The name to show, where any is said: the whole, or its parts. */
export function fullName(fields: Partial<Fields>): string | undefined {
  const parts = [firstUsableName(fields['name.givenName']), firstUsableName(fields['name.familyName'])];
  return firstUsableName(fields.displayName, parts.filter((part) => part !== undefined).join(' '));
}

function lookedUpNemId(fields: Partial<Fields>): Pick<ProfileCommon, 'nemid'> {
  const pid = fields['nemid.pid'];
  return pid === undefined ? {} : { nemid: { pid } };
}

/** A citizen's MitID: keyed on the MitID UUID, or on the UUID that NemLog-in gives the person. */
export function privateIdentity(
  fields: Partial<Fields>,
  key: { readonly namespace: 'mitid-uuid' | 'nemlogin-person'; readonly id: string },
): Identity<PrivateProfile> {
  return {
    provider: 'mitid',
    identityType: 'private',
    ...key,
    displayName: fullName(fields) ?? key.id,
    ...lookedUpNemId(fields),
  };
}

/**
 * An employee's MitID Erhverv.
 *
 * @param id the UUID that NemLog-in gave the professional identity.
 * @throws MitIdError `attribute_missing` without a CVR, `attribute_conflict` for a RID of another employer.
 */
export function professionalIdentity(
  fields: Partial<Fields>,
  rows: readonly Row[],
  id: string,
): Identity<ProfessionalProfile> {
  const cvr = fields['organization.cvr'] ?? missing(rows, 'organization.cvr');
  const rid = fields['organization.rid'];
  if (rid?.cvr !== undefined && rid.cvr !== cvr) {
    throw new MitIdError('attribute_conflict', {
      where: 'organization.cvr, organization.rid',
      got: 'two CVR numbers that differ',
      expected: 'one employer',
    });
  }
  const organization = compact<Organization>({
    cvr,
    name: usableName(fields['organization.name']),
    productionUnit: fields['organization.productionUnit'],
    seNumber: fields['organization.seNumber'],
    rid: rid?.rid,
    professionalUuid: fields['organization.professionalUuid'],
  });
  return {
    provider: 'mitid-erhverv',
    identityType: 'professional',
    namespace: 'nemlogin-professional',
    id,
    displayName: fullName(fields) ?? id,
    organization,
    ...lookedUpNemId(fields),
  };
}
