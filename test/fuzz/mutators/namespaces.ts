import { documentMutators, octets, type Mutator } from '../mutator';
import { NothingToChange } from '../picks';
import { DECLARATIONS } from '../prefixes';
import { attributesOf, elementsOf, insert, prefixOf, splice, type Element } from '../scan';

const URIS = [
  ...['urn:oasis:names:tc:SAML:1.0:assertion', 'urn:oasis:names:tc:SAML:1.0:protocol'],
  ...['urn:oasis:names:tc:SAML:2.0:assertion', 'urn:oasis:names:tc:SAML:2.0:protocol'],
  ...['http://www.w3.org/2000/09/xmldsig#', 'http://www.w3.org/2001/04/xmlenc#', 'http://www.w3.org/2001/XMLSchema'],
  ...['http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope', 'urn:x', '', 'relative'],
  ...['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/', 'urn:a?b&amp;c'],
  ...[
    'urn:oasis:names:tc:SAML:2.0:Assertion',
    'urn:oasis:names:tc:SAML:2.0:assertion ',
    'URN:oasis:names:tc:SAML:2.0:assertion',
  ],
];
const PREFIXES = [
  'saml',
  'samlp',
  'ds',
  'xenc',
  'soapenv',
  'xs',
  'xsd',
  'xsi',
  'x',
  'B',
  octets('é'),
  'xml',
  'xmlns',
  '_',
];

const declaration = (prefix: string, uri: string) => ` xmlns${prefix === '' ? '' : ':'}${prefix}="${uri}"`;
const afterName = ({ start, name }: Element) => start + 1 + name.length;

const declarations = (xml: string) =>
  elementsOf(xml).flatMap((element) => attributesOf(xml, element).filter(({ name }) => /^xmlns(:|$)/.test(name)));

/** What a name means changed, or written otherwise. */
export const NAMESPACES: readonly Mutator[] = [
  // A piece that was moved takes its prefix along and not what that means: without this most of them were no XML at all.
  {
    name: 'prefixes-declared-at-the-root',
    stage: 'document',
    weight: 60,
    harmless: true,
    change(xml) {
      const root = elementsOf(xml)[0];
      if (root === undefined) throw new NothingToChange();
      const known = attributesOf(xml, root).map(({ name }) => name);
      const missing = DECLARATIONS.filter(({ prefix }) => !known.includes(`xmlns:${prefix}`));
      return insert(xml, afterName(root), missing.map(({ text }) => text).join(''));
    },
  },
  ...documentMutators(
    {
      'namespace-declared': (xml, picks) => {
        const element = picks.one(elementsOf(xml));
        const prefix = picks.one(['', ...PREFIXES, prefixOf(element.name)]);
        return insert(xml, afterName(element), declaration(prefix, picks.one(URIS)));
      },
      'namespace-of-a-declaration-changed': (xml, picks) => {
        const { name, start, end } = picks.one(declarations(xml));
        return splice(xml, start, end, ` ${name}="${picks.one(URIS)}"`);
      },
      'namespace-declaration-deleted': (xml, picks) => {
        const { start, end } = picks.one(declarations(xml));
        return splice(xml, start, end, '');
      },
      'namespace-declaration-copied': (xml, picks) => {
        const { start, end } = picks.one(declarations(xml));
        return insert(xml, afterName(picks.one(elementsOf(xml))), xml.slice(start, end));
      },
      'prefix-of-an-element-changed': (xml, picks) => {
        const { start, close, end, name, local } = picks.one(elementsOf(xml));
        const prefix = picks.one(['', ...PREFIXES]);
        const other = prefix === '' ? local : `${prefix}:${local}`;
        const declared = picks.below(2) === 0 ? '' : declaration(prefix, picks.one(URIS));
        const cut = close === end ? xml : splice(xml, close, end, `</${other}>`);
        return splice(cut, start + 1, start + 1 + name.length, other + declared);
      },
      'prefix-changed-everywhere': (xml, picks) => {
        const from = picks.one(['saml', 'samlp', 'ds', 'xenc', 'soapenv', 'xsi']);
        const to = picks.one(PREFIXES);
        return xml
          .replaceAll(`xmlns:${from}=`, `xmlns:${to}=`)
          .replaceAll(`<${from}:`, `<${to}:`)
          .replaceAll(`</${from}:`, `</${to}:`);
      },
      'prefix-made-the-default': (xml, picks) => {
        const from = picks.one(['saml', 'samlp', 'ds', 'xenc', 'soapenv']);
        return xml.replaceAll(`xmlns:${from}=`, 'xmlns=').replaceAll(`<${from}:`, '<').replaceAll(`</${from}:`, '</');
      },
    },
    [
      ...['namespace-declared', 'namespace-of-a-declaration-changed', 'namespace-declaration-deleted'],
      ...[
        'namespace-declaration-copied',
        'prefix-of-an-element-changed',
        'prefix-changed-everywhere',
        'prefix-made-the-default',
      ],
    ],
  ),
];
