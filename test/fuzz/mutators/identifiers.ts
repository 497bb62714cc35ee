import { documentMutators, type Mutator } from '../mutator';
import type { Picks } from '../picks';
import { attributesOf, elementsOf, insert, named, splice, type Attribute } from '../scan';

/** Every spelling that some implementation takes for an id, and some that none should. */
const SPELLINGS = [
  ...[
    'AssertionID',
    'ResponseID',
    'RequestID',
    'ID',
    'Id',
    'id',
    'iD',
    'xml:id',
    'wsu:Id',
    'saml:ID',
    'samlp:ID',
    'ds:Id',
  ],
];
const IDS = new Set(SPELLINGS);

const idsOf = (xml: string) =>
  elementsOf(xml).flatMap((element) => attributesOf(xml, element).filter(({ name }) => IDS.has(name)));

/** An id spelt otherwise, some of them equal to it for a reader that is too kind. */
function alike(id: string, picks: Picks): string {
  const first = id.charCodeAt(0);
  return picks.one([
    ` ${id}`,
    `${id} `,
    id.toUpperCase(),
    id.toLowerCase(),
    `&#${first};${id.slice(1)}`,
    `&#x${first.toString(16)};${id.slice(1)}`,
    `%${first.toString(16)}${id.slice(1)}`,
    `#${id}`,
    id.slice(0, -1),
    `${id}x`,
    `${id}')`,
    `${id}&#0;`,
    '_forged',
    '',
  ]);
}

const set = (xml: string, { name, start, end }: Attribute, value: string) =>
  splice(xml, start, end, ` ${name}="${value}"`);

/** Ids doubled, respelt and given to others, and the Reference that names them. */
export const IDENTIFIERS: readonly Mutator[] = documentMutators(
  {
    'id-on-another-element': (xml, picks) => {
      const { value } = picks.one(idsOf(xml));
      const { start, name } = picks.one(elementsOf(xml));
      return insert(xml, start + 1 + name.length, ` ${picks.one(SPELLINGS)}="${value}"`);
    },
    'id-moved-to-another-element': (xml, picks) => {
      const id = picks.one(idsOf(xml));
      const bare = splice(xml, id.start, id.end, '');
      const { start, name } = picks.one(elementsOf(bare));
      return insert(bare, start + 1 + name.length, ` ${picks.one(SPELLINGS)}="${id.value}"`);
    },
    'id-in-another-spelling': (xml, picks) => {
      const { value, start, end } = picks.one(idsOf(xml));
      return splice(xml, start, end, ` ${picks.one(SPELLINGS)}="${value}"`);
    },
    'id-changed': (xml, picks) => {
      const id = picks.one(idsOf(xml));
      return set(xml, id, alike(id.value, picks));
    },
    'ids-exchanged': (xml, picks) => {
      const ids = idsOf(xml);
      const [one, other] = [picks.one(ids), picks.one(ids)].sort((a, b) => b.start - a.start) as [Attribute, Attribute];
      return set(set(xml, one, other.value), other, one.value);
    },
    'reference-to-another-id': (xml, picks) => {
      const uris = named(xml, 'Reference').flatMap((element) => attributesOf(xml, element));
      const id = picks.one(idsOf(xml)).value;
      const to = [`#${id}`, `#${alike(id, picks)}`, '', '#', id, `#xpointer(id('${id}'))`, '#xpointer(/)', `##${id}`];
      return set(xml, picks.one(uris), picks.one(to));
    },
  },
  [
    'id-on-another-element',
    'id-moved-to-another-element',
    'id-in-another-spelling',
    'id-changed',
    'ids-exchanged',
    'reference-to-another-id',
  ],
);
