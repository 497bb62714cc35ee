import { MitIdError } from '../errors';
import { unescaped } from './encoded';

/** The parameters that a message, and what goes with it, stands in. */
const NAMES = ['SAMLRequest', 'SAMLResponse', 'SAMLart', 'RelayState', 'TARGET'] as const;
type Name = (typeof NAMES)[number];
export const MESSAGES = ['SAMLRequest', 'SAMLResponse', 'SAMLart'] as const;

/** What a URL, a form or the tools of a browser say of them. */
export interface Parameters {
  readonly values: ReadonlyMap<Name, string>;
  /** What they were found in. */
  readonly source: 'URL' | 'form' | 'list';
  /** As it stands there, escaped; of a list there is none. */
  readonly rawQuery?: string;
}

const MESSAGE_IN_QUERY = /(?:^|[?&\s])(?:SAMLRequest|SAMLResponse|SAMLart)=/;
const LINE = /^(SAMLRequest|SAMLResponse|SAMLart|RelayState|TARGET)[ \t]*:[ \t]*(\S.*)$/;

/**
 * Finds the parameters in what was copied: a URL, a request with its headers, a form's body, or the list of names and values
 * that the tools of a browser show.
 *
 * @param text trimmed.
 * @returns undefined where there are none.
 * @throws MitIdError `parameter_duplicate`, `message_encoding`
 */
export function findParameters(text: string): Parameters | undefined {
  const found = MESSAGE_IN_QUERY.exec(text);
  if (found === null) return readList(text);
  // A mail client breaks a URL into lines; what has more than one word is a request, whose query ends with its word.
  const broken = /^(?:https?:\/\/|[\w.]+=)/i.test(text);
  const whole = broken ? text.replaceAll(/[ \t\r\n]+/g, '') : (wordsAt(text, found.index) ?? '');
  const question = whole.indexOf('?');
  const [rawQuery = ''] = whole.slice(question + 1).split('#', 1);
  return { values: readQuery(rawQuery), source: question === -1 ? 'form' : 'URL', rawQuery };
}

/** The value of the one message among them. @throws MitIdError `message_unexpected` for two */
export function theMessage({ values }: Parameters): { name: (typeof MESSAGES)[number]; value: string } | undefined {
  const [name, second] = MESSAGES.filter((one) => values.has(one));
  if (second !== undefined)
    throw new MitIdError('message_unexpected', { where: second, got: `one beside ${name ?? ''}` });
  return name && { name, value: values.get(name) ?? '' };
}

/** The word of a text that a place lies in, or that begins right behind it. */
function wordsAt(text: string, index: number): string | undefined {
  const begin = Math.max(...[' ', '\t', '\n', '\r'].map((space) => text.lastIndexOf(space, index))) + 1;
  return /^\S*/.exec(text.slice(begin, begin + 1024 * 1024))?.[0];
}

function readQuery(rawQuery: string): ReadonlyMap<Name, string> {
  const values = new Map<Name, string>();
  for (const pair of rawQuery.split('&')) {
    const equals = pair.indexOf('=');
    const name = NAMES.find((known) => `${known}=` === pair.slice(0, equals + 1));
    if (name === undefined) continue;
    const plain = name === 'RelayState' || name === 'TARGET' ? pair.replaceAll('+', ' ') : pair;
    add(values, name, unescaped(plain.slice(equals + 1), name));
  }
  return values;
}

function readList(text: string): Parameters | undefined {
  const values = new Map<Name, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = LINE.exec(line.slice(0, 1024 * 1024)) ?? [];
    if (name !== undefined && value !== undefined) add(values, name as Name, value.trim());
  }
  return MESSAGES.some((name) => values.has(name)) ? { values, source: 'list' } : undefined;
}

function add(values: Map<Name, string>, name: Name, value: string): void {
  if (values.has(name))
    throw new MitIdError('parameter_duplicate', { where: name, got: 'several values', expected: 'one' });
  values.set(name, value);
}
