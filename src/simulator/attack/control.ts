import { NotPlayable } from './not-playable';

const TIMEOUT_MS = 30_000;
const WHERE_IT_IS = 'start one with mitid-saml simulate, or say where it is with --simulator';

/** A logout that the simulator has begun, for a browser to carry. */
export interface BegunLogout {
  readonly url: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** A simulator that runs in another process, or in this one. */
export class SimulatorControl {
  private constructor(readonly url: URL) {}

  /**
   * Finds the simulator, and forgets the faults that are armed there.
   *
   * @throws NotPlayable where no simulator answers.
   */
  static async connect(url: string): Promise<SimulatorControl> {
    const control = new SimulatorControl(new URL(url));
    const { status, text } = await control.send('GET', '/simulator/faults.json');
    if (status !== 200 || !text.startsWith('{"armed":')) {
      throw new NotPlayable(`${control.url.origin} is no simulator; ${WHERE_IT_IS}`);
    }
    await control.clear();
    return control;
  }

  async clear(): Promise<void> {
    await this.expect(204, 'DELETE', '/simulator/faults');
  }

  async arm(fault: string): Promise<void> {
    await this.expect(204, 'POST', `/simulator/faults/${fault}`);
  }

  /** Whether a fault that was armed waits to be used. */
  async isArmed(): Promise<boolean> {
    const { text } = await this.expect(200, 'GET', '/simulator/faults.json');
    return (JSON.parse(text) as { readonly armed: readonly string[] }).armed.length > 0;
  }

  /** Begins a logout of whoever logged in last; undefined where the application has registered no single logout. */
  async logOut(binding: 'redirect' | 'post'): Promise<BegunLogout | undefined> {
    const path = '/simulator/nemlogin/logout';
    const { status, text } = await this.send('POST', path, JSON.stringify({ binding }));
    if (status === 200) return JSON.parse(text) as BegunLogout;
    // 400: it cannot be done. Anything else says nothing of the application.
    if (status === 400) return undefined;
    throw new NotPlayable(`the simulator answered POST ${path} with HTTP ${status}`);
  }

  private async expect(expected: number, method: Method, path: string): Promise<Reply> {
    const reply = await this.send(method, path);
    if (reply.status === expected) return reply;
    throw new NotPlayable(`the simulator answered ${method} ${path} with HTTP ${reply.status}: is it of this version?`);
  }

  private async send(method: Method, path: string, body?: string): Promise<Reply> {
    try {
      const response = await fetch(new URL(path, this.url), {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, text: await response.text() };
    } catch (cause) {
      const { origin } = this.url;
      throw new NotPlayable(`no simulator answers at ${origin}; ${WHERE_IT_IS}`, { cause });
    }
  }
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

type Method = 'GET' | 'POST' | 'DELETE';
