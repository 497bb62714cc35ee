import { isIP } from 'node:net';
import type { Request } from 'express';
import { MitIdError } from '../errors';
import { looksLikeCpr } from '../identifiers';
import type { AuditEvent, AuditLog, LoginRefused } from './audit-event';
import { logRefusal } from './log-refusal';
import type { Logger } from './logger';

const PATIENCE_MS = 5_000;

type Without<Event, Names extends string> = Event extends unknown ? Omit<Event, Names> : never;
/** An event as far as it is not the same for all. */
type Said = Without<AuditEvent, 'time' | 'strategy' | 'ip'>;
/** What may be known of a login before it is over. */
type Known = Partial<Omit<LoginRefused, 'event' | 'time' | 'strategy' | 'ip' | 'code' | 'reference' | 'brokerCode'>>;

export interface AuditTrailOptions {
  /** Absent where nobody listens: then nothing is done. */
  readonly auditLog: AuditLog | undefined;
  /** Whether the browser's address is recorded. */
  readonly withIp: boolean;
  readonly name: string;
  readonly logger: Logger;
}

/** The application's audit log as the strategies use it. */
export class AuditTrail {
  readonly #options: AuditTrailOptions;
  readonly #patienceMs: number;
  readonly #known = new WeakMap<object, Known>();

  /** @param patienceMs milliseconds that the log may take for one event. */
  constructor(options: AuditTrailOptions, patienceMs = PATIENCE_MS) {
    this.#options = options;
    this.#patienceMs = patienceMs;
  }

  /** Whether anybody listens. */
  get isKept(): boolean {
    return this.#options.auditLog !== undefined;
  }

  /** Adds to what is known of the login that a request is about: its events say it, its refusal among them. */
  learn(req: Request, known: Known): void {
    if (this.isKept) this.#known.set(req, { ...this.#known.get(req), ...known });
  }

  /**
   * Records what may not happen unrecorded.
   *
   * @throws MitIdError `audit_failed`.
   */
  async demand(req: Request, said: Said): Promise<void> {
    const { auditLog } = this.#options;
    if (auditLog !== undefined) await this.#record(auditLog, this.#eventOf(req, said));
  }

  /** Records what has happened whatever the log makes of it; a failure is a line of the logger. */
  async note(req: Request, said: Said): Promise<void> {
    await this.demand(req, said).catch((error: unknown) => logRefusal(this.#options, error));
  }

  async #record(auditLog: AuditLog, event: AuditEvent): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no answer within ${this.#patienceMs} ms`));
      }, this.#patienceMs);
    });
    const answer = async () => {
      await auditLog.record(event);
    };
    try {
      await Promise.race([answer(), silence]);
    } catch (cause) {
      const got = cause instanceof Error ? `${cause.name}: ${cause.message.slice(0, 200)}` : typeof cause;
      throw new MitIdError(
        'audit_failed',
        { where: `auditLog.record: ${event.event}`, got, option: 'auditLog' },
        { cause },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  #eventOf(req: Request, { event, ...said }: Said): AuditEvent {
    const { name, withIp } = this.#options;
    const { ip = '' } = req;
    return Object.freeze({
      event,
      time: new Date().toISOString(),
      strategy: name,
      // A proxy that is trusted may pass on whatever the browser has written there.
      ...(withIp && isIP(ip) !== 0 && { ip }),
      ...Object.fromEntries(Object.entries({ ...this.#known.get(req), ...said }).flatMap(keptMember)),
    }) as AuditEvent;
  }
}

// Brokers choose ids and codes, and the audit log holds no CPR number.
function keptMember([name, value]: [string, unknown]): [string, unknown][] {
  if (typeof value === 'string') return looksLikeCpr(value) ? [] : [[name, value]];
  if (typeof value !== 'object' || value === null) return [[name, value]];
  const isKept = (one: unknown) => typeof one !== 'string' || !looksLikeCpr(one);
  return [[name, Object.freeze(Array.isArray(value) ? value.filter(isKept) : { ...value })]];
}
