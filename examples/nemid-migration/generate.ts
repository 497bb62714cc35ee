import type { Persona } from 'passport-mitid-saml/simulator';

/** An account as the application had it in the days of NemID: a line of the file that is imported. */
export interface OldAccount {
  readonly number: string;
  readonly class: 'citizen' | 'employee';
  readonly pid?: string;
  /** Ten digits, of nobody. */
  readonly cpr?: string;
  readonly cvr?: string;
  readonly rid?: string;
}

/** What is looked at of the simulator's people. */
export interface KnownPerson extends Pick<Persona, 'id' | 'nemidPid' | 'employments'> {
  readonly cpr?: { reveal(): string };
  readonly mitid?: object;
}

/** What the application knows of an employee beside the CVR number and the RID. */
type Known = 'own-cpr' | 'cpr-of-predecessor' | 'nothing';

/** By persona and RID; each is another story to try. */
const EMPLOYEES: Readonly<Record<string, Known>> = {
  'employee 42135791': 'own-cpr',
  'employee-two-companies 3A90552700604948885401F938664CAC': 'nothing',
  // The RID was a leaver's before, and the account still is.
  'all-identity-types 77120046': 'cpr-of-predecessor',
  'all-identity-types 77120047': 'own-cpr',
};

const PREDECESSOR = '0101586001';
const COMPANIES = 40;

/**
 * Fictitious accounts: those of the simulator's people first, then as many as are wanted, three citizens to one employee. They
 * are the same at each call.
 */
export function generateAccounts(personas: readonly KnownPerson[], count: number): readonly OldAccount[] {
  const known = [...personas.flatMap(citizenAccount), ...personas.flatMap(employeeAccounts)];
  const more = Array.from({ length: Math.max(count - known.length, 0) }, (_, at) =>
    at % 4 === 3 ? inventedEmployee(at) : inventedCitizen(at),
  );
  return [...known, ...more].map((account, at) => ({ ...account, number: `F-${10_001 + at}` }));
}

type Unnumbered = Omit<OldAccount, 'number'>;

function citizenAccount({ nemidPid, mitid }: KnownPerson): Unnumbered[] {
  return nemidPid === undefined || mitid === undefined ? [] : [{ class: 'citizen', pid: nemidPid }];
}

function employeeAccounts({ id, cpr, employments }: KnownPerson): Unnumbered[] {
  return employments.flatMap(({ company: { cvr }, rid }): Unnumbered[] => {
    // An employment without a RID was never an account: the person is new to us.
    if (rid === undefined) return [];
    const account = { class: 'employee', cvr, rid } as const;
    const known = EMPLOYEES[`${id} ${rid}`] ?? 'nothing';
    if (known === 'cpr-of-predecessor') return [{ ...account, cpr: PREDECESSOR }];
    return [known === 'own-cpr' && cpr !== undefined ? { ...account, cpr: cpr.reveal() } : account];
  });
}

function inventedCitizen(at: number): Unnumbered {
  return { class: 'citizen', pid: `9208-2002-2-0000${padded(at, 8)}` };
}

function inventedEmployee(at: number): Unnumbered {
  return {
    class: 'employee',
    cvr: `9000${padded(at % COMPANIES, 4)}`,
    rid: String(20_000_000 + at),
    cpr: inventedCpr(at),
  };
}

/** A seventh digit 5-8 with a year 58-99 says born in the nineteenth century: the number is nobody's. */
function inventedCpr(at: number): string {
  const [day, month, year] = [1 + (at % 28), 1 + (at % 12), 58 + (at % 42)];
  return `${padded(day, 2)}${padded(month, 2)}${year}${5 + (Math.floor(at / 4) % 4)}${padded(at % 1000, 3)}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
