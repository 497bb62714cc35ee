import * as fc from 'fast-check';

/** A change of some bytes of a message, of every kind that has fooled a parser. */
type Mutation = (message: Buffer) => Buffer;

const SPLICES = [
  ...[
    '<',
    '>',
    '"',
    "'",
    '&',
    '/',
    ' ',
    '\0',
    '\n',
    '\r',
    '\u00a0',
    ']]>',
    '<a/>',
    '<a>',
    '</a>',
    '&amp;',
    '&#13;',
    '&x;',
  ],
  ...[
    '<!-- -->',
    '<?p?>',
    '<![CDATA[x]]>',
    '<!DOCTYPE a>',
    'xmlns=""',
    ' xmlns:saml="urn:x"',
    ' ID="_1"',
    '\ufeff',
    '\u{1f600}',
  ],
];

const at = fc.nat().map((n) => (message: Buffer) => n % (message.length + 1));

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([where, bits]): Mutation => (message) => {
    const changed = Buffer.from(message);
    const index = where(message) % Math.max(1, message.length);
    changed[index] = (changed[index] ?? 0) ^ bits;
    return changed;
  }),
  fc.tuple(at, fc.integer({ min: 1, max: 200 })).map(([where, length]): Mutation => (message) => {
    const start = where(message);
    return Buffer.concat([message.subarray(0, start), message.subarray(start + length)]);
  }),
  fc.tuple(at, at, fc.integer({ min: 1, max: 400 })).map(([from, to, length]): Mutation => (message) => {
    const piece = message.subarray(from(message), from(message) + length);
    const target = to(message);
    return Buffer.concat([message.subarray(0, target), piece, message.subarray(target)]);
  }),
  fc.tuple(at, fc.constantFrom(...SPLICES)).map(([where, splice]): Mutation => (message) => {
    const target = where(message);
    return Buffer.concat([message.subarray(0, target), Buffer.from(splice), message.subarray(target)]);
  }),
  // Between two tags, where an insertion most often leaves the message well-formed.
  fc.tuple(fc.nat(), fc.constantFrom(...SPLICES)).map(([n, splice]): Mutation => (message) => {
    const text = message.toString('latin1');
    const places = [...text.matchAll(/></g)].map(({ index }) => index + 1);
    const target = places[n % Math.max(1, places.length)] ?? 0;
    return Buffer.concat([message.subarray(0, target), Buffer.from(splice), message.subarray(target)]);
  }),
);

/** A few of them, one after the other. */
export const mutations: fc.Arbitrary<Mutation> = fc
  .array(mutation, { minLength: 1, maxLength: 3 })
  .map((each) => (message) => each.reduce((changed, mutate) => mutate(changed), message));

/** What XML is made of, in no order: closer to XML than random characters ever come. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      ...[
        '<a',
        '<b',
        '<p:a',
        '</a>',
        '</b>',
        '</p:a>',
        '/>',
        '>',
        '<',
        ' x="1"',
        " y='2'",
        ' xmlns="urn:d"',
        ' xmlns:p="urn:p"',
      ],
      ...[
        ' p:x="3"',
        ' xmlns=""',
        ' ID="i"',
        'text',
        ' ',
        '\n',
        '&amp;',
        '&#x41;',
        '&#0;',
        '&',
        ';',
        '<![CDATA[',
        ']]>',
        ']]',
      ],
      ...[
        '<!--',
        '-->',
        '<?',
        '?>',
        '<?xml version="1.0"?>',
        '<!DOCTYPE a',
        '[',
        ']',
        '"',
        "'",
        '=',
        '\0',
        '\ufeff',
        '😀',
      ],
    ),
    { maxLength: 25 },
  )
  .map((tokens) => tokens.join(''));

/** Simple documents, mostly well-formed: every token in a place where it could stand. */
export const almostXml: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>', '\n', '\ufeff'),
    fc.array(fc.nat(11), { maxLength: 12 }),
    fc.array(fc.nat(7), { maxLength: 4 }),
  )
  .map(([before, content, attributes]) => {
    const parts = [
      'text',
      '<b/>',
      '<b></b>',
      '<p:b/>',
      '&lt;',
      '&#13;',
      '<![CDATA[<]]>',
      '\r\n',
      '<b xmlns=""/>',
      ']]',
      '>',
      '<b >1</b >',
    ];
    const pairs = [
      ' x="1"',
      ' y="&#9;&lt;"',
      ' p:x="2"',
      ' xmlns="urn:d"',
      ' q:x="3"',
      ' xml:lang="da"',
      ' p:1="4"',
      ' xmlns:r="rel"',
    ];
    const written = attributes.map((each) => pairs[each] ?? '').join('');
    return `${before}<a xmlns:p="urn:p" xmlns:q="urn:p"${written}>${content.map((each) => parts[each] ?? '').join('')}</a>`;
  });
