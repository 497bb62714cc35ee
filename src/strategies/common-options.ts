import { z } from 'zod';
import type { Policy } from '../policy';
import { MAX_SESSION_LIFETIME_MS } from '../session';
import { GuardedStateStore, MemoryStateStore } from '../state';
import type { StateStore } from '../state/state-store';
import type { AuditLog } from './audit-event';
import { AuditTrail } from './audit-trail';
import { standardErrorLogger, type Logger } from './logger';
import { ownMembers } from './own';
import type { Problem } from './problems';
import { filled, flag, list, milliseconds, nsis, objectOr, textThat } from './value-shape';

const MINUTE_MS = 60_000;
const DEFAULT_SESSION_LIFETIME_MS = 8 * 60 * MINUTE_MS;
const DEFAULT_CLOCK_SKEW_MS = MINUTE_MS;

/** The options that every strategy takes. */
export interface CommonOptions {
  /** Passport name of the strategy. Two of one kind in one application need two names. */
  readonly name?: string;
  /** Milliseconds that the broker's clock may differ from ours, at most 300,000; default 60,000. */
  readonly acceptedClockSkewMs?: number;
  /** What a login must reach, beside what was asked for. */
  readonly policy?: Policy;
  /** Logins under way, sessions and used assertion ids. Default: in memory, refused with NODE_ENV=production. */
  readonly stateStore?: StateStore;
  /** Milliseconds that a LoginRecord lives; default 8 hours. */
  readonly sessionLifetimeMs?: number;
  readonly logger?: Logger;
  /** Where logins and logouts are recorded; a login that cannot be is refused. Default: nowhere. */
  readonly auditLog?: AuditLog;
  /** `false` leaves the browser's address out of what is recorded. Default true. */
  readonly auditIp?: boolean;
  /** Accept signatures and digests with SHA-1. */
  readonly dangerouslyAllowSha1?: boolean;
}

const POLICY_KEYS: readonly (keyof Policy)[] = [
  'minimumLoa',
  'minimumIal',
  'minimumAal',
  'identityTypes',
  'authenticators',
];

const policy = z.preprocess(
  ownMembers,
  z.strictObject(
    {
      minimumLoa: nsis.exactOptional(),
      minimumIal: nsis.exactOptional(),
      minimumAal: nsis.exactOptional(),
      identityTypes: list(
        z.enum(['private', 'professional', 'company'], { error: 'must be private, professional or company' }),
      ).exactOptional(),
      authenticators: list(filled).exactOptional(),
    },
    { error: objectOr('must be an object', POLICY_KEYS) },
  ),
) satisfies z.ZodType<Policy>;

/** The rule of each of them by itself. */
export const COMMON_SHAPE = {
  name: textThat((text) => (/^[\w.-]{1,64}$/.test(text) ? undefined : 'must be letters, digits, _ . -')).optional(),
  acceptedClockSkewMs: milliseconds(0, 5 * MINUTE_MS).optional(),
  policy: policy.optional(),
  stateStore: z
    .custom<StateStore>(hasMethods('put', 'get', 'take', 'claim', 'delete'), {
      error: 'must have the methods put, get, take, claim and delete',
    })
    .optional(),
  sessionLifetimeMs: milliseconds(15 * MINUTE_MS, MAX_SESSION_LIFETIME_MS).optional(),
  logger: z
    .custom<Logger>(hasMethods('info', 'warn', 'error'), { error: 'must have the methods info, warn and error' })
    .optional(),
  auditLog: z.custom<AuditLog>(hasMethods('record'), { error: 'must have the method record' }).optional(),
  auditIp: flag.optional(),
  passReqToCallback: flag.optional(),
  dangerouslyAllowSha1: flag.optional(),
} satisfies Record<keyof CommonOptions | 'passReqToCallback', z.ZodType>;

/**
 * A store in memory must be named where the application is no experiment: it forgets with the process (rules 5).
 *
 * @param environment NODE_ENV.
 */
export function storeProblems(absent: boolean, environment: string | undefined): Problem[] {
  if (!absent || environment !== 'production') return [];
  const problem = 'is missing, and NODE_ENV is production: name one (new MemoryStateStore() serves a single process)';
  return [{ name: 'stateStore', problem }];
}

/** Those options with their defaults. */
export interface CommonConfig {
  readonly name: string;
  readonly policy: Policy;
  readonly clockSkewMs: number;
  readonly store: StateStore;
  readonly sessionLifetimeMs: number;
  readonly logger: Logger;
  readonly audit: AuditTrail;
}

/** The options that are the application's own objects: every other is data. */
type OwnOptions = Pick<CommonOptions, 'stateStore' | 'logger' | 'auditLog'>;

/** @param data the options that are data, sealed. */
export function commonConfig(
  data: Omit<CommonOptions, keyof OwnOptions>,
  { stateStore, logger = standardErrorLogger, auditLog }: OwnOptions,
  defaultName: string,
): CommonConfig {
  const { name = defaultName, auditIp = true } = data;
  return {
    name,
    policy: data.policy ?? Object.freeze(ownMembers<Policy>({})),
    clockSkewMs: data.acceptedClockSkewMs ?? DEFAULT_CLOCK_SKEW_MS,
    store: new GuardedStateStore(stateStore ?? new MemoryStateStore()),
    sessionLifetimeMs: data.sessionLifetimeMs ?? DEFAULT_SESSION_LIFETIME_MS,
    logger,
    audit: new AuditTrail({ auditLog, withIp: auditIp, name, logger }),
  };
}

function hasMethods(...names: readonly string[]) {
  return (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');
}
