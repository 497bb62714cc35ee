import { Command } from 'commander';
import { ATTACKS, NotPlayable, Player, type Attack, type AttackOutcome } from '../simulator/attack';
import { checkHosts, type HostFlags } from './attack-hosts';
import { attackJson, attackSummary, AttackTable } from './attack-report';
import { explain } from './explain';
import { shown } from './shown';
import { urlOption } from './url-option';

const LET_IN = 1;
const NOT_PLAYED = 2;

interface AttackFlags extends HostFlags {
  readonly simulator: string;
  readonly loggedIn?: string;
  readonly persona: string;
  readonly identity?: string;
  readonly only?: string;
  readonly json?: true;
}

/** `mitid-saml attack`: the simulator plays attacks against an application of the user's own that is running. */
export function attackCommand(): Command {
  return (
    new Command('attack')
      .description(
        'Play attacks against a running application of your own that logs in at the simulator, and say which it refused.',
      )
      .argument('<url>', 'the address that begins a login at your application', urlOption)
      .option('--simulator <url>', 'the simulator that your application logs in at', urlOption, 'http://localhost:7000')
      .option(
        '--logged-in <url>',
        'a page of your application, or its path, that only who is logged in sees; logouts are attacked with it alone',
      )
      .option('--persona <id>', 'who logs in', 'citizen')
      .option(
        '--identity <identity>',
        'as which identity: private, employee, employee:<cvr>, represents, represents:<cvr>',
      )
      .option('--only <ids>', 'these attacks alone, separated by commas')
      .option('--host <name>', 'the host of your application, where it is not this machine')
      .option('--yes-i-own <name>', 'the same once more: it is yours, and you may attack it')
      .option('--json', 'as JSON')
      // As in `attack` below: 1 says that something was let in.
      .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : NOT_PLAYED))
      .addHelpText(
        'after',
        '\nExit code: 0 what was played was refused, 1 something was let in, 2 something could not be played, or the command is mistaken.',
      )
      .action(attack)
  );
}

async function attack(url: string, flags: AttackFlags): Promise<void> {
  try {
    process.exitCode = await played(url, flags);
  } catch (error) {
    // Whatever it was, nothing is known of the application: 1 would say that something was let in.
    console.error(`mitid-saml: ${shown(explain(error))}`);
    process.exitCode = NOT_PLAYED;
  }
}

async function played(loginUrl: string, flags: AttackFlags): Promise<number> {
  const { simulator, loggedIn, persona, identity, only, json } = flags;
  await checkHosts(new URL(loginUrl), new URL(simulator), flags);
  const wanted = only === undefined ? undefined : wantedIn(only);
  const player = await Player.prepare({
    loginUrl,
    simulatorUrl: simulator,
    persona,
    ...(identity === undefined ? {} : { identity }),
    ...(loggedIn === undefined ? {} : { loggedInUrl: loggedInUrlOf(loggedIn, loginUrl) }),
  });
  const attacks = player.attacks.filter(({ id }) => wanted?.has(id) ?? true);
  if (attacks.length === 0) throw new NotPlayable('none of the attacks of --only exist for the broker of this login');
  const others = [...(wanted ?? [])].filter((id) => !attacks.some((one) => one.id === id));
  if (others.length > 0) console.error(`mitid-saml: not for the broker of this login: ${others.join(', ')}`);
  const outcomes = await playAll(player, attacks, json === true ? undefined : new AttackTable(attacks));
  await player.conclude();
  console.log(json === true ? attackJson(outcomes, player.situation) : attackSummary(outcomes, player.situation));
  const has = (wanted: AttackOutcome['verdict']) => outcomes.some(({ verdict }) => verdict === wanted);
  if (has('let-in')) return LET_IN;
  return has('failed') || !has('refused') ? NOT_PLAYED : 0;
}

async function playAll(
  player: Player,
  attacks: readonly Attack[],
  table: AttackTable | undefined,
): Promise<readonly AttackOutcome[]> {
  if (table !== undefined) console.log(table.head);
  const outcomes: AttackOutcome[] = [];
  for (const one of attacks) {
    const outcome = await player.play(one);
    outcomes.push(outcome);
    if (table !== undefined) console.log(table.line(outcome));
  }
  return outcomes;
}

function wantedIn(only: string): ReadonlySet<string> {
  const ids = only
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const unknown = ids.filter((id) => !ATTACKS.some((one) => one.id === id));
  if (unknown.length === 0) return new Set(ids);
  throw new NotPlayable(
    `no attack is called ${unknown.join(', ')}; there are: ${ATTACKS.map(({ id }) => id).join(', ')}`,
  );
}

/** The page is the application's: nothing else is asked for anything. */
function loggedInUrlOf(loggedIn: string, loginUrl: string): string {
  const app = new URL(loginUrl);
  const url = URL.canParse(loggedIn, app.href) ? new URL(loggedIn, app) : undefined;
  if (url?.origin === app.origin) return url.href;
  throw new NotPlayable(`--logged-in is no page of ${app.origin}`);
}
