import type { Persona } from '../../personas';
import type { Identity } from '../identity';
import type { Outcome } from '../outcome';

/** A person has logged in. */
export interface Login {
  readonly persona: Persona;
  readonly identity: Identity;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly authenticatedAt: number;
}

/** What a browser came for: who can do it, and what becomes of it. */
export interface Errand {
  /** Where the person is going to be sent back to. */
  readonly callbackUrl: string;
  /** What the person logs in with; heads the page. */
  readonly eid: 'mitid' | 'dk_nemid_js' | 'dk_nemid-opensign';
  /** Who can log in this way, in words. */
  readonly takes: string;
  /** As whom a person may go on; without any the person cannot log in this way. */
  identitiesOf(persona: Persona): readonly Identity[];
  /** Brings the browser back, with the person. */
  finish(login: Login): Promise<Outcome>;
  /** Brings the browser back, with nobody. */
  cancel(): Promise<Outcome>;
}
