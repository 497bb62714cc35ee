/** HTML that is written already; everything else that enters an `html` template is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[] | undefined;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Tagged template that escapes every value which is not itself `Html`; `undefined` writes nothing. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: literals }, ...parts.map(written)));
}

/** A text in which no line ends inside "NemLog-in". */
export function unbroken(text: string): Html {
  const [first, ...rest] = text.split('NemLog-in');
  return html`${first}${rest.map((part) => html`<span class="unbroken">NemLog-in</span>${part}`)}`;
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replace(/[&<>"']/g, (character) => REFERENCES[character] ?? character);
}
