import { parseOcesSubjectId, type OcesSubjectId } from '../certificates';
import { MitIdError } from '../errors';
import type { Fields } from './dialects/fields';
import type { IdentityType, KeyNamespace } from './profile';

/** Whom a legacy login names, from every place that names them. */
export interface NemIdSubject {
  readonly subject: OcesSubjectId;
  readonly identityType: IdentityType;
  readonly namespace: KeyNamespace;
  readonly id: string;
}

interface Claim {
  readonly where: string;
  readonly subject: OcesSubjectId;
}

const IDENTITY_TYPES = {
  person: 'private',
  employee: 'professional',
  company: 'company',
  function: 'company',
  organisation: 'company',
} as const satisfies Record<OcesSubjectId['kind'], IdentityType>;

const NEMID_NAMESPACES = {
  person: 'pid',
  employee: 'cvr-rid',
  company: 'cvr-uid',
  function: 'cvr-fid',
  organisation: 'oces-organisation',
} as const satisfies Record<OcesSubjectId['kind'], KeyNamespace>;

/** OCES3 tells a person or an employee by a UUID, and a company and its functions alike. */
const OCES3_NAMESPACES = {
  person: 'oces-person',
  employee: 'oces-employee',
  company: 'oces-organisation',
  function: 'oces-organisation',
  organisation: 'oces-organisation',
} as const satisfies Record<OcesSubjectId['kind'], KeyNamespace>;

/**
 * Tells who a legacy NemID login is. CERTIFICATE, DN and the PID attributes may each say so; all that do must agree.
 *
 * @throws MitIdError `attribute_missing` where none does, `attribute_conflict` where two disagree,
 *   `attribute_malformed` for a DN whose serialNumber is not of OCES.
 */
export function nemIdSubject(fields: Partial<Fields>): NemIdSubject {
  const [first, ...others] = claimsOf(fields);
  if (first === undefined) {
    throw new MitIdError('attribute_missing', {
      where: 'CERTIFICATE, DN, DK_DAN_PID',
      got: 'nothing',
      expected: 'a PID, or a CVR with RID, UID or FID',
    });
  }
  const key = keyOf(first.subject);
  for (const { where, subject } of others) {
    const other = keyOf(subject);
    if (other.namespace === key.namespace && other.id === key.id) continue;
    throw new MitIdError('attribute_conflict', {
      where: `${first.where}, ${where}`,
      got: `a ${key.namespace} and a ${other.namespace} that differ`,
      expected: 'one subject',
    });
  }
  return { subject: first.subject, identityType: IDENTITY_TYPES[first.subject.kind], ...key };
}

/** The certificate first: of the three only it names an OCES3 subject's company. */
function claimsOf(fields: Partial<Fields>): Claim[] {
  const { 'nemid.certificate': certificate, 'nemid.subject': name, 'nemid.pid': pid } = fields;
  const claims: Claim[] = [];
  if (certificate !== undefined) claims.push({ where: 'CERTIFICATE', subject: certificate });
  if (name?.serialNumber !== undefined) {
    const subject = parseOcesSubjectId(name.serialNumber);
    if (subject === undefined) {
      throw new MitIdError('attribute_malformed', {
        where: 'DN',
        got: 'a serialNumber that is not of OCES',
        expected: 'PID:…, CVR:…-RID:…, CVR:…-UID:… or CVR:…-FID:…',
      });
    }
    claims.push({ where: 'DN', subject });
  }
  if (pid !== undefined) claims.push({ where: 'DK_DAN_PID', subject: { kind: 'person', id: pid, pid } });
  return claims;
}

function keyOf({ kind, id, uuid }: OcesSubjectId): Pick<NemIdSubject, 'namespace' | 'id'> {
  return { namespace: (uuid === undefined ? NEMID_NAMESPACES : OCES3_NAMESPACES)[kind], id };
}
