import { insert, splice, unpadded } from '../scan';
import type { Mutator } from '../mutator';

const WHITE = [' ', '\n', '\r\n', '\t', '\0', '\x0b', '%20', '+', '\u00a0'];
const STRANGERS = ['=', '==', '-', '_', '!', '%', '&', '<', '"', 'é', '😀', '\ufeff', 'A', '/', ','];

const changes: Readonly<Record<string, Mutator['change']>> = {
  'white-space-in-base64': (field, picks) => insert(field, picks.below(field.length + 1), picks.one(WHITE)),
  'stranger-in-base64': (field, picks) => insert(field, picks.below(field.length + 1), picks.one(STRANGERS)),
  'base64-cut': (field, picks) => {
    const at = picks.below(field.length);
    return picks.one([field.slice(0, at), field.slice(at), unpadded(field), '']);
  },
  'base64-in-other-characters': (field, picks) =>
    picks.one([
      field.replaceAll('+', '-').replaceAll('/', '_'),
      encodeURIComponent(field),
      `data:text/xml;base64,${field}`,
      field.replace(/.{76}/g, '$&\r\n'),
      Buffer.from(field).toString('base64'),
      Buffer.from(field, 'base64').toString('latin1'),
      Buffer.from(field, 'base64').toString('hex'),
    ]),
  // The bits that stand for nothing, where the last group is short.
  'last-bits-of-base64-changed': (field, picks) => {
    const at = unpadded(field).length - 1;
    return splice(field, at, at + 1, picks.one(['A', 'B', 'Q', 'g', 'w', '/']));
  },
  'base64-of-two-messages': (field, picks, { wires }) => {
    const other = picks.one([field, ...wires]);
    return picks.one([field + other, other + field, `${field}\n${other}`]);
  },
};

/** The form field that a message travels in. */
export const BASE64: readonly Mutator[] = Object.entries(changes).map(([name, change]) => ({
  name,
  stage: 'wire',
  wire: 'base64',
  weight: 5,
  harmless: ['white-space-in-base64', 'base64-in-other-characters'].includes(name),
  change,
}));
