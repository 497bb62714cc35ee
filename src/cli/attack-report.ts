import { expectedCode, type Attack, type AttackOutcome, type Broker, type Situation } from '../simulator/attack';
import { shown } from './shown';

const WORDS: Readonly<Record<AttackOutcome['verdict'], string>> = {
  refused: 'refused',
  'let-in': 'LET IN',
  skipped: 'skipped',
  failed: 'FAILED',
};
const VERDICTS = ['refused', 'let-in', 'skipped', 'failed'] as const;
const BROKERS: Readonly<Record<Broker, string>> = {
  eident: 'E-Ident',
  nemlogin: 'NemLog-in',
  'signicat-mitid': 'Signicat with MitID',
  'signicat-nemid': 'Signicat with NemID',
};
const LEAST_CLASSES_WIDTH = 9;
const VERDICT_WIDTH = 9;

/** The table, a line at a time: an attack on a slow application takes a while. */
export class AttackTable {
  private readonly width: number;
  private readonly classesWidth: number;

  constructor(attacks: readonly Attack[]) {
    this.width = Math.max(...attacks.map(({ id }) => id.length)) + 2;
    const classes = attacks.map(({ classes: numbers }) => numbers.join(', ').length + 2);
    this.classesWidth = Math.max(LEAST_CLASSES_WIDTH, ...classes);
  }

  get head(): string {
    return this.row('Attack', 'Class', 'Outcome', 'What the application shows');
  }

  line({ attack, verdict, code, reason, asForged }: AttackOutcome): string {
    const more = reason ?? code ?? (asForged === true ? 'the forged person’s name' : '');
    return shown(this.row(attack.id, attack.classes.join(', '), WORDS[verdict], more));
  }

  private row(id: string, classes: string, verdict: string, more: string): string {
    return `${id.padEnd(this.width)}${classes.padEnd(this.classesWidth)}${verdict.padEnd(VERDICT_WIDTH)}${more}`.trimEnd();
  }
}

/** What there is to mend, and how many attacks came to what. */
export function attackSummary(outcomes: readonly AttackOutcome[], { broker }: Situation): string {
  const harms = outcomes.flatMap(({ attack, verdict, asForged }) => {
    const { id, harm, source } = attack;
    if (verdict !== 'let-in') return [];
    const but = asForged === false ? ', though the forged person’s name is not shown: what follows may not hold' : '';
    return [`${id} was let in${but}. ${harm} (${source})`];
  });
  const counts = VERDICTS.map((verdict) => `${count(outcomes, verdict)} ${WORDS[verdict].toLowerCase()}`);
  return shown(['', ...harms, ...(harms.length === 0 ? [] : ['']), `${BROKERS[broker]}: ${counts.join(', ')}.`]).join(
    '\n',
  );
}

/** The same for a program. */
export function attackJson(outcomes: readonly AttackOutcome[], situation: Situation): string {
  const told = outcomes.map(({ attack, verdict, ...more }) => {
    const { id, classes, harm, source } = attack;
    const expected = expectedCode(attack, situation);
    return { id, classes, verdict, ...more, ...(expected === undefined ? {} : { expected }), harm, source };
  });
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(outcomes, verdict)]));
  return JSON.stringify(shown({ broker: situation.broker, counts, attacks: told }), undefined, 2);
}

function count(outcomes: readonly AttackOutcome[], verdict: AttackOutcome['verdict']): number {
  return outcomes.filter((outcome) => outcome.verdict === verdict).length;
}
