interface Told {
  readonly broker: string;
  readonly attacks: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    readonly reason?: string;
    readonly asForged?: boolean;
  }[];
}
type Verdict = 'refused' | 'let-in' | 'skipped' | 'failed';

/** What `mitid-saml attack --json` wrote: the ids by what came of them. */
export function attackedIn(out: string) {
  const { broker, attacks } = JSON.parse(out) as Told;
  const ids = (wanted: Verdict): string[] => attacks.filter(({ verdict }) => verdict === wanted).map(({ id }) => id);
  return {
    broker,
    refused: ids('refused'),
    'let-in': ids('let-in'),
    failed: ids('failed'),
    reasons: Object.fromEntries(attacks.flatMap(({ id, reason }) => (reason === undefined ? [] : [[id, reason]]))),
    forged: attacks.filter(({ asForged }) => asForged === true).map(({ id }) => id),
    notForged: attacks.filter(({ asForged }) => asForged === false).map(({ id }) => id),
  };
}
