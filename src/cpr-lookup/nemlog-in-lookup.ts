import { parseOcesSubjectId } from '../certificates';
import { MitIdError } from '../errors';
import { Cpr, describeShape, parseCvr, parsePid, parseRid } from '../identifiers';
import { AccessTokens } from './access-tokens';
import { readOptions } from './config';
import type { CprLookup, PidMatch } from './cpr-lookup';
import type { NemLogInLookupOptions } from './options';
import { readCpr, readMatch, readPid, readRid, readUuid, type ReadAnswer } from './read-answer';
import { Service } from './service';

const NUMBER = 'subjectserialnumber';

/**
 * NemLog-in's lookup service for public authorities (facts/oiosaml.md 4.2), over HTTPS with a client certificate and an
 * access token that is had for a SAML assertion of the application's.
 *
 * Every method throws MitIdError: `parameter_invalid` for an argument that is no such number, before anything is sent;
 * `lookup_unauthorized`, `lookup_unavailable`; `lookup_answer_unknown` for an answer that is not understood to the letter.
 */
export class NemLogInLookup implements CprLookup {
  // Not `private`, so that nothing that is logged of a lookup shows its key or its token.
  readonly #service: Service;
  readonly #tokens: AccessTokens;
  readonly #allowEmptyAnswer: boolean;

  /** @throws MitIdError `configuration_invalid`, naming each option. */
  constructor(options: NemLogInLookupOptions) {
    const config = readOptions(options);
    this.#service = new Service(config);
    this.#tokens = new AccessTokens(this.#service, config);
    this.#allowEmptyAnswer = config.allowEmptyAnswer;
  }

  async pidCpr(pid: string): Promise<Cpr | undefined> {
    return this.#find('pidcpr', { pid: checked('pid', pid, parsePid) }, readCpr);
  }

  async cprPid(cpr: Cpr): Promise<string | undefined> {
    return this.#find('cprpid', { cpr: digitsOf(cpr) }, readPid);
  }

  async ridCpr(cvr: string, rid: string): Promise<Cpr | undefined> {
    return this.#find('ridcpr', { cvr: checked('cvr', cvr, parseCvr), rid: checked('rid', rid, parseRid) }, readCpr);
  }

  async subjectSerialNumberRid(number: string): Promise<string | undefined> {
    return this.#find('subjectserialnumberrid', { [NUMBER]: checked(NUMBER, number, parseNumber) }, readRid);
  }

  async subjectSerialNumberCprUuid(number: string): Promise<string | undefined> {
    return this.#find('subjectserialnumbercpruuid', { [NUMBER]: checked(NUMBER, number, parseNumber) }, readUuid);
  }

  async subjectSerialNumberCpr(number: string): Promise<Cpr | undefined> {
    return this.#find('subjectserialnumbercpr', { [NUMBER]: checked(NUMBER, number, parseNumber) }, readCpr);
  }

  async pidMatchesCpr(pid: string, cpr: Cpr): Promise<PidMatch> {
    const fields = { pid: checked('pid', pid, parsePid), cpr: digitsOf(cpr) };
    const path = pathOf('pidmatchescpr');
    return this.#understood(path, await this.#ask(path, fields), readMatch);
  }

  async #find<T>(operation: string, fields: Readonly<Record<string, string>>, read: ReadAnswer<T>) {
    const path = pathOf(operation);
    const text = await this.#ask(path, fields);
    return text === '' && this.#allowEmptyAnswer ? undefined : this.#understood(path, text, read);
  }

  async #ask(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const { token, wasHeld } = await this.#tokens.get();
    try {
      return await this.#service.post(path, fields, token);
    } catch (error) {
      if (!(error instanceof MitIdError) || error.code !== 'lookup_unauthorized') throw error;
      this.#tokens.drop(token);
      if (!wasHeld) throw error;
    }
    // The service may have forgotten a token that has not expired: once more, with a new one.
    return this.#service.post(path, fields, (await this.#tokens.get()).token);
  }

  #understood<T>(path: string, text: string, read: ReadAnswer<T>): T {
    const value = read(text);
    if (value !== undefined) return value;
    const option = text === '' ? 'allowEmptyAnswer' : 'url';
    throw this.#service.refusal('lookup_answer_unknown', path, describeShape(text), 'the plain value', option);
  }
}

function pathOf(operation: string): string {
  return `/api/lookup/${operation}`;
}

/** The number of an OCES3 subject, as it was written. */
function parseNumber(text: string): string | undefined {
  return parseOcesSubjectId(text)?.uuid === undefined ? undefined : text;
}

function checked(where: string, text: unknown, parse: (text: string) => string | undefined): string {
  const parsed = typeof text === 'string' ? parse(text) : undefined;
  if (parsed !== undefined) return parsed;
  const got = typeof text === 'string' ? describeShape(text) : typeof text;
  throw new MitIdError('parameter_invalid', { where, got, expected: 'such a number' });
}

function digitsOf(cpr: unknown): string {
  if (cpr instanceof Cpr) return cpr.reveal();
  throw new MitIdError('parameter_invalid', {
    where: 'cpr',
    got: typeof cpr,
    expected: 'a Cpr, as Cpr.parse gives it',
  });
}
