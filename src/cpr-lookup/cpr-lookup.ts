import type { Cpr } from '../identifiers';

/**
 * What the service says of a PID and a CPR number, by its codes 0, 1, 2, 3 and 5 (facts/oiosaml.md 4.2); it has no 4.
 * `too-many-tries`: the service itself counts those that did not match.
 */
export type PidMatch = 'match' | 'no-match' | 'invalid-pid' | 'invalid-cpr' | 'too-many-tries';

/**
 * The lookups that NemLog-in offers to public authorities, by the names that the service gives them. An application that
 * looks numbers up by another way, the CPR register of its own say, can stand in for it with its own class.
 *
 * A promise that is fulfilled with undefined says that the service knows of none, which `NemLogInLookup` says with
 * `allowEmptyAnswer` only.
 */
export interface CprLookup {
  /** @param pid `9208-2002-2-…`, with `PID:` before it or not. @returns whose it is. */
  pidCpr(pid: string): Promise<Cpr | undefined>;
  /** @returns the PID, without `PID:`. */
  cprPid(cpr: Cpr): Promise<string | undefined>;
  /** @param cvr 8 digits. @param rid the employee's number there. @returns whose it is. */
  ridCpr(cvr: string, rid: string): Promise<Cpr | undefined>;
  /** @param number of an OCES3 certificate's subject: `UI:DK-E:G:<uuid>`. @returns the employee's RID. */
  subjectSerialNumberRid(number: string): Promise<string | undefined>;
  /** @returns the CPR office's UUID of the person, in lower case. */
  subjectSerialNumberCprUuid(number: string): Promise<string | undefined>;
  subjectSerialNumberCpr(number: string): Promise<Cpr | undefined>;
  /** Whether a PID and a CPR number are one person's. */
  pidMatchesCpr(pid: string, cpr: Cpr): Promise<PidMatch>;
}
