import { inflateRawSync } from 'node:zlib';
import { BROWSER_MESSAGE, readXml, type XmlElement } from '../../../src/trust';

/** What a receiver reads of something that we have sent. */
export interface Place {
  /** What stands there. */
  readonly value: string | null | undefined;
  /** Every element with the names of its attributes, and every parameter, in order. */
  readonly names: readonly string[];
}

const namesOf = (root: XmlElement): readonly string[] => [
  root.local + root.attributes.map(({ local }) => ` ${local}`).join(''),
  ...root.elements.flatMap(namesOf),
];
const rootOf = (xml: string) => readXml(Buffer.from(xml), BROWSER_MESSAGE).root;
export const inXml = (find: (root: XmlElement) => string | undefined) => (xml: string) => {
  const root = rootOf(xml);
  return { value: find(root), names: namesOf(root) };
};
/** The message that a redirect holds, and its parameters. */
export const inMessage = (parameter: string, find: (root: XmlElement) => string | undefined) => (url: string) => {
  const { searchParams } = new URL(url);
  const xml = inflateRawSync(Buffer.from(searchParams.get(parameter) ?? '', 'base64')).toString();
  const { value, names } = inXml(find)(xml);
  return { value, names: [...searchParams.keys(), ...names] };
};
export const inAddress = (parameter: string) => (url: string) => {
  const { searchParams, hash } = new URL(url);
  return { value: searchParams.get(parameter), names: [...searchParams.keys(), `hash ${hash}`] };
};
export const textOf = (local: string) => (root: XmlElement) => {
  const found = (at: XmlElement): XmlElement | undefined =>
    at.local === local ? at : at.elements.map(found).find((one) => one !== undefined);
  return found(root)?.text;
};
export const attributeOf = (local: string) => (root: XmlElement) => root.attribute(local);
