import {
  first,
  last,
  ofClasses,
  PLAIN2,
  POST,
  SIGNICAT,
  swap,
  WITH_SIGNICAT,
  type Message,
  type Scene,
} from './harness';

const { attack } = ofClasses(10);

// Two parsers that read one text as two documents: one document is verified, the other believed. Here there is one parser, and
// each text that made two others differ is refused by it, or read as the specification has it.
const rubySaml = 'CVE-2025-25291, CVE-2025-25292 (ruby-saml): REXML and Nokogiri see two documents';
const github = 'CVE-2025-23369 (GitHub Enterprise Server): libxml2 and its entities';
const go = 'GHSA-4hq8-gmxx-h6w9 (crewjam/saml): Go’s encoding/xml writes another document than it read';
const xmldom = 'GHSA-6h8r-xr42-gp59, CVE-2022-39353 (xmldom): a mistake that is only a warning';

/** The text of the message with something done to its first element. */
const root = (scene: Scene, change: (tag: string) => string) => {
  const xml = scene.signed();
  const tag = /<[^?!][^>]*>/.exec(xml)?.[0] ?? '';
  return swap(xml, tag, change(tag));
};
/** The whole document that travels, with something done around it. */
const wire = (scene: Scene, change: (xml: string) => string) => scene.travel(change(scene.document(scene.signed())));
const evil = (scene: Scene) => scene.assertion({ assertionId: '_evil', nameIdentifier: 'evil', fullName: 'Evil' });

const malformed: readonly (readonly [string, string, (scene: Scene) => Message])[] = [
  ['name-with-two-colons', go, (scene) => first(scene.signed(), scene.signedElement, '<x:y:z></x:y:z>')],
  ['attribute-that-begins-with-a-colon', go, (scene) => root(scene, (tag) => tag.replace('>', ' :x="1">'))],
  ['attribute-with-an-empty-prefix', go, (scene) => root(scene, (tag) => tag.replace('>', ' xmlns:="urn:x">'))],
  ['directive-inside', go, (scene) => first(scene.signed(), scene.signedElement, '<!x <a> >')],
  ['directive-around-an-assertion', go, (scene) => last(scene.signed(), 'samlp:Response', `<!${evil(scene)}>`)],
  ['entity-for-a-whole-assertion', github, (scene) => last(scene.signed(), 'samlp:Response', '&assertion;')],
  ['element-named-by-an-entity', github, (scene) => last(scene.signed(), 'samlp:Response', '<&x;></&x;>')],
  ['quote-inside-an-attribute', rubySaml, (scene) => root(scene, (tag) => tag.replace('>', ' x="""">'))],
  ['tag-inside-an-attribute', rubySaml, (scene) => root(scene, (tag) => tag.replace('>', ' x="<y>">'))],
  ['section-outside-the-root', rubySaml, (scene) => wire(scene, (xml) => `<![CDATA[${xml}]]>`)],
  ['section-begun-in-lower-case', rubySaml, (scene) => last(scene.signed(), 'samlp:Response', '<![cdata[x]]>')],
  ['end-tag-with-an-attribute', xmldom, (scene) => swap(scene.signed(), '</samlp:Response>', '</samlp:Response x="">')],
  ['end-tag-with-a-slash', xmldom, (scene) => swap(scene.signed(), '</samlp:Response>', '</samlp:Response/>')],
  ['white-space-after-a-slash', xmldom, (scene) => last(scene.signed(), 'samlp:Response', '<x / >')],
  ['unquoted-greater-than', xmldom, (scene) => last(scene.signed(), 'samlp:Response', '<x a=>></x>')],
];
for (const [name, source, forged] of malformed) {
  // The reader is one: where a message comes in makes no difference to it.
  attack({ name: `read-in-two-ways-${name}`, code: 'xml_malformed', source, lanes: [...POST, ...PLAIN2], forged });
}

attack({
  name: 'read-in-two-ways-doctype-with-a-notation',
  classes: [10, 18],
  code: 'xml_doctype',
  source: rubySaml,
  lanes: WITH_SIGNICAT,
  forged: (scene) => wire(scene, (xml) => `<!DOCTYPE x [<!NOTATION y PUBLIC "&#34;&#39;" ">">]>${xml}`),
});

attack({
  name: 'read-in-two-ways-declaration-in-upper-case',
  classes: [10, 20],
  code: 'xml_malformed',
  source: rubySaml,
  lanes: SIGNICAT,
  forged: (scene) => `<?XML version="1.0"?>${scene.signed()}`,
});

attack({
  name: 'read-in-two-ways-another-encoding-declared',
  classes: [10, 20],
  code: 'xml_declaration',
  source: 'UTF-7 and its like: one reads the declaration, the other the octets',
  lanes: SIGNICAT,
  forged: (scene) => `<?xml version="1.0" encoding="UTF-7"?>${scene.signed()}`,
});

attack({
  name: 'read-in-two-ways-second-root',
  classes: [5, 10],
  code: 'xml_malformed',
  source: 'CVE-2022-39299 (passport-saml)',
  lanes: WITH_SIGNICAT,
  forged: (scene) => wire(scene, (xml) => `${scene.document(scene.unsigned({ fullName: 'Evil' }))}${xml}`),
});

attack({
  name: 'read-in-two-ways-transform-of-a-document',
  classes: [10, 12],
  code: 'signature_transform',
  source: 'A transform is a parser too: XSLT and XPath read the document once more',
  lanes: WITH_SIGNICAT,
  forged: (scene) =>
    scene.signedByHand({
      transforms:
        '<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform></ds:Transforms>',
    }),
});
