import type { LogoutAttack } from './attack';
import type { SimulatorControl } from './control';
import { NotPlayable } from './not-playable';
import type { Page } from './page';
import type { Stage } from './stage';
import { bring, type Seen, type Witness } from './witness';

/** What is left of a login after a LogoutRequest came in the same browser. */
export interface CarriedLogout {
  readonly seen: Seen;
  readonly pages: readonly Page[];
}

/** Brings LogoutRequests of the broker to an application. */
export class LogoutCarrier {
  // Whether a sound one logs out, by its binding: where it does not, no refusal proves anything.
  private readonly heard = new Map<LogoutAttack['binding'], boolean>();

  constructor(
    private readonly stage: Stage,
    private readonly control: SimulatorControl,
    private readonly witness: Witness,
  ) {}

  /** Whether the application is logged out by a sound LogoutRequest. @throws NotPlayable */
  async hears(binding: LogoutAttack['binding']): Promise<boolean> {
    const known = this.heard.get(binding);
    if (known !== undefined) return known;
    const hears = (await this.carry(binding))?.seen === 'out';
    this.heard.set(binding, hears);
    return hears;
  }

  /**
   * Logs in, and lets the broker log out in the same browser.
   *
   * @param fault what is wrong with the LogoutRequest, if anything.
   * @returns undefined where the application has registered no single logout.
   * @throws NotPlayable
   */
  async carry(binding: LogoutAttack['binding'], fault?: string): Promise<CarriedLogout | undefined> {
    const { stage, control, witness } = this;
    const { browser } = await stage.logInSoundly(witness);
    if (fault !== undefined) await control.arm(fault);
    const begun = await control.logOut(binding);
    if (begun === undefined) return undefined;
    if (await control.isArmed()) throw new NotPlayable('the broker did not come to it');
    const form = begun.form && new URLSearchParams(begun.form);
    const brought = await bring(browser, { url: new URL(begun.url), form }, stage.app);
    return { seen: await witness.judge(browser, brought), pages: brought.pages };
  }
}
