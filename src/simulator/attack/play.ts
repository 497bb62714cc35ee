import type { Attack, FaultAttack, LogoutAttack } from './attack';
import { attacksFor } from './choose';
import { SimulatorControl } from './control';
import { LogoutCarrier } from './logout';
import { NotPlayable } from './not-playable';
import type { AttackOutcome } from './outcome';
import { codeIn, showsForged } from './shown-page';
import type { Situation } from './situation';
import { Stage, type Played, type StageOptions } from './stage';
import { FOREIGN_TARGET, TRICKS } from './tricks';
import { answerWitness, bring, pageWitness, type Witness } from './witness';

/** What is attacked, and how it is seen whether somebody is logged in. */
export interface PlayOptions extends StageOptions {
  /** A page of the application that only who is logged in sees; by default its answer to the login is looked at. */
  readonly loggedInUrl?: string;
}

/** Plays attacks against a running application, one after the other. */
export class Player {
  private readonly logouts: LogoutCarrier;

  private constructor(
    private readonly control: SimulatorControl,
    private readonly stage: Stage,
    private readonly witness: Witness,
    private readonly loggedInUrl: URL | undefined,
    /** How the application logs in. */
    readonly situation: Situation,
  ) {
    this.logouts = new LogoutCarrier(stage, control, witness);
  }

  /**
   * Logs in once, as everybody does, and learns how that looks.
   *
   * @throws NotPlayable where the honest login does not get in, or nobody could tell.
   */
  static async prepare(options: PlayOptions): Promise<Player> {
    const control = await SimulatorControl.connect(options.simulatorUrl);
    const stage = new Stage(options);
    const browser = stage.newBrowser();
    const { answer, situation } = await stage.begin(browser);
    const brought = await bring(browser, answer, stage.app);
    const [answered] = brought.pages;
    if (answered.status >= 400) {
      const code = codeIn(brought.pages);
      throw new NotPlayable(
        `an honest login of ${options.persona} does not get in: the application answers HTTP ${answered.status}${code === undefined ? '' : ` and shows ${code}`}`,
      );
    }
    const page = options.loggedInUrl === undefined ? undefined : new URL(options.loggedInUrl, stage.app);
    const witness = page === undefined ? answerWitness(brought) : await pageWitness(page, stage.newBrowser(), browser);
    return new Player(control, stage, witness, page, situation);
  }

  /** The attacks that there are on this application. */
  get attacks(): readonly Attack[] {
    return attacksFor(this.situation);
  }

  /** Plays one. What cannot be played is told in the outcome. */
  async play(attack: Attack): Promise<AttackOutcome> {
    const reason = this.reasonNotTo(attack);
    if (reason !== undefined) return { attack, verdict: 'skipped', reason };
    try {
      return await this.outcomeOf(attack);
    } catch (error) {
      if (!(error instanceof NotPlayable)) throw error;
      return { attack, verdict: 'failed', reason: error.message };
    } finally {
      // What was not used would meet the next login.
      await this.control.clear();
    }
  }

  /** @throws NotPlayable where an honest login does not get in any more: then nothing that was refused proves anything. */
  async conclude(): Promise<void> {
    await this.stage.logInSoundly(this.witness);
  }

  private reasonNotTo(attack: Attack): string | undefined {
    if (attack.kind === 'logout' && !this.witness.seesLogout) return 'a logout is seen with --logged-in alone';
    if (attack.kind !== 'fault' || attack.needs === undefined) return undefined;
    if (this.situation.asked.has(attack.needs)) return undefined;
    return attack.needs === 'level' ? 'the login asks for no level' : 'the login does not ask for ForceAuthn';
  }

  private async outcomeOf(attack: Attack): Promise<AttackOutcome> {
    if (attack.kind === 'logout') return this.outcomeOfLogout(attack);
    const played = attack.kind === 'fault' ? await this.playFault(attack) : await TRICKS[attack.trick](this.stage);
    if (attack.kind === 'browser' && attack.trick === 'foreign-target') return outcomeOfTarget(attack, played);
    const { browser, brought } = played;
    const seen = await this.witness.judge(browser, brought);
    if (seen === 'unclear') throw new NotPlayable(this.witness.unclear);
    if (seen === 'out') return { attack, verdict: 'refused', code: codeIn(brought.pages) };
    const shown = this.loggedInUrl === undefined ? [] : [await browser.send({ url: this.loggedInUrl })];
    const forges = attack.kind === 'fault' && attack.forges === true;
    return { attack, verdict: 'let-in', ...(forges ? { asForged: showsForged([...brought.pages, ...shown]) } : {}) };
  }

  private async playFault({ fault, again, persona }: FaultAttack): Promise<Played> {
    if (again === true) await this.stage.logInSoundly(this.witness);
    await this.control.arm(fault);
    const played = await this.stage.logIn(persona);
    if (await this.control.isArmed()) throw new NotPlayable('the broker did not come to it: the login ended before');
    return played;
  }

  private async outcomeOfLogout(attack: LogoutAttack): Promise<AttackOutcome> {
    const { binding, fault } = attack;
    const carried = (await this.logouts.hears(binding)) ? await this.logouts.carry(binding, fault) : undefined;
    if (carried === undefined) {
      return { attack, verdict: 'skipped', reason: 'a sound LogoutRequest of this binding logs nobody out' };
    }
    if (carried.seen === 'unclear') throw new NotPlayable(this.witness.unclear);
    if (carried.seen === 'out') return { attack, verdict: 'let-in' };
    return { attack, verdict: 'refused', code: codeIn(carried.pages) };
  }
}

// Whether the person is logged in matters not: it is their own answer.
function outcomeOfTarget(attack: Attack, { brought: { pages } }: Played): AttackOutcome {
  const leads = pages.some(({ location }) => location?.href.startsWith(FOREIGN_TARGET) === true);
  return leads ? { attack, verdict: 'let-in' } : { attack, verdict: 'refused', code: codeIn(pages) };
}
