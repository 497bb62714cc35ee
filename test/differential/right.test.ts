import { CERTS } from '../support/certs';
import { saml11Response } from '../support/saml11';
import { requireTool } from '../support/tool';
import { withPlace } from './shapes';
import { ours, xmlCrypto, xmlsec } from './verdicts';
import { signByXmlsec } from './xmlsec-signer';

const place = (change: (xml: string) => string) => change(withPlace(saml11Response(), 'assertion'));
const onLocality = (attributes: string) => place((xml) => xml.replace('<saml:SubjectLocality ', `$&${attributes} `));

/** Messages that the specification, libxml2 and we canonicalize in one way, and xml-crypto in another. */
const RIGHT: readonly (readonly [name: string, unsigned: string, prefixList?: string])[] = [
  ['#default in a PrefixList', place((xml) => xml.replace('<samlp:Response ', '$&xmlns="urn:d" ')), '#default xsd'],
  ['an attribute with the local name of a listed prefix', onLocality('xmlns:p="urn:p" p:xsd="1"'), 'xsd'],
  [
    'attributes of a namespace that begins like another',
    onLocality('xmlns:p="urn:a" xmlns:q="urn:ab" p:z="1" q:a="2"'),
  ],
  ['a prefix in capitals', onLocality('xmlns:B="urn:1" xmlns:a="urn:2" B:x="1" a:x="2"')],
  ['a prefix with an accent', onLocality('xmlns:é="urn:1" xmlns:z="urn:2" é:x="1" z:x="2"')],
  ['an attribute whose name begins with xmlns', onLocality('xmlnsx="1"')],
  [
    'U+2028 and U+0085',
    place((xml) => `<?xml version="1.0" encoding="UTF-8"?>${xml.replace('>Ærø<', '>\u2028\u0085<')}`),
  ],
  ['a name beyond U+FFFF', onLocality('\u{10400}="1" \uf900="2"')],
];

requireTool('xmlsec1')('what xmlsec1 signs and xml-crypto canonicalizes otherwise, we accept', () => {
  beforeAll(() => {
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  test.each(RIGHT.map(([name, unsigned, prefixList]) => ({ name, unsigned, prefixList })))('$name', (row) => {
    const { unsigned, prefixList } = row;
    const xml = signByXmlsec(unsigned, prefixList);
    const verdict = ours(xml, CERTS.idp);
    expect(verdict.accepted).toBe(true);
    expect(xmlsec(xml, CERTS.idp)).toEqual(verdict);
    expect(xmlCrypto(xml, CERTS.idp).accepted).toBe(false);
  });
});
