/** An element of a text, by the places of its tags. */
export interface Element {
  readonly name: string;
  readonly start: number;
  /** After the start tag. */
  readonly inside: number;
  /** Before the end tag; equal to `inside` in an empty element. */
  readonly close: number;
  readonly end: number;
}

/** Every element of an XML text without comments, sections and empty-element tags, in document order. */
export function elementsOf(xml: string): readonly Element[] {
  const found: Element[] = [];
  const open: { name: string; start: number; inside: number; at: number }[] = [];
  for (const tag of xml.matchAll(/<(\/?)([\w.:-]+)([^>]*)>/g)) {
    const [text, slash, name = '', rest = ''] = tag;
    if (slash === '/') {
      const started = open.pop();
      if (started?.name !== name) throw new Error(`${name} ends where ${started?.name ?? 'nothing'} is open`);
      const { start, inside, at } = started;
      found[at] = { name, start, inside, close: tag.index, end: tag.index + text.length };
    } else {
      if (rest.endsWith('/')) throw new Error(`${name} is an empty-element tag`);
      open.push({ name, start: tag.index, inside: tag.index + text.length, at: found.length });
      found.push({ name, start: 0, inside: 0, close: 0, end: 0 });
    }
  }
  return found;
}

const text = (xml: string, { start, end }: Element) => xml.slice(start, end);
const put = (xml: string, at: number, insert: string) => xml.slice(0, at) + insert + xml.slice(at);
const replace = (xml: string, { start, end }: Element, by: string) => xml.slice(0, start) + by + xml.slice(end);

/** Each thing that can be done to one element alone. */
export function alone(xml: string, element: Element): readonly string[] {
  const whole = text(xml, element);
  const start = xml.slice(element.start, element.inside);
  const content = xml.slice(element.inside, element.close);
  const [, prefix = '', local = ''] = /^(?:(.*):)?(.*)$/.exec(element.name) ?? [];
  const renamed = (name: string, more = '') =>
    replace(xml, element, `<${name}${more}${start.slice(1 + element.name.length)}${content}</${name}>`);
  return [
    replace(xml, element, ''),
    replace(xml, element, whole + whole),
    replace(xml, element, content),
    replace(xml, element, `${start}</${element.name}>`),
    replace(xml, element, `<x>${whole}</x>`),
    replace(xml, element, `${start}${content}x</${element.name}>`),
    renamed(`${prefix}:${local}x`),
    renamed(`evil:${local}`, ' xmlns:evil="urn:evil"'),
    renamed(local),
    renamed(element.name, ` xmlns:${prefix}="urn:evil"`),
    ...attributesOf(xml, element),
  ];
}

function attributesOf(xml: string, element: Element): string[] {
  const tag = xml.slice(element.start, element.inside);
  return [...tag.matchAll(/ ([\w:-]+)="([^"]*)"/g)].flatMap(([whole, name = '', value = '']) =>
    ['', ` ${name}=""`, ` ${name}="${value}x"`, ` x${name.replace(':', '-')}="${value}"`].map((by) =>
      put(
        xml.slice(0, element.start) + xml.slice(element.inside),
        element.start,
        tag.replace(whole, () => by),
      ),
    ),
  );
}

/** Copies and moves of one element to before, into and behind another. */
export function between(xml: string, element: Element, other: Element): readonly string[] {
  const whole = text(xml, element);
  return [other.start, other.inside, other.close, other.end].flatMap((at) => {
    const copied = put(xml, at, whole);
    if (at > element.start && at < element.end) return [copied];
    const { start } = element;
    const moved =
      at <= start
        ? xml.slice(0, at) + whole + xml.slice(at, start) + xml.slice(element.end)
        : xml.slice(0, start) + xml.slice(element.end, at) + whole + xml.slice(at);
    return [copied, moved];
  });
}
