/** One thing that happened to a session. */
export interface SessionEvent {
  readonly at: Date;
  readonly what: 'login' | 'logout' | 'ended-by-broker';
  /** The customer number; nothing of the person. */
  readonly account: string;
}

const MOST = 20;

/** What happened to sessions lately, to be shown. */
export class SessionLog {
  private readonly events: SessionEvent[] = [];

  constructor(private readonly log: (line: string) => void) {}

  /** Newest first. */
  get latest(): readonly SessionEvent[] {
    return this.events;
  }

  add(what: SessionEvent['what'], account: string, more = ''): void {
    this.events.unshift({ at: new Date(), what, account });
    this.events.length = Math.min(this.events.length, MOST);
    this.log(`${what}: ${account}${more}`);
  }
}
