import type { FaultName } from '../faults';

/** What every attack says of itself. */
export interface AttackBase {
  /** Kebab-case; that of a fault where it is one. */
  readonly id: string;
  /** The numbers of its classes in the catalogue of docs/security.md. */
  readonly classes: readonly number[];
  /** What it would mean if an application let it pass, in one sentence. */
  readonly harm: string;
  /** Who has shown it, or what rules it out. */
  readonly source: string;
}

/** The broker's answer says something else: a fault of the simulator. */
export interface FaultAttack extends AttackBase {
  readonly kind: 'fault';
  readonly fault: FaultName;
  /** An honest login comes first: it is what is brought again. */
  readonly again?: true;
  /** It is one only where the application has asked for this. */
  readonly needs?: 'level' | 'force';
  /** Somebody else than who logs in stands in it, where nothing is signed. */
  readonly forges?: true;
  /** Who logs in instead of the persona that was named. */
  readonly persona?: string;
}

/** The answer is sound, and what the browser does with it is not. */
export interface BrowserAttack extends AttackBase {
  readonly kind: 'browser';
  readonly trick:
    | 'uninvited'
    | 'other-login'
    | 'other-login-under-own-state'
    | 'second-browser'
    | 'second-time'
    | 'foreign-target'
    | 'other-encoding'
    | 'lax-base64'
    | 'foreign-source';
}

/** The broker's logout says something else, and comes in the browser of a person who is logged in. */
export interface LogoutAttack extends AttackBase {
  readonly kind: 'logout';
  readonly fault: FaultName;
  readonly binding: 'redirect' | 'post';
}

/** One thing that an application has to refuse. */
export type Attack = FaultAttack | BrowserAttack | LogoutAttack;

/** What a row of the catalogue says; its kind, and an id that is the fault's, come with the table. */
export type Row<Kind extends AttackBase, Given extends keyof Kind = never> = Omit<Kind, 'kind' | 'id' | Given>;
