import { MitIdError } from '../errors';
import { compact } from './compact';
import { showWord } from './dialects/eident-kind';
import type { Fields } from './dialects/fields';
import { missing, type Row } from './dialects/row';
import { firstUsableName, usableName } from './names';
import { nemIdSubject } from './nemid-subject';
import type {
  CompanyProfile,
  NemId,
  Organization,
  PrivateProfile,
  ProfessionalProfile,
  Profile,
  ProfileCommon,
} from './profile';

/** The members that depend on the kind of login. */
type Identity<P extends Profile> = Pick<P, 'provider' | 'identityType' | 'id' | 'displayName'> &
  Pick<ProfileCommon, 'nemid'> & { readonly namespace: P['key']['namespace'] } & (P extends {
    organization: Organization;
  }
    ? { readonly organization: Organization }
    : unknown);

type AnyIdentity = Identity<PrivateProfile> | Identity<ProfessionalProfile> | Identity<CompanyProfile>;

function fullName(fields: Partial<Fields>): string | undefined {
  const parts = [firstUsableName(fields['name.givenName']), firstUsableName(fields['name.familyName'])];
  return firstUsableName(fields.displayName, parts.filter((part) => part !== undefined).join(' '));
}

function lookedUpNemId(fields: Partial<Fields>): Pick<ProfileCommon, 'nemid'> {
  const pid = fields['nemid.pid'];
  return pid === undefined ? {} : { nemid: { pid } };
}

/** A citizen's MitID: keyed on the MitID UUID. */
export function privateIdentity(fields: Partial<Fields>, rows: readonly Row[]): Identity<PrivateProfile> {
  const id = fields['mitid.uuid'] ?? missing(rows, 'mitid.uuid');
  return {
    provider: 'mitid',
    identityType: 'private',
    namespace: 'mitid-uuid',
    id,
    displayName: fullName(fields) ?? id,
    ...lookedUpNemId(fields),
  };
}

/** An employee's MitID Erhverv: keyed on the UUID that NemLog-in gave the professional identity. */
export function professionalIdentity(fields: Partial<Fields>, rows: readonly Row[]): Identity<ProfessionalProfile> {
  const professionalUuid = fields['organization.professionalUuid'] ?? missing(rows, 'organization.professionalUuid');
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
    professionalUuid,
  });
  return {
    provider: 'mitid-erhverv',
    identityType: 'professional',
    namespace: 'nemlogin-professional',
    id: professionalUuid,
    displayName: fullName(fields) ?? professionalUuid,
    organization,
    ...lookedUpNemId(fields),
  };
}

/** A legacy NemID login: keyed on what its certificate, DN or PID attribute says. */
export function nemIdIdentity(fields: Partial<Fields>): AnyIdentity {
  const { subject, identityType, namespace, id } = nemIdSubject(fields);
  if (fields.identityType !== undefined && fields.identityType !== identityType) {
    throw new MitIdError('identity_type_unknown', {
      where: 'IDENTITY_TYPE',
      got: `${showWord(fields.identityType)}, and a subject that is ${identityType}`,
      expected: 'evidence of one kind of identity',
    });
  }
  const { 'nemid.certificate': certificate, 'nemid.subject': name } = fields;
  const organizationName = firstUsableName(
    certificate?.organizationName,
    name?.organization?.replace(/\s*\/\/\s*CVR:\d{8}$/, ''),
  );
  const personName = firstUsableName(name?.commonName, fields.displayName, certificate?.commonName);
  const { pid, cvr, rid, uid, fid } = subject;
  const common = {
    provider: 'nemid',
    namespace,
    id,
    nemid: compact<NemId>({ eid: fields.idProvider, pid, cvr, rid, uid, fid, certificate }),
  } as const;
  if (identityType === 'private') return { ...common, identityType, displayName: personName ?? id };
  if (cvr === undefined) {
    throw new MitIdError('attribute_missing', {
      where: 'CERTIFICATE',
      got: 'nothing',
      expected: 'a certificate with a CVR',
    });
  }
  const organization = compact<Organization>({ cvr, name: organizationName, rid });
  const displayName = personName ?? (identityType === 'company' ? organizationName : undefined) ?? id;
  return { ...common, identityType, displayName, organization };
}
