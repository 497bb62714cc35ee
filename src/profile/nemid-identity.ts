import { compact } from './compact';
import type { FieldName, Fields } from './dialects/fields';
import { missing, type Row } from './dialects/row';
import type { AnyIdentity } from './identities';
import { firstUsableName, readOrganization } from './names';
import type { NemIdSubject } from './nemid-subject';
import type { NemId, Organization } from './profile';

/** What a dialect knows of a legacy login. */
export interface NemIdLogin {
  readonly named: NemIdSubject;
  /** What attributes of their own say of the company. */
  readonly company?: Partial<Organization>;
  /** The field that would have told the CVR, where nothing does. */
  readonly tellsCvr: FieldName;
}

/**
 * A legacy NemID login: keyed on the subject of its certificate.
 *
 * @throws MitIdError `attribute_missing` for an employee or a company without a CVR.
 */
export function nemIdIdentity(fields: Partial<Fields>, rows: readonly Row[], login: NemIdLogin): AnyIdentity {
  const { named, company = {}, tellsCvr } = login;
  const { identityType, namespace, id } = named;
  const { 'nemid.certificate': certificate, 'nemid.subject': name } = fields;
  const personName = firstUsableName(name?.commonName, fields.displayName, certificate?.commonName);
  const { pid, cvr = company.cvr, rid, uid, fid } = named.subject;
  const common = {
    provider: 'nemid',
    namespace,
    id,
    nemid: compact<NemId>({ eid: fields.idProvider, pid, cvr, rid, uid, fid, certificate }),
  } as const;
  if (identityType === 'private') return { ...common, identityType, displayName: personName ?? id };
  if (cvr === undefined) missing(rows, tellsCvr);
  const organization = compact<Organization>({
    ...company,
    cvr,
    name: firstUsableName(certificate?.organizationName, readOrganization(name?.organization).name, company.name),
    rid,
  });
  const companyName = identityType === 'company' ? organization.name : undefined;
  return { ...common, identityType, displayName: personName ?? companyName ?? id, organization };
}
