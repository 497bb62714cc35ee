import { documentMutators, octets, type Mutator } from '../mutator';
import { insert, leavesOf, splice } from '../scan';

const DOCTYPES = [
  '<!DOCTYPE a>',
  '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x">',
  '<!DOCTYPE a [<!ENTITY x "c0ffee00">]>',
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
  '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;">]>',
  '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
  '<!DOCTYPE a [<!ATTLIST saml:Assertion ID CDATA "_forged">]>',
  '<!doctype a>',
];

const DECLARATIONS = [
  ...[
    '<?xml version="1.0"?>',
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
  ],
  ...[
    '<?xml version="1.1"?>',
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
  ],
  ...[
    '<?xml version="2.0"?>',
    '<?xml encoding="UTF-8"?>',
    '<?xml?>',
    '<?XML version="1.0"?>',
    '<?xml version="1.0" encoding="UTF-7"?>',
  ],
];

const bare = (xml: string) => xml.replace(/^<\?xml[^>]*\?>/, '');

/** What stands before and behind the root, and the octets of the characters. */
export const PROLOG: readonly Mutator[] = documentMutators(
  {
    'xml-declaration': (xml, picks) => picks.one(DECLARATIONS) + bare(xml),
    doctype: (xml, picks) => {
      const type = picks.one(DOCTYPES);
      const at = picks.one([0, /^<\?xml[^>]*\?>/.exec(xml)?.[0].length ?? 0, xml.length]);
      const used = insert(xml, at, type);
      if (picks.below(2) === 0) return used;
      const { inside, close } = picks.one(leavesOf(used));
      return splice(used, inside, close, '&x;');
    },
    'before-the-root': (xml, picks) =>
      picks.one([
        ' ',
        '\n',
        octets('\ufeff'),
        octets('\ufeff\ufeff'),
        '\0',
        'x',
        '<a/>',
        '<!-- -->',
        '<?p?>',
        ']]>',
        '&#32;',
      ]) + xml,
    'behind-the-root': (xml, picks, { honest, donors }) =>
      xml +
      picks.one([
        ' ',
        '\r\n',
        '\0',
        'x',
        '<a/>',
        '<!-- -->',
        '<?p?>',
        '<',
        '</a>',
        '&',
        bare(honest),
        ...donors.map(bare),
      ]),
    'another-encoding': (xml, picks) => {
      const text = Buffer.from(xml, 'latin1').toString();
      const utf16 = Buffer.from(text, 'utf16le').toString('latin1');
      const swapped = () => Buffer.from(text, 'utf16le').swap16().toString('latin1');
      return picks.one([
        () => utf16,
        () => `\xff\xfe${utf16}`,
        () => `\xfe\xff${swapped()}`,
        () => Buffer.from(text, 'latin1').toString('latin1'),
        () => `\xef\xbb\xbf${xml}`,
        () => octets(xml),
      ])();
    },
    'octets-that-are-no-utf-8': (xml, picks) => {
      const bad = picks.one([
        '\xff',
        '\xc0\xbc',
        '\xe0\x80\xbc',
        '\xed\xa0\x80',
        '\xf4\x90\x80\x80',
        '\xc3',
        '\x80',
        '\xf8\x88\x80\x80\xbc',
      ]);
      return insert(xml, picks.below(xml.length + 1), bad);
    },
  },
  ['xml-declaration', 'before-the-root', 'behind-the-root', 'another-encoding'],
);
