import { runInThisContext } from 'node:vm';
import type * as Xmldom from '@xmldom/xmldom';
import type * as XmlCrypto from 'xml-crypto';

/**
 * xml-crypto and @xmldom/xmldom as node itself loads them, outside the context that jest runs a test in: there each look at a
 * global such as `Object` leaves the engine, and they look at one for each attribute.
 */
const host = runInThisContext('process') as NodeJS.Process;
const outside = host.getBuiltinModule('node:module').createRequire(__filename);

export const { SignedXml } = outside('xml-crypto') as typeof XmlCrypto;
export const { DOMParser } = outside('@xmldom/xmldom') as typeof Xmldom;

/** Where they speak: xmldom says in the console what it passes over. */
const console = host.getBuiltinModule('node:console');

/** What they find, and nothing of what they say meanwhile. */
export function quietly<T>(work: () => T): T {
  const { warn, error } = console;
  console.warn = console.error = () => undefined;
  try {
    return work();
  } finally {
    Object.assign(console, { warn, error });
  }
}
