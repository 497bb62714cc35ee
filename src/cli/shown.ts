import { looksLikeCpr } from '../identifiers';
import { maskCpr } from '../simulator/mask-cpr';

const CONTROL = /\p{C}/gu;

/**
 * A value as a terminal may show it: each text in it without CPR numbers (`010190-xxxx`) and without control characters,
 * which what is inspected may hold.
 */
export function shown<T>(value: T): T {
  return showable(value) as T;
}

function showable(value: unknown): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map(showable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, showable(member)]));
}

function text(value: string): string {
  const masked = maskCpr(value.replaceAll(CONTROL, '\ufffd'));
  return looksLikeCpr(masked) ? '(left out: it holds a CPR number)' : masked;
}
