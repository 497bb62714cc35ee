import { Browser } from './browser';
import { beginLogin, type BegunLogin } from './login';
import { NotPlayable } from './not-playable';
import { bring, type Brought, type Witness } from './witness';

/** What is attacked, and as whom. */
export interface StageOptions {
  /** The address that begins a login at the application. */
  readonly loginUrl: string;
  readonly simulatorUrl: string;
  /** Who logs in: the id of a persona who can, and as which of its identities. */
  readonly persona: string;
  readonly identity?: string;
}

/** A browser, and what it was answered. */
export interface Played {
  readonly browser: Browser;
  readonly brought: Brought;
}

/** The application and the simulator, as browsers see them. */
export class Stage {
  readonly app: URL;
  readonly simulator: URL;

  constructor(private readonly options: StageOptions) {
    this.app = new URL(options.loginUrl);
    this.simulator = new URL(options.simulatorUrl);
  }

  /** A browser that has seen nothing yet. */
  newBrowser(): Browser {
    return new Browser([this.app.origin, this.simulator.origin]);
  }

  /** A login up to the broker's answer. @throws NotPlayable */
  async begin(browser: Browser, persona = this.options.persona): Promise<BegunLogin> {
    const { identity } = this.options;
    return beginLogin(browser, {
      loginUrl: this.app,
      simulatorOrigin: this.simulator.origin,
      persona,
      ...(identity === undefined ? {} : { identity }),
    });
  }

  /** A whole login, soundly unless a fault is armed. @throws NotPlayable */
  async logIn(persona?: string): Promise<Played> {
    const browser = this.newBrowser();
    const { answer } = await this.begin(browser, persona);
    return { browser, brought: await bring(browser, answer, this.app) };
  }

  /** An honest login that has to get in. @throws NotPlayable where it does not. */
  async logInSoundly(witness: Witness): Promise<Played> {
    const played = await this.logIn();
    if ((await witness.judge(played.browser, played.brought)) === 'in') return played;
    throw new NotPlayable('an honest login does not get in any more');
  }
}
