import { ofClasses, OnTheWire, POSTED, swap, type Scene } from './harness';

const { attack, harmless } = ofClasses(20);

const lax = 'RFC 4648 section 3.3; Node skips what is not base64';
const field = (scene: Scene) => scene.travel(scene.signed()).value.toString();
const posted = (change: (text: string) => string) => (scene: Scene) => new OnTheWire(change(field(scene)));
// Padded with two characters, so that there is something to leave out.
const padded = (scene: Scene) => {
  const lengths = [0, 1, 2].map((spaces) => scene.signed() + ' '.repeat(spaces));
  return lengths.find((text) => scene.travel(text).value.toString().endsWith('==')) ?? '';
};
const paddedField = (scene: Scene) => scene.travel(padded(scene)).value.toString();

harmless({
  name: 'base64-in-lines-of-76',
  source: 'RFC 2045 section 6.8: many brokers break the lines',
  lanes: POSTED,
  variant: posted((text) => text.replaceAll(/.{76}/g, '$&\r\n')),
});

harmless({
  name: 'base64-with-spaces-and-tabs',
  source: 'XML Schema part 2 3.2.16: white space in base64 is no meaning',
  lanes: POSTED,
  variant: posted((text) => ` ${text.slice(0, 10)}\t ${text.slice(10)}\n`),
});

const broken: readonly (readonly [string, (text: string) => string])[] = [
  ['of-the-url-alphabet', (text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/^./, '_')],
  ['with-a-no-break-space', (text) => `${text.slice(0, 8)}\u00a0${text.slice(8)}`],
  ['with-a-vertical-tab', (text) => `${text.slice(0, 8)}\v${text.slice(8)}`],
  ['with-a-comment', (text) => `${text.slice(0, 8)}<!-- -->${text.slice(8)}`],
  ['with-a-nul', (text) => `${text.slice(0, 8)}\0${text.slice(8)}`],
  ['percent-encoded', (text) => `${text.slice(0, 8)}%2B${text.slice(8)}`],
  ['one-character-short', (text) => text.replace(/=*$/, '').slice(0, -1)],
  ['with-more-padding', (text) => `${text}====`],
  ['with-padding-inside', (text) => `${text.slice(0, 8)}==${text.slice(8)}`],
  ['with-data-after-the-padding', (text) => `${text}=AAAA`],
  ['of-nothing', () => ''],
  ['of-white-space', () => ' \r\n'],
];
for (const [name, change] of broken) {
  attack({ name: `base64-${name}`, code: 'base64_invalid', source: lax, lanes: POSTED, forged: posted(change) });
}

attack({
  name: 'base64-without-its-padding',
  code: 'base64_invalid',
  source: lax,
  lanes: POSTED,
  twin: padded,
  forged: (scene) => new OnTheWire(paddedField(scene).replace(/=+$/, '')),
});

attack({
  name: 'base64-with-stray-bits',
  code: 'base64_invalid',
  source: 'RFC 4648 section 3.5: canonical encoding',
  lanes: POSTED,
  twin: padded,
  // ' ' ends in 0x20: its last characters are `IA==`, and `IB==` decodes to the same.
  forged: (scene) => new OnTheWire(swap(paddedField(scene), /.==$/, 'H==')),
});

harmless({
  name: 'signature-value-in-lines',
  source: 'XML Signature 4.2: xs:base64Binary',
  variant: (scene) => swap(scene.signed(), /(?<=<ds:SignatureValue>).{64}/, `\n${value(scene)}\n`),
});

function value(scene: Scene): string {
  return /(?<=<ds:SignatureValue>).{64}/.exec(scene.signed())?.[0] ?? '';
}

harmless({
  name: 'digest-value-in-lines',
  source: 'XML Signature 4.4.3.6: xs:base64Binary',
  variant: (scene) => scene.signedByHand({ reference: (usual) => swap(usual, '%DIGEST%', '\n  %DIGEST%\n') }),
});

for (const element of ['SignatureValue', 'DigestValue']) {
  for (const [name, junk] of [
    ['junk', '!'],
    ['a-no-break-space', '\u00a0'],
    ['padding', '='],
  ] as const) {
    attack({
      name: `${element.replace('Value', '-value').toLowerCase()}-with-${name}`,
      code: 'base64_invalid',
      source: 'CVE-2025-29775 (xml-crypto): a decoder that skips what it does not know',
      forged: (scene) => swap(scene.signed(), `<ds:${element}>`, `<ds:${element}>${junk}`),
    });
  }
}
