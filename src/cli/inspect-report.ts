import type { Failure, Fact, Inspection, Judgement, Refusal } from '../inspect';
import { sentenceOn } from './errors-page';

const INDENT = '  ';
const LABEL_WIDTH = 41;
const READS =
  'XML, base64, a URL, a form or its page, an artifact or a SOAP answer; no certificate: certs inspect does';

/** An inspection as a person reads it; every text in it may be shown already. */
export function inspectReport(inspection: Inspection): string {
  const { what, wrapped, says, attributes, notes, judgement, refused } = inspection;
  return [
    wrapped.length === 0 ? what : `${what} (${wrapped.join(', ')})`,
    ...section('Says', says.map(factLine)),
    ...section(
      'Attributes',
      attributes.flatMap(({ name, values }) => [name, ...values.map((value) => INDENT + value)]),
    ),
    ...section('Signatures', signatureLines(inspection)),
    ...section('Encryption', encryptionLines(inspection)),
    ...section('Notes', notes),
    ...(judgement === undefined ? [] : ['', ...judgementLines(judgement)]),
    ...(refused === undefined ? [] : ['', 'It cannot be read:', ...refusalLines(refused)]),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => INDENT + line)];
}

function factLine({ name, value, when }: Fact): string {
  return `${name.padEnd(LABEL_WIDTH)} ${value}${when === undefined ? '' : ` (${when})`}`;
}

function signatureLines({ signatures, encryption, what, judgement }: Inspection): string[] {
  if (signatures.length === 0) {
    const hidden = encryption.some(({ decrypted }) => !decrypted) ? ', outside of what is encrypted' : '';
    return judgement === undefined && !what.includes('Request') ? [] : [`none${hidden}`];
  }
  return signatures.flatMap(({ where, algorithm, digest, says, verdict }) => [
    `${where}: ${algorithm}${digest === undefined ? '' : `, digest ${digest}`}; ${verdict}`,
    ...(says === undefined
      ? []
      : [`  it carries a certificate of ${says.subject}: ${says.key}, until ${says.notAfter}`]),
  ]);
}

function encryptionLines({ encryption }: Inspection): string[] {
  return encryption.map(({ where, data, key, recipient, decrypted, why }) => {
    const whom = recipient === undefined ? '' : `, for ${recipient}`;
    return `${where}: ${data}, its key by ${key}${whom}; ${decrypted ? 'decrypted' : `NOT decrypted: ${why ?? ''}`}`;
  });
}

function judgementLines({ broker, at, passes, failures, complete, notChecked, reads = [] }: Judgement): string[] {
  const count = failures.length === 1 ? '1 check' : `${failures.length} checks`;
  return [
    `Judged as for ${broker}, at ${at}: ${passes ? 'passes what was checked' : `FAILS ${count}`}`,
    ...failures.flatMap((failure, index) => failureLines(`${index + 1}. `, failure)),
    ...(complete ? [] : [`${INDENT}${passes ? 'Further' : 'There may be more: further'} checks could not be made.`]),
    ...section(
      'Not checked',
      notChecked.map(({ what, why }) => `${what}: ${why}`),
    ),
    ...section(
      'Would be read as',
      reads.map(({ name, value }) => `${name.padEnd(13)} ${value}`),
    ),
  ];
}

function refusalLines(refused: Refusal): string[] {
  const { line, column } = refused;
  const place = line === undefined || column === undefined ? [] : [`     place:    line ${line}, column ${column}`];
  // Base64 is what is tried last: it was none of the others either.
  const reads = refused.code === 'base64_invalid' && refused.where === 'input' ? [`     reads:    ${READS}`] : [];
  return [...failureLines('', refused), ...place, ...reads];
}

function failureLines(bullet: string, { code, where, got, expected, brokerCode, options }: Failure): string[] {
  const under = (label: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`     ${`${label}:`.padEnd(10)}${value}`];
  return [
    `${INDENT}${bullet}${code}${where === undefined ? '' : ` at ${where}`}`,
    ...under('got', got),
    ...under('expected', expected),
    ...under('said', brokerCode),
    ...under('option', options.length === 0 ? undefined : options.join(', ')),
    ...under('means', sentenceOn(code)),
  ];
}
