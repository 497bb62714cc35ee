import { MitIdError } from '../errors';
import { Cpr } from '../identifiers';
import { LoginSessions, type LoginRecord } from '../session';
import { logRefusal } from '../strategies/log-refusal';
import type { Logger } from '../strategies/logger';
import { readOptions } from './config';
import { MatchClient } from './match-client';
import type { CprMatcherOptions } from './options';
import type { CprMatch } from './outcome';
import { subjectOf } from './subject';
import { Tries } from './tries';

/**
 * Asks NemLog-in whether a CPR number is that of the person who is logged in. It is for private companies, which are not told
 * CPR numbers: the person types the number, and the service says yes or no.
 *
 * A login has three tries at most, counted in the state store before each is sent.
 *
 * @example
 * const matcher = new CprMatcher({
 *   url: 'https://services.nemlog-in.dk/api/uuidmatch/subjectmatchescpr',
 *   entityId: 'https://app.example', idpEntityId: 'https://saml.nemlog-in.dk', clientCert, clientKey, stateStore,
 * });
 * const found = await matcher.match(req.mitid, req.body.cpr);
 * if (found.outcome === 'match') await customers.keepCpr(req.user, found.cpr.reveal());
 */
export class CprMatcher {
  // Not `private`, so that nothing that is logged of a matcher shows its key.
  readonly #idpEntityId: string;
  readonly #client: MatchClient;
  readonly #tries: Tries;
  readonly #sessions: LoginSessions;
  readonly #logger: Logger;

  /** @throws MitIdError `configuration_invalid`, with a line for each problem. */
  constructor(options: CprMatcherOptions) {
    const config = readOptions(options);
    this.#idpEntityId = config.idpEntityId;
    this.#client = new MatchClient(config);
    this.#tries = new Tries(config.store, config.maximumTries);
    // Records are only looked up here; no cookie is written.
    this.#sessions = new LoginSessions({ store: config.store, secure: true });
    this.#logger = config.logger;
  }

  /**
   * @param login the LoginRecord of whoever typed the number: `req.mitid`. Its id is what counts; the rest is read from the
   *   state store, so that a login that is over matches nothing.
   * @param cpr as it was typed: ten digits, with or without a hyphen, white space around it allowed.
   * @returns what came of it. Whatever goes wrong with the service is the outcome `not-known`, never `match`.
   * @throws MitIdError before anything is sent or counted: `cpr_match_no_login` where there is no login, it is over, or the
   *   state store does not know it; `cpr_match_refused` where it is not that of a person at this NemLog-in; `state_store_failed`.
   */
  async match(login: LoginRecord | undefined, cpr: string | Cpr): Promise<CprMatch> {
    const record = await this.#current(login);
    const subject = subjectOf(record, this.#idpEntityId);
    const number = readCpr(cpr);
    if (number === undefined) return { outcome: 'malformed' };
    const triesLeft = await this.#tries.use(record);
    if (triesLeft === undefined) return { outcome: 'locked' };
    try {
      return (await this.#client.ask(subject, number))
        ? { outcome: 'match', cpr: number }
        : { outcome: 'no-match', triesLeft };
    } catch (error) {
      if (!(error instanceof MitIdError)) throw error;
      logRefusal({ logger: this.#logger, name: record.strategy }, error);
      return { outcome: 'not-known', triesLeft, error };
    }
  }

  async #current(login: LoginRecord | undefined): Promise<LoginRecord> {
    const found = login === undefined ? undefined : await this.#sessions.findById(login.id);
    if (found?.endedByBroker === false) return found.record;
    throw new MitIdError('cpr_match_no_login', {
      where: 'LoginRecord',
      got: login === undefined ? 'none' : 'one that the state store does not hold, or that the broker ended',
      expected: 'that of a login that goes on',
      option: 'stateStore, which must be that of the strategy',
    });
  }
}

/** From a parsed form, where a field may be anything. */
function readCpr(cpr: unknown): Cpr | undefined {
  if (cpr instanceof Cpr) return cpr;
  return typeof cpr === 'string' ? Cpr.parse(cpr.trim()) : undefined;
}
