import type { Profile } from '../profile';
import { companyKey, scopeOf, type BroughtKey, type KeyKind, type Scope } from './account-key';
import type { CprHasher } from './cpr-hash';

/** What a login is compared by. A name, a date of birth or an e-mail address is none of it. */
export interface ProfileKeys {
  readonly scope: Scope;
  readonly keys: readonly BroughtKey[];
}

const CLASSES = { private: 'citizen', professional: 'employee', company: 'company' } as const;

/** The legacy keys that a profile has, and among which accounts they are looked for. */
export function profileKeys(profile: Profile, hasher: CprHasher): ProfileKeys {
  const { person, nemid } = profile;
  const cvr = profile.identityType === 'private' ? undefined : profile.organization.cvr;
  const found: BroughtKey[] = [];
  const add = (kind: KeyKind, values: readonly string[]) => found.push({ kind, values });
  if (nemid?.pid !== undefined) add('pid', [nemid.pid]);
  if (person.cpr !== undefined) add('cpr', hasher.hashes(person.cpr));
  if (person.cprUuid !== undefined) add('cpr-uuid', [person.cprUuid.toLowerCase()]);
  if (cvr !== undefined) {
    // The company of the profile and not that of `nemid`: the two are one, and the scope is the profile's.
    const numbers = { RID: nemid?.rid ?? profile.organization?.rid, UID: nemid?.uid, FID: nemid?.fid };
    const kinds = { RID: 'cvr-rid', UID: 'cvr-uid', FID: 'cvr-fid' } as const;
    for (const form of ['RID', 'UID', 'FID'] as const) {
      const number = numbers[form];
      if (number !== undefined) add(kinds[form], hasher.kept(companyKey(form, cvr, number)));
    }
  }
  const uuid = nemid?.certificate?.uuid ?? (profile.key.namespace.startsWith('oces-') ? profile.key.id : undefined);
  if (uuid !== undefined) add('certificate', [uuid]);
  return { scope: scopeOf(CLASSES[profile.identityType], cvr), keys: found };
}
