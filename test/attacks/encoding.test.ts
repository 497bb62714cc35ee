import { ofClasses, swap, type Scene } from './harness';

const { attack, harmless } = ofClasses(20);

const confusion =
  'Encoding confusion: two readers see two messages; CVE-2025-23369 (GitHub Enterprise Server) for the class';
const declared = (scene: Scene, declaration: string) =>
  `${declaration}${scene.document(scene.signed()).replace(/^<\?xml[^>]*\?>/, '')}`;
const bytes = (scene: Scene, from: string, to: readonly number[]) => {
  const document = Buffer.from(scene.document(scene.signed()));
  const at = document.indexOf(from);
  if (at < 0) throw new Error(`nothing to replace: ${from}`);
  return scene.travel(
    Buffer.concat([document.subarray(0, at), Buffer.from(to), document.subarray(at + Buffer.byteLength(from))]),
  );
};

const invalid: readonly (readonly [string, readonly number[]])[] = [
  ['latin-1', [0x3e, 0xc6, 0x72, 0xf8]],
  ['overlong-slash', [0x3e, 0xc0, 0xaf]],
  ['overlong-less-than', [0x3e, 0xc0, 0xbc]],
  ['surrogate', [0x3e, 0xed, 0xa0, 0x80]],
  ['cut-sequence', [0x3e, 0xe2, 0x82]],
  ['beyond-unicode', [0x3e, 0xf4, 0x90, 0x80, 0x80]],
  ['lone-continuation', [0x3e, 0x80]],
  ['impossible-byte', [0x3e, 0xff]],
];
for (const [name, to] of invalid) {
  attack({
    name: `utf-8-with-a-${name}`,
    code: 'message_encoding',
    source: 'RFC 3629: what is not UTF-8 is not guessed at',
    forged: (scene) => bytes(scene, '>Ærø', to),
  });
}

for (const [name, encode] of [
  ['utf-16-le-with-mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['utf-16-be-with-mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
] as const) {
  attack({
    name: `message-in-${name}`,
    code: 'message_encoding',
    source: confusion,
    forged: (scene) => scene.travel(encode(scene.document(scene.signed()))),
  });
}

for (const [name, encode] of [
  ['utf-16-le', (text: string) => Buffer.from(text, 'utf16le')],
  ['utf-16-be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
] as const) {
  attack({
    name: `message-in-${name}`,
    code: 'message_encoding',
    source: confusion,
    forged: (scene) => scene.travel(encode(scene.document(scene.signed()))),
  });
}

for (const encoding of ['UTF-16', 'ISO-8859-1', 'windows-1252', 'US-ASCII', 'UTF-7', 'IBM037', 'x']) {
  attack({
    name: `declared-as-${encoding.toLowerCase()}`,
    code: 'xml_declaration',
    source: `${confusion}; xmldom accepts UTF-16 declared on UTF-8`,
    forged: (scene) => scene.travel(declared(scene, `<?xml version="1.0" encoding="${encoding}"?>`)),
  });
}

attack({
  name: 'declared-as-xml-1.1',
  code: 'xml_declaration',
  source: 'XML 1.1 lets control characters in',
  forged: (scene) => scene.travel(declared(scene, '<?xml version="1.1"?>')),
});

attack({
  name: 'declared-as-xml-1.1-with-a-control-character',
  code: 'xml_declaration',
  source: 'XML 1.1 lets control characters in; xmldom accepts them',
  forged: (scene) => scene.travel(swap(declared(scene, '<?xml version="1.1"?>'), 'Åkjær<', 'Åkjær&#1;<')),
});

attack({
  name: 'two-byte-order-marks',
  code: 'xml_malformed',
  source: 'XML 1.0 4.3.3: one mark, at the start',
  forged: (scene) => scene.travel(`\ufeff\ufeff${scene.document(scene.signed())}`),
});

for (const [name, declaration] of [
  ['lower-case', '<?xml version="1.0" encoding="utf-8"?>'],
  ['without-encoding', '<?xml version="1.0"?>'],
  ['standalone', "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"],
  ['followed-by-a-line', '<?xml version="1.0" encoding="UTF-8"?>\r\n'],
  ['after-a-byte-order-mark', '\ufeff<?xml version="1.0" encoding="UTF-8"?>'],
] as const) {
  harmless({
    name: `declaration-${name}`,
    source: 'XML 1.0 2.8 and 4.3.3: .NET writes a byte order mark',
    variant: (scene) => scene.travel(declared(scene, declaration)),
  });
}
