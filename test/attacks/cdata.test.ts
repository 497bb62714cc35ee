import { ofClasses, swap, type Scene } from './harness';

const { attack, harmless } = ofClasses(11);

const splits = 'CVE-2017-11427 family; CDATA is text and its value is the whole of it';
const name = 'Ærø Prøve Åkjær';
const nameAs = (text: string) => (scene: Scene) => swap(scene.signed(), `>${name}<`, `>${text}<`);

const spellings: readonly (readonly [string, string])[] = [
  ['whole', `<![CDATA[${name}]]>`],
  ['split', 'Ærø <![CDATA[Prøve]]> Åkjær'],
  ['several-sections', '<![CDATA[Ærø ]]><![CDATA[Prøve ]]>Åkjær'],
  ['empty-section', `${name}<![CDATA[]]>`],
];
for (const [spelling, text] of spellings) {
  harmless({ name: `cdata-${spelling}`, source: splits, variant: nameAs(text) });
}

const named = { fullName: 'A & B <c> "d"' };
harmless({
  name: 'cdata-holding-markup-characters',
  source: 'Canonical XML 1.0 2.1: CDATA is replaced with its character content, escaped',
  twin: (scene) => scene.signed(named),
  variant: (scene) =>
    swap(scene.signed(named), /A &amp; B [^/]*(?=<\/saml:AttributeValue)/, '<![CDATA[A & B <c> "d"]]>'),
});

harmless({
  name: 'cdata-in-digest-value',
  source: splits,
  variant(scene) {
    const digest = /<ds:DigestValue>([^<]*)</.exec(scene.signed())?.[1] ?? '';
    return swap(scene.signed(), digest, `<![CDATA[${digest}]]>`);
  },
});

const changes: readonly (readonly [string, string])[] = [
  ['adding-text', `${name}<![CDATA[ Evil]]>`],
  ['hiding-text', '<![CDATA[Ærø]]> Åkjær'],
  ['holding-a-comment', `${name}<![CDATA[<!-- -->]]>`],
  ['escaping-twice', '<![CDATA[&#198;rø Prøve Åkjær]]>'],
];
for (const [change, text] of changes) {
  attack({ name: `cdata-${change}`, code: 'digest_mismatch', source: splits, forged: nameAs(text) });
}

attack({
  name: 'cdata-after-the-message',
  classes: [10],
  code: 'xml_malformed',
  source: 'XML 1.0 2.1',
  forged: (scene) => scene.travel(`${scene.document(scene.signed())}<![CDATA[x]]>`),
});

attack({
  name: 'cdata-without-an-end',
  code: 'xml_malformed',
  source: 'XML 1.0 2.7',
  forged: (scene) => nameAs('<![CDATA[Ærø')(scene),
});
