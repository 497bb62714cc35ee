import type { SignatureProof } from '../assertion';
import type { MitIdErrorCode } from '../errors';
import type { Nsis } from '../identifiers';
import type { StepUpKind } from '../login-request';
import type { IdentityType, ProfileKey } from '../profile';

/**
 * Where logins and logouts are recorded for as long as somebody may have to answer for them: NemLog-in is said to demand 180
 * days (facts/oiosaml.md 1.6). How long, and where, is the application's to see to.
 */
export interface AuditLog {
  /**
   * Keeps one event, which nobody can change and JSON can say. A login, and the start of one, waits for it: where it throws,
   * rejects or takes more than five seconds, the login is refused (`audit_failed`). Of a refusal or a logout a failure is
   * logged, and changes nothing.
   */
  record(event: AuditEvent): void | Promise<void>;
}

/**
 * Which request, of whom, from where. No event holds a CPR number, nor a hash of one, which whoever tries all numbers could
 * read: a value that may hold one is left out, and for the id of a key stands the word `withheld`.
 */
interface Occasion {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The Passport name of the strategy. */
  readonly strategy: string;
  /** The broker; absent where what was refused came before it was known. */
  readonly issuer?: string;
  /** The browser's address, `req.ip`: Express' `trust proxy` decides whose word that is. */
  readonly ip?: string;
  /** The ID of the SAML 2.0 request that this is about: ours, or of a logout by the broker, the broker's. */
  readonly requestId?: string;
  /** Of each message that was verified; absent where none was, or where TLS alone vouched for it. */
  readonly signatures?: readonly SignatureProof[];
}

/** Who it is, by the broker's word. */
interface Person {
  /** What the account is keyed on; for an id that may hold a CPR number (a RID may be one) stands `withheld`. */
  readonly key: ProfileKey;
  readonly identityType: IdentityType;
  readonly assertionId?: string;
}

/** What an assertion says beside. */
interface Authenticated extends Person {
  /** The NameID, as `sha256:…`: the same in a logout of the broker's. Absent where it may hold a CPR number. */
  readonly subject?: string;
  /** The broker's session. */
  readonly sessionIndex?: string;
  /** ISO 8601: when the person authenticated, on the broker's clock. */
  readonly authenticatedAt: string;
  readonly loa?: Nsis;
}

/** Of a step-up: what the person who is logged in was asked for. */
interface SteppingUp {
  readonly stepUp?: StepUpKind;
  /** The id of the LoginRecord that it began with: in `login` the one that has ended, in `login-refused` one that stays as it was. */
  readonly steppedUpFrom?: string;
}

interface Refusal {
  /**
   * The error's code; `no_user` where the verify callback gave none, `other_error` for an error that is none of this
   * package's, such as the verify callback's own.
   */
  readonly code: MitIdErrorCode | 'no_user' | 'other_error';
  /** The reference id that the person was shown. */
  readonly reference?: string;
  /** The broker's own code. */
  readonly brokerCode?: string;
}

/** The browser is sent to the broker. */
export interface LoginStarted extends Occasion, SteppingUp {
  readonly event: 'login-started';
}

/** The application has let the person in. */
export interface LoginEnded extends Occasion, Authenticated, SteppingUp {
  readonly event: 'login';
  /** The id of the LoginRecord. */
  readonly session: string;
}

/** A login came to nothing, or the start of one; who it was, as far as that was known by then. */
export interface LoginRefused extends Occasion, Refusal, Partial<Authenticated>, SteppingUp {
  readonly event: 'login-refused';
}

/** The person has logged out here, and the broker is asked to end its session: `requestId`. */
export interface LogoutStarted extends Occasion, Person {
  readonly event: 'logout-started';
  readonly session: string;
}

/** A logout by the application: at once where the broker is not asked, and otherwise when it has answered `requestId`. */
export interface LogoutByApplication extends Occasion, Partial<Person> {
  readonly event: 'logout';
  readonly by: 'application';
  readonly session?: string;
  /** The broker's answer; `partial`: it could not reach every other service. */
  readonly status?: 'success' | 'partial' | 'failed';
}

/** A logout by the broker. */
export interface LogoutByBroker extends Occasion {
  readonly event: 'logout';
  readonly by: 'broker';
  /** The NameID, as `sha256:…`; absent where it may hold a CPR number. */
  readonly subject?: string;
  /** Which of the person's sessions; none: all of them. */
  readonly sessionIndexes: readonly string[];
}

/** A logout message that was not believed, or a logout that could not be carried out. */
export interface LogoutRefused extends Occasion, Refusal {
  readonly event: 'logout-refused';
}

/** What an audit log is told: no CPR number and no hash of one; `key.id` is then `withheld`, and `subject` absent. */
export type AuditEvent =
  LoginStarted | LoginEnded | LoginRefused | LogoutStarted | LogoutByApplication | LogoutByBroker | LogoutRefused;
