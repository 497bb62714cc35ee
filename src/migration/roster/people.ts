import { looksLikeCpr } from '../../identifiers';
import type { PeopleMap } from './people-columns';
import { readPeopleLines, refuseLine } from './people-lines';
import type { RosterEntry } from './roster';

/** What the roster says of a person beside the account; null for what the file does not say. */
type Person = Pick<RosterEntry, 'givenName' | 'surname' | 'emailAddress'>;

/** Names and addresses from a file of the organisation's. They are joined to the roster, and kept nowhere. */
export interface People {
  /** By the account's id, to the letter. */
  readonly byAccount: ReadonlyMap<string, Person>;
  /** How many people the file has, those without an account's id among them. */
  readonly count: number;
  /** How many names and addresses were left out because they may hold a CPR number. */
  readonly leftOut: number;
}

/** Whom the roster and the file do not share. */
export interface Unmatched {
  /** Employees of the roster that are not in the file. */
  readonly employees: number;
  /** People of the file that are not in the roster. */
  readonly people: number;
}

const NOBODY: Person = { givenName: null, surname: null, emailAddress: null };

/**
 * Reads the people into memory: some 230 bytes each.
 *
 * @param path of a CSV or of JSON lines.
 * @param map which columns hold what, where the headings do not say it.
 * @throws MitIdError `configuration_invalid` for a file or columns that cannot be read; `parameter_invalid` naming the line, for
 *   one that cannot be read, and naming both, for two of one account.
 */
export async function readPeople(path: string, map: PeopleMap = {}): Promise<People> {
  const byAccount = new Map<string, Person>();
  const lines = new Map<string, number>();
  let [count, leftOut] = [0, 0];
  const harmless = (text: string | undefined): string | null => {
    if (text === undefined) return null;
    if (!mayHoldCpr(text)) return text;
    leftOut += 1;
    return null;
  };
  for await (const { line, values } of readPeopleLines(path, map)) {
    const { account, givenName, surname, email } = values;
    count += 1;
    const person = { givenName: harmless(givenName), surname: harmless(surname), emailAddress: harmless(email) };
    if (account === undefined) continue;
    const first = lines.get(account);
    if (first !== undefined) refuseLine(line, `the account of line ${first} again`, 'one line for each account');
    lines.set(account, line);
    byAccount.set(account, person);
  }
  return { byAccount, count, leftOut };
}

/**
 * Fills in the names and addresses of the employees that the file has.
 *
 * @param entries those of one account one after another, as `MigrationReports.roster` gives them.
 * @param onEnd is told once, after the last entry; never where the reading is broken off.
 */
export async function* withPeople(
  entries: AsyncIterable<RosterEntry>,
  { byAccount, count }: People,
  onEnd: (unmatched: Unmatched) => void,
): AsyncGenerator<RosterEntry> {
  let [employees, matched] = [0, 0];
  let last: string | undefined;
  for await (const entry of entries) {
    const person = byAccount.get(entry.account);
    if (entry.account !== last) {
      if (person === undefined) employees += 1;
      else matched += 1;
    }
    last = entry.account;
    yield { ...entry, ...(person ?? NOBODY) };
  }
  onEnd({ employees, people: count - matched });
}

/** No random id stands in a name or an address: digits right beside a letter count, and so do full-width ones. */
function mayHoldCpr(text: string): boolean {
  const plain = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  return looksLikeCpr(plain.replaceAll(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' '));
}
