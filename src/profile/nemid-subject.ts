import type { OcesSubjectId } from '../certificates';
import { MitIdError } from '../errors';
import type { IdentityType, KeyNamespace } from './profile';

/** Whom a legacy login names, from every place that names them. */
export interface NemIdSubject {
  readonly subject: OcesSubjectId;
  readonly identityType: IdentityType;
  readonly namespace: KeyNamespace;
  readonly id: string;
}

/** One place of a message that says who it is. */
export interface SubjectClaim {
  /** The attribute's name, for errors. */
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
 * Tells who a legacy NemID login is. Several places of a message may each say so; all that do must agree.
 *
 * @param claims what the message says; the first also gives the parts of the name that the key has not.
 * @param places where it could have been said, for the error.
 * @param option the option that names those places, where one does.
 * @throws MitIdError `attribute_missing` where nothing says so, `attribute_conflict` where two disagree.
 */
export function agreedSubject(claims: readonly SubjectClaim[], places: string, option?: string): NemIdSubject {
  const [first, ...others] = claims;
  if (first === undefined) {
    throw new MitIdError('attribute_missing', {
      where: places,
      got: 'nothing',
      expected: 'a PID, or a CVR with RID, UID or FID',
      ...(option !== undefined && { option }),
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

function keyOf({ kind, id, uuid }: OcesSubjectId): Pick<NemIdSubject, 'namespace' | 'id'> {
  return { namespace: (uuid === undefined ? NEMID_NAMESPACES : OCES3_NAMESPACES)[kind], id };
}
