import { trimXml } from '../../trust';
import type { Reader } from './read';
import { read } from './readers';

const CONTROL = /[^\P{Cc}\t\r\n]/u;

/**
 * A text of the application's own that the broker takes as base64 and hands back as it took it. What is no base64 of a text
 * is the text itself.
 */
export const passedThrough: Reader<string> = {
  expected: 'a text, or base64 of it',
  read: (values, where) => {
    const said = read.text.read(values, where);
    return said === undefined ? undefined : (decoded(trimXml(said)) ?? said);
  },
};

function decoded(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return undefined;
  try {
    const plain = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return CONTROL.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}
