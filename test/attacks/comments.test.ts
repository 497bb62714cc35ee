import { ofClasses, prolog, SAML11, swap, WITH_SIGNICAT, type Scene } from './harness';

const { attack } = ofClasses(11);

const truncation = 'CVE-2017-11427 to 11430, CVE-2018-0489, CVE-2018-7340 (Duo, VU#475445)';
const storm = 'CVE-2025-29775 (xml-crypto, SAMLStorm)';
const comment = '<!-- -->';

// Canonicalization drops comments, so each of these verifies wherever comments are let in.
const inside = (element: string | ((scene: Scene) => string)) => (scene: Scene) => {
  const name = typeof element === 'string' ? element : element(scene);
  const start = new RegExp(`<${name}[^>]*>[^<]{2}`).exec(scene.signed())?.[0] ?? '';
  return swap(scene.signed(), start, start + comment);
};

const places: readonly (readonly [string, string | ((scene: Scene) => string), string])[] = [
  ['name-identifier', (scene) => scene.names.nameIdentifier, truncation],
  ['attribute-value', 'saml:AttributeValue', truncation],
  ['audience', 'saml:Audience', truncation],
  ['digest-value', 'ds:DigestValue', storm],
  ['signature-value', 'ds:SignatureValue', storm],
];
for (const [place, element, source] of places) {
  attack({ name: `comment-in-${place}`, code: 'xml_comment', source, forged: inside(element) });
}

// In SAML 2.0 it is an attribute's value, where no comment can stand.
attack({
  name: 'comment-in-confirmation-method',
  code: 'xml_comment',
  source: truncation,
  lanes: SAML11,
  forged: inside('saml:ConfirmationMethod'),
});

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
  lanes: WITH_SIGNICAT,
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
  forged: (scene) => swap(scene.signed(), 'Åkjær<', 'Åk<!---->jær<'),
});

attack({
  name: 'comment-with-two-hyphens',
  code: 'xml_comment',
  source: 'XML 1.0 2.5 forbids it; xmldom 0.8 lets it in',
  forged: (scene) => swap(scene.signed(), 'Åkjær<', 'Åk<!-- a -- b -->jær<'),
});
