import { attack, prolog, swap, type Scene } from './harness';

const truncation = 'CVE-2017-11427 to 11430, CVE-2018-0489, CVE-2018-7340 (Duo, VU#475445)';
const storm = 'CVE-2025-29775 (xml-crypto, SAMLStorm)';
const comment = '<!-- -->';

// Canonicalization drops comments, so each of these verifies wherever comments are let in.
const inside = (name: string) => (scene: Scene) => {
  const start = new RegExp(`<${name}[^>]*>[^<]{2}`).exec(scene.signed())?.[0] ?? '';
  return swap(scene.signed(), start, start + comment);
};

const places: readonly (readonly [string, string, string])[] = [
  ['name-identifier', 'saml:NameIdentifier', truncation],
  ['attribute-value', 'saml:AttributeValue', truncation],
  ['audience', 'saml:Audience', truncation],
  ['confirmation-method', 'saml:ConfirmationMethod', truncation],
  ['digest-value', 'ds:DigestValue', storm],
  ['signature-value', 'ds:SignatureValue', storm],
];
for (const [place, element, source] of places) {
  attack({ name: `comment-in-${place}`, code: 'xml_comment', source, forged: inside(element) });
}

attack({
  name: 'comment-in-signed-info',
  code: 'xml_comment',
  source: storm,
  forged: (scene) => swap(scene.signed(), '<ds:SignedInfo>', `<ds:SignedInfo>${comment}`),
});

attack({
  name: 'comment-between-elements',
  code: 'xml_comment',
  source: 'No honest message holds one',
  forged: (scene) => swap(scene.signed(), '<samlp:Status>', `${comment}<samlp:Status>`),
});

attack({
  name: 'comment-before-the-message',
  code: 'xml_comment',
  source: 'No honest message holds one',
  forged: (scene) => scene.travel(prolog(scene.document(scene.signed()), comment)),
});

attack({
  name: 'comment-after-the-message',
  code: 'xml_comment',
  source: 'No honest message holds one',
  forged: (scene) => scene.travel(scene.document(scene.signed()) + comment),
});

attack({
  name: 'empty-comment',
  code: 'xml_comment',
  source: truncation,
  forged: (scene) => swap(scene.signed(), '>private<', '>priv<!---->ate<'),
});

attack({
  name: 'comment-with-two-hyphens',
  code: 'xml_comment',
  source: 'XML 1.0 2.5 forbids it; xmldom 0.8 lets it in',
  forged: (scene) => swap(scene.signed(), '>private<', '>priv<!-- a -- b -->ate<'),
});
