import { MitIdError } from '../errors';
import type { StateStore } from './state-store';

const PATIENCE_MS = 5_000;

/**
 * A store as the strategies use it: whatever goes wrong in the application's store is one error, `state_store_failed`.
 * A rejection, an answer of the wrong type (it could let a used assertion id pass) and no answer at all within five
 * seconds (a Redis client that queues while it is offline) are all that error.
 */
export class GuardedStateStore implements StateStore {
  readonly #store: StateStore;
  readonly #patienceMs: number;

  constructor(store: StateStore, patienceMs = PATIENCE_MS) {
    this.#store = store;
    this.#patienceMs = patienceMs;
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#ask('put', () => this.#store.put(key, value, ttlMs));
  }

  async get(key: string): Promise<string | undefined> {
    return text('get', await this.#ask('get', () => this.#store.get(key)));
  }

  async take(key: string): Promise<string | undefined> {
    return text('take', await this.#ask('take', () => this.#store.take(key)));
  }

  async claim(key: string, ttlMs: number): Promise<boolean> {
    const answer = await this.#ask('claim', () => this.#store.claim(key, ttlMs));
    if (typeof answer === 'boolean') return answer;
    throw wrongAnswer('claim', answer, 'true or false');
  }

  async delete(key: string): Promise<void> {
    await this.#ask('delete', () => this.#store.delete(key));
  }

  async #ask(method: string, call: () => Promise<unknown>): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no answer within ${this.#patienceMs} ms`));
      }, this.#patienceMs);
    });
    try {
      return await Promise.race([call(), silence]);
    } catch (cause) {
      if (cause instanceof MitIdError && cause.code === 'state_store_failed') throw cause;
      const got = cause instanceof Error ? `${cause.name}: ${cause.message.slice(0, 200)}` : typeof cause;
      throw new MitIdError(
        'state_store_failed',
        { where: `stateStore.${method}`, got, option: 'stateStore' },
        { cause },
      );
    } finally {
      clearTimeout(timer);
    }
  }
}

// Several stores answer null for a key they do not know.
function text(method: string, answer: unknown): string | undefined {
  if (answer === undefined || answer === null) return undefined;
  if (typeof answer === 'string') return answer;
  throw wrongAnswer(method, answer, 'a string, or undefined');
}

function wrongAnswer(method: string, answer: unknown, expected: string): MitIdError {
  const detail = { where: `stateStore.${method}`, got: `a ${typeof answer}`, expected, option: 'stateStore' };
  return new MitIdError('state_store_failed', detail);
}
