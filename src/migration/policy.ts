import { MitIdError } from '../errors';
import { KEY_KINDS, type AccountClass, type KeyKind } from './account-key';
import type { SharedIssuers } from './identity';
import { problemsOfShape } from './policy-shape';

/** What speaks for an account: a key that agrees, or an approval that somebody has given beforehand. */
export type EvidenceKind = KeyKind | 'approval';

/** Each list suffices when all of it agrees and nothing else disagrees. */
export type Sufficient = readonly (readonly EvidenceKind[])[];

/** What may be asked of a person whose account has not been found. */
export type Question = 'pid' | 'cpr';

export interface MigrationPolicy {
  /** What suffices, in place of the default of a class (docs/migration.md). */
  readonly sufficient?: Partial<Readonly<Record<AccountClass, Sufficient>>>;
  /** What a login is asked for when the accounts hold it; default both. `[]` once the migration is over. */
  readonly ask?: readonly Question[];
  /** Issuers whose ids are of one name space, by the application's own knowledge; default none. */
  readonly sharedIssuers?: SharedIssuers;
  /**
   * Lets `['cvr-rid']` alone be sufficient. The employer assigns RIDs: who gets a leaver's number gets the leaver's account.
   */
  readonly dangerouslyAcceptRidAlone?: boolean;
}

/** The policy, complete and checked. */
export interface CheckedPolicy {
  readonly sufficient: Readonly<Record<AccountClass, Sufficient>>;
  readonly ask: readonly Question[];
  readonly sharedIssuers: SharedIssuers;
}

/** Within one company (the scope) the person is told by CPR, PID or CPR UUID; the RID alone is the employer's word. */
export const SUFFICIENT: Readonly<Record<AccountClass, Sufficient>> = {
  citizen: [['pid'], ['cpr'], ['cpr-uuid'], ['certificate']],
  employee: [['cpr'], ['pid'], ['cpr-uuid'], ['certificate'], ['cvr-rid', 'approval']],
  company: [['cvr-uid'], ['cvr-fid'], ['certificate']],
};

const POSSIBLE: Readonly<Record<AccountClass, readonly EvidenceKind[]>> = {
  citizen: ['pid', 'cpr', 'cpr-uuid', 'certificate', 'approval'],
  employee: ['pid', 'cpr', 'cpr-uuid', 'certificate', 'cvr-rid', 'approval'],
  company: ['cvr-uid', 'cvr-fid', 'certificate', 'approval'],
};

const OPTIONS: readonly string[] = [
  'sufficient',
  'ask',
  'sharedIssuers',
  'dangerouslyAcceptRidAlone',
] satisfies (keyof MigrationPolicy)[];

/** @throws MitIdError `configuration_invalid` naming what cannot suffice, and what cannot be asked. */
export function checkPolicy(policy: MigrationPolicy = {}): CheckedPolicy {
  const misshapen = problemsOfShape(policy);
  if (misshapen.length > 0) throw new MitIdError('configuration_invalid', { problems: misshapen });
  const { sufficient = {}, ask = ['pid', 'cpr'], sharedIssuers = [], dangerouslyAcceptRidAlone = false } = policy;
  const problems = [
    ...Object.keys(policy)
      .filter((name) => !OPTIONS.includes(name))
      .map((name) => `policy.${name}: no such option`),
    ...problemsOfSufficient(sufficient, dangerouslyAcceptRidAlone),
    ...problemsOfIssuers(sharedIssuers),
  ];
  for (const question of ask as readonly string[]) {
    if (question !== 'pid' && question !== 'cpr') problems.push(`policy.ask: ${question} is neither pid nor cpr`);
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return { sufficient: { ...SUFFICIENT, ...sufficient }, ask: [...ask], sharedIssuers };
}

function problemsOfSufficient(sufficient: NonNullable<MigrationPolicy['sufficient']>, ridAlone: boolean): string[] {
  return Object.entries(sufficient as Readonly<Record<string, Sufficient>>).flatMap(([name, sets]) => {
    const where = `policy.sufficient.${name}`;
    if (!Object.hasOwn(POSSIBLE, name)) return [`${where}: expected citizen, employee or company`];
    const possible = POSSIBLE[name as AccountClass];
    return sets.flatMap((set) => {
      const foreign = set.filter((kind) => !possible.includes(kind));
      if (foreign.length > 0) return [`${where}: ${foreign.join(', ')} is no evidence for this class`];
      if (set.every((kind) => kind === 'approval')) return [`${where}: a set needs a key (${KEY_KINDS.join(', ')})`];
      if (!ridAlone && set.every((kind) => kind === 'cvr-rid')) {
        return [`${where}: cvr-rid alone is the employer's word; it needs dangerouslyAcceptRidAlone`];
      }
      return [];
    });
  });
}

function problemsOfIssuers(shared: SharedIssuers): string[] {
  const all = shared.flat();
  return all.length === new Set(all).size ? [] : ['policy.sharedIssuers: an issuer is there twice'];
}
