import { readX509 } from '../certificates/read-x509';
import { METADATA, readXml, trimXml, type XmlElement } from '../trust';
import { shortened } from './facts';
import type { AttributeDescription } from './inspection';
import { ASSERTION1, ASSERTION2 } from './kinds';
import { masked } from './mask';

/** Shorter than any certificate or document is, longer than any id. */
const MIN_BLOB = 48;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MAX_LINES = 20;

/** The attributes of an assertion, in its order. */
export function attributesOf(assertion: XmlElement): AttributeDescription[] {
  return [ASSERTION1, ASSERTION2]
    .flatMap((uri) => assertion.all(uri, 'AttributeStatement'))
    .flatMap(({ elements }) => elements)
    .filter(({ local }) => local !== 'Subject')
    .map((attribute) => {
      const name = attribute.attribute('Name') ?? attribute.attribute('AttributeName');
      return {
        name: shortened(masked(name ?? `(${attribute.local} without a name)`)),
        values: attribute.elements.flatMap(({ local, text, elements }) => {
          if (local !== 'AttributeValue') return [];
          return text === undefined ? [`(elements: ${namesOf(elements)})`] : describeValue(text);
        }),
      };
    });
}

/** A value as it may be shown: of what is wrapped in base64 what it is, and of privileges what they are. */
export function describeValue(text: string): readonly string[] {
  const compact = text.replace(/[ \t\r\n]+/g, '');
  if (compact.length < MIN_BLOB || compact.length % 4 !== 0 || !BASE64.test(compact)) return [shortened(masked(text))];
  const bytes = Buffer.from(compact, 'base64');
  const certificate = readX509(bytes);
  if (certificate !== undefined) return [`(certificate of ${masked(certificate.subject.replaceAll('\n', ', '))})`];
  return describeDocument(bytes) ?? [`(base64 of ${bytes.length} bytes)`];
}

function describeDocument(bytes: Buffer): readonly string[] | undefined {
  try {
    const { root, elements } = readXml(bytes, METADATA);
    const lines = elements.flatMap(privilegeLine);
    const more = lines.length > MAX_LINES ? [`(${lines.length - MAX_LINES} more)`] : [];
    const what = `(base64 of XML, ${bytes.length} bytes: ${shortened(masked(root.local))})`;
    return [what, ...lines.slice(0, MAX_LINES).map((line) => shortened(masked(line))), ...more];
  } catch {
    return undefined;
  }
}

/** OIO-BPP: a group says whose, its children what. */
function privilegeLine({ local, parent, text = '' }: XmlElement): readonly string[] {
  if (local !== 'Privilege' && local !== 'Constraint') return [];
  return [`${parent?.attribute('Scope') ?? ''} ${trimXml(text)}`.trim()];
}

function namesOf(elements: readonly XmlElement[]): string {
  return shortened(masked([...new Set(elements.map(({ local }) => local))].join(', ')));
}
