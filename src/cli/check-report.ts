import type { Checklist, Finding, Verdict } from '../simulator';
import { summaryOf } from '../simulator/check/checklist';
import { shown } from './shown';

const WORDS: Readonly<Record<Verdict, string>> = { mend: 'MEND', warn: 'look at', 'not seen': 'not seen', ok: 'ok' };
const VERDICTS = Object.keys(WORDS) as Verdict[];
const WIDTH = 10;

/** A checklist for the terminal: of each part what is to be mended first, what is in order last. */
export function checklistReport(checklist: Checklist): string {
  const { entityId, findings } = shown(checklist);
  const about = [...new Set(findings.map((finding) => finding.about))];
  const parts = about.flatMap((part) => ['', part, ...partLines(findings.filter((one) => one.about === part))]);
  return [`${entityId === '' ? '(no entityID)' : entityId}: ${summaryOf(findings)}`, ...parts].join('\n');
}

function partLines(findings: readonly Finding[]): string[] {
  return VERDICTS.flatMap((verdict) => findings.filter((one) => one.verdict === verdict)).flatMap(findingLines);
}

function findingLines({ verdict, what, demand, source, got, mend }: Finding): string[] {
  const head = `  ${WORDS[verdict].padEnd(WIDTH)}${what}`;
  const under = (label: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${' '.repeat(WIDTH + 2)}${label}${value}`];
  if (verdict === 'ok') return [head];
  if (verdict === 'not seen') return [`${head}: ${got}`, ...under('', mend)];
  return [`${head} (${demand}; ${source})`, ...under('got:  ', got), ...under('mend: ', mend)];
}
