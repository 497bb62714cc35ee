import type { NemIdIdentity, Persona } from '../../../personas';
import { employmentsOf, NEMID_IDENTITY, PRIVATE_IDENTITY, representedBy, type Identity } from '../../identity';
import type { Method } from './methods';

/**
 * As whom a person may go on. Who has a MitID today is here as before: with the PID of the old NemID on a key card, and for each
 * employment that has a RID with an employee's NemID, on a key card and in a file.
 */
export function nemIdIdentitiesOf(persona: Persona, method: Method): readonly Identity[] {
  const { nemid, nemidPid } = persona;
  if (nemid !== undefined) {
    if (nemid.vendor !== method.store) return [];
    if (nemid.kind === 'personal') return personal(persona, method);
    return nemid.kind === 'employee' && method.employees ? [NEMID_IDENTITY] : [];
  }
  return [
    ...(nemidPid === undefined ? [] : personal(persona, method)),
    ...(method.employees ? employmentsOf(persona).filter(hasRid) : []),
  ];
}

function personal(persona: Persona, { persons, companies }: Method): readonly Identity[] {
  if (!persons) return [];
  return companies ? [PRIVATE_IDENTITY, ...representedBy(persona)] : [PRIVATE_IDENTITY];
}

function hasRid(identity: Identity): boolean {
  return identity.kind === 'professional' && identity.employment.rid !== undefined;
}

/** The NemID of an identity that `nemIdIdentitiesOf` gives; undefined for any other. */
export function nemIdOf({ nemid, nemidPid }: Persona, identity: Identity): NemIdIdentity | undefined {
  if (nemid !== undefined) return nemid;
  const vendor = 'dk_nemid_js';
  if (identity.kind === 'professional') {
    const { company, rid } = identity.employment;
    return rid === undefined ? undefined : { vendor, kind: 'employee', company, rid };
  }
  return nemidPid === undefined ? undefined : { vendor, kind: 'personal', pid: nemidPid };
}
