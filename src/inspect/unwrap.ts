import { MitIdError } from '../errors';
import { decodeUtf8 } from '../trust/bytes';
import type { Carried, Delivery } from './carried';
import { readEncoded, unescaped } from './encoded';
import { isHtml, readFormPage } from './html-form';
import { findParameters, theMessage, type Parameters } from './parameters';

/** A page with a form of 256 KiB in base64, escaped twice over, is less. */
export const MAX_INPUT_BYTES = 2 * 1024 * 1024;

const LAYERS: Readonly<Record<Parameters['source'], string>> = {
  URL: 'in the query of a URL',
  form: 'in a form',
  list: 'in a list of names and values',
};

/**
 * Finds the message in whatever somebody has at hand: XML, a SOAP envelope, base64, a URL, a form's body, a page with a form, an
 * artifact.
 *
 * @throws MitIdError `message_too_large`, `message_encoding`, `base64_invalid`, `parameter_duplicate`, `message_unexpected`
 */
export function unwrap(input: Uint8Array): Carried {
  if (input.length > MAX_INPUT_BYTES) {
    const [got, expected] = [`${input.length} bytes`, `${MAX_INPUT_BYTES} bytes at most`];
    throw new MitIdError('message_too_large', { where: 'input', got, expected });
  }
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const begin = /^(?:\xef\xbb\xbf)?[ \t\r\n]*/.exec(bytes.toString('latin1', 0, 64 * 1024))?.[0].length ?? 0;
  const isXml = bytes[begin] === '<'.charCodeAt(0);
  if (isXml && !isHtml(bytes.toString('latin1', begin, begin + 64))) return bare(trimmed(bytes, begin));
  const text = decodeUtf8(bytes).trim();
  if (isXml) return ofPage(text);
  const parameters = findParameters(text);
  return parameters === undefined ? ofValue(text) : ofParameters(parameters);
}

function bare(bytes: Buffer): Carried {
  return { wrapped: [], content: { kind: 'xml', bytes, delivery: { binding: 'bare' } } };
}

/** Without the white space around it: it comes with copying, and before an XML declaration it would be refused. */
function trimmed(bytes: Buffer, begin: number): Buffer {
  let end = bytes.length;
  while (end > begin && ' \t\r\n'.includes(String.fromCharCode(bytes[end - 1] ?? 0))) end--;
  return bytes.subarray(begin, end);
}

function ofPage(html: string): Carried {
  const { values, action } = readFormPage(html);
  const carried = ofParameters({ values, source: 'list' }, ['in the form of an HTML page']);
  return { ...carried, ...(action !== undefined && { action }) };
}

function ofParameters(parameters: Parameters, outer: readonly string[] = [LAYERS[parameters.source]]): Carried {
  const message = theMessage(parameters);
  if (message === undefined) {
    const expected = 'a SAMLResponse, a SAMLRequest or a SAMLart';
    throw new MitIdError('message_unexpected', { where: 'input', got: 'no message', expected });
  }
  const { content, deflated } = readEncoded(message.value, {
    name: message.name,
    inUrl: parameters.source === 'URL',
    ...(parameters.rawQuery !== undefined && { query: parameters.rawQuery }),
  });
  const relayState = parameters.values.get('RelayState');
  const target = parameters.values.get('TARGET');
  return {
    wrapped: [...outer, message.name, ...encodings(content.kind, deflated)],
    content,
    ...(relayState !== undefined && { relayState }),
    ...(target !== undefined && { target }),
  };
}

function ofValue(text: string): Carried {
  const value = unescaped(text, 'input');
  const { content, deflated } = readEncoded(value, { name: 'input' });
  const escaped = value === text ? [] : ['escaped as in a URL'];
  return { wrapped: [...escaped, ...encodings(content.kind, deflated)], content };
}

function encodings(kind: 'artifact' | 'xml', deflated: boolean): readonly string[] {
  return kind === 'artifact' || !deflated ? ['base64'] : ['base64', 'deflated'];
}

/** What is to be judged as it was posted: the field itself, or base64 of what is bare. */
export function fieldOf(bytes: Buffer, delivery: Delivery): string {
  return delivery.binding === 'post' ? delivery.field : bytes.toString('base64');
}
