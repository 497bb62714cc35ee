import { describeShape, looksLikeCpr } from '../../identifiers';
import type { SaidAttribute } from '../attributes';
import type { IdentityType } from '../profile';
import { refuseKind } from './contradiction';

/** `nemid-erhverv` takes persons' certificates only (seed 004): it is a citizen's, on behalf of a company. */
const OF_EMPLOYEES = /moces|codefile|business|(?<!nemid-)erhverv/i;
const NEMID_OF_EMPLOYEES = /moces|codefile/i;
const NEMID_OF_PERSONS = /erhverv/i;

/** No source shows what Signicat says of an employee's MitID: whatever is named like one must not pass for a citizen's. */
const SAID_OF_EMPLOYEES = /business|erhverv|professional|employee/i;

/**
 * Refuses a login that is somebody's as an employee, where only citizens' can be read.
 *
 * @param where what names the method, for the error.
 * @param methods how the person logged in, in Signicat's words.
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseSignicatEmployee(
  where: string,
  methods: readonly string[],
  attributes: ReadonlyMap<string, SaidAttribute>,
): void {
  if (methods.some((method) => OF_EMPLOYEES.test(method))) refuseKind(where, 'an employee’s method');
  const name = [...attributes.keys()].find((each) => SAID_OF_EMPLOYEES.test(each));
  if (name !== undefined) refuseKind(looksLikeCpr(name) ? describeShape(name) : name, 'a claim of an employee');
}

/**
 * Refuses a NemID login whose method is for others: an employee's with a person's subject, or the other way round. A method that is
 * not known says nothing.
 *
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseOtherMethod(identityType: IdentityType, method: string): void {
  const others = identityType === 'private' ? NEMID_OF_EMPLOYEES : NEMID_OF_PERSONS;
  if (others.test(method))
    refuseKind('AuthenticationMethod', `another’s method, and a subject that is ${identityType}`);
}
