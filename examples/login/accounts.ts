import type { Profile } from 'passport-mitid-saml';

/** What the application itself knows of a person. It has a number of its own: no broker's id is a customer number. */
export interface Account {
  readonly number: string;
  readonly logins: number;
  /** How the person was recognised this time. */
  readonly foundBy: 'key' | 'nemid-pid' | 'new';
}

/**
 * The application's accounts, in memory. They are keyed on `profile.key`, all three parts of it: two brokers, or two kinds
 * of ids, can use the same text for different people.
 */
export class Accounts {
  private readonly numbers = new Map<string, string>();
  private readonly logins = new Map<string, number>();
  private readonly numbersByPid = new Map<string, string>();
  private next = 1001;

  /** @param pids those of the customers from the days of NemID, who are known by their PID alone. */
  constructor(pids: readonly string[]) {
    for (const pid of pids) this.numbersByPid.set(pid, this.newNumber());
  }

  /** Finds the account of the person who has just logged in, moves it from NemID to MitID, or opens a new one. */
  signIn(profile: Profile): Account {
    const key = JSON.stringify([profile.key.issuer, profile.key.namespace, profile.key.id]);
    const known = this.numbers.get(key);
    const fromNemId = this.fromNemId(profile);
    const number = fromNemId ?? known ?? this.newNumber();
    const logins = (this.logins.get(number) ?? 0) + 1;
    this.numbers.set(key, number);
    this.logins.set(number, logins);
    return { number, logins, foundBy: known === number ? 'key' : number === fromNemId ? 'nemid-pid' : 'new' };
  }

  // Only a private person's own PID will do: an employee's account does not belong to the employee.
  private fromNemId({ identityType, nemid }: Profile): string | undefined {
    return identityType === 'private' && nemid?.pid !== undefined ? this.numbersByPid.get(nemid.pid) : undefined;
  }

  private newNumber(): string {
    return `F-${this.next++}`;
  }
}
