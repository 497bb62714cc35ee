import { CERTS, type TestCert } from '../support/certs';
import {
  ASSERTION,
  ASSERTION_ID,
  EMPLOYEE,
  PROTOCOL,
  RESPONSE_ID,
  saml11Response,
  signSaml11,
  soapEnvelope,
} from '../support/saml11';
import { signByHand, SIGNATURE_HERE, type HandSignature } from '../support/xmldsig/hand-signature';
import * as m from '../support/xmldsig/methods';

export interface Shape {
  readonly name: string;
  readonly xml: string;
  readonly signer: TestCert;
}

const RSA = [m.RSA_SHA256, m.RSA_SHA384, m.RSA_SHA512];
const PSS = [m.PSS_SHA256, m.PSS_SHA384, m.PSS_SHA512];
const EC = [m.ECDSA_SHA256, m.ECDSA_SHA384, m.ECDSA_SHA512];
const short = (uri: string) => uri.replace(/^.*#/, '');

/** What is signed, by which prefix, with and without a certificate inside, alone and in SOAP. */
function places(): Shape[] {
  return (['assertion', 'response', 'both'] as const).flatMap((what) =>
    ['ds', '', 'dsig'].flatMap((prefix) =>
      [true, false].flatMap((keyInfo) => {
        const xml = signSaml11(saml11Response(), { what, prefix, keyInfo });
        const name = `${what} signed, prefix ${prefix === '' ? 'none' : prefix}${keyInfo ? '' : ', no KeyInfo'}`;
        return [
          { name, xml, signer: CERTS.idp },
          { name: `${name}, in SOAP`, xml: soapEnvelope(xml), signer: CERTS.idp },
        ];
      }),
    ),
  );
}

function algorithms(): Shape[] {
  const rows: [string, TestCert][] = [
    ...[...RSA, ...PSS].flatMap((method): [string, TestCert][] => [
      [method, CERTS.idp],
      [method, CERTS.idpNext],
    ]),
    ...EC.flatMap((method): [string, TestCert][] => [
      [method, CERTS.ec256],
      [method, CERTS.ec384],
      [method, CERTS.ec521],
    ]),
  ];
  return rows.flatMap(([signatureAlgorithm, signer], at) => {
    const digestAlgorithm = [m.SHA256, m.SHA384, m.SHA512][at % 3] ?? m.SHA256;
    return {
      name: `${short(signatureAlgorithm)} by ${signer.name}, digest ${short(digestAlgorithm)}`,
      // Another person than in the shapes above: of one second, two of them would be the same octets.
      xml: signSaml11(saml11Response({ attributes: EMPLOYEE }), { signatureAlgorithm, digestAlgorithm, signer }),
      signer,
    };
  });
}

/** Ways to write the same kind of message; each is signed as it stands, and not a byte of it is changed by signing. */
const TEXTS: Readonly<Record<string, (xml: string) => string>> = {
  'as it is': (xml) => xml,
  'an XML declaration': (xml) => `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n${xml}`,
  'a byte order mark': (xml) => `\ufeff${xml}`,
  'white space around': (xml) => `\r\n  ${xml}\n\t`,
  'indented with CR LF': (xml) => xml.replaceAll(/><(?!\/)/g, '>\r\n  <'),
  'indented with CR alone': (xml) => xml.replaceAll(/><(?!\/)/g, '>\r  <'),
  'white space in tags': (xml) =>
    xml.replaceAll(/ (AttributeName|Value|NotBefore)=/g, '\n\t$1 = ').replaceAll('"/>', '" />'),
  'single quotes': (xml) => xml.replaceAll(/="([^"'%]*)"/g, "='$1'"),
  'attributes in another order': (xml) =>
    xml
      .replaceAll(/ (AttributeName="[^"]*") (AttributeNamespace="[^"]*")/g, ' $2 $1')
      .replaceAll(/(<saml:Assertion)( xmlns:saml="[^"]*")(.*?)>/g, '$1$3$2>'),
  CDATA: (xml) =>
    xml.replace('>Ærø<', '><![CDATA[Ærø & <Co>]]><').replace('>private<', '>pri<![CDATA[]]>v<![CDATA[ate]]><'),
  'character references': (xml) =>
    xml
      .replace('>Ærø<', '>&#198;r&#xF8;&#13;&#xA;&#9;&#x1F600;<')
      .replace('"FIRSTNAME"', '"FIRST&#78;AME&#9;&#10;&#13;"'),
  'the five entities': (xml) =>
    xml.replace('>Ærø<', '>&amp;&lt;&gt;&quot;&apos;<').replace('"FIRSTNAME"', '"&amp;&lt;&gt;&quot;&apos;"'),
  'quotes as they are': (xml) => xml.replace('>Ærø<', `>"'><`).replace('"FIRSTNAME"', `'">'`),
  'white space in attribute values': (xml) => xml.replace('"FIRSTNAME"', '"FIRST\tNAME\n\r\n \r"'),
  'white space in text': (xml) => xml.replace('>Ærø<', '> \t\r\n Ærø \n<'),
  'characters beyond the basic plane': (xml) => xml.replace('>Ærø<', '>😀𐐀\u{10ffff}<').replace('"FIRSTNAME"', '"😀"'),
  'characters that look like white space': (xml) => xml.replace('>Ærø<', '>\u00a0\u2003\u200b\ufeff<'),
  'empty elements in the short form': (xml) => xml.replaceAll(/<([\w:]+)([^<>]*[^<>/])><\/\1>/g, '<$1$2/>'),
  'default namespaces': (xml) =>
    xml
      .replaceAll('saml:', '')
      .replaceAll('xmlns:saml=', 'xmlns=')
      .replace(`xmlns:samlp="${PROTOCOL}" xmlns="${ASSERTION}"`, `xmlns:samlp="${PROTOCOL}"`),
  'other prefixes': (xml) =>
    xml
      .replaceAll('samlp:', 'p:')
      .replaceAll('xmlns:samlp', 'xmlns:p')
      .replaceAll('saml:', 'a1-_.é:')
      .replaceAll('xmlns:saml', 'xmlns:a1-_.é'),
  'a prefix with two meanings': (xml) =>
    xml.replaceAll('samlp:', 'saml:').replace(/ xmlns:samlp="[^"]*" xmlns:saml="[^"]*"/, ` xmlns:saml="${PROTOCOL}"`),
  'declarations that nobody uses': (xml) =>
    xml.replaceAll('<saml:AttributeValue ', '<saml:AttributeValue xmlns:b="urn:b" xmlns:a="urn:a" xmlns="urn:d" '),
  'declarations again and again': (xml) =>
    xml.replaceAll('<saml:Attribute ', `<saml:Attribute xmlns:saml="${ASSERTION}" `),
  'an undone default namespace': (xml) =>
    xml.replace('>Ærø<', '><v xmlns="urn:v"><w xmlns=""><x xmlns=""/></w><y/></v><'),
  'elements of other namespaces in a value': (xml) =>
    xml.replace('>Ærø<', '><q:v xmlns:q="urn:q" q:a="1" b="2" xml:lang="da">text<q:w xmlns:q="urn:r" q:a="3"/></q:v><'),
  'xml: attributes': (xml) =>
    xml.replaceAll('<saml:AttributeValue ', '<saml:AttributeValue xml:space="preserve" xml:lang="da" '),
  'xml: attributes around': (xml) =>
    xml.replace('<samlp:Response ', '<samlp:Response xml:lang="da" xml:base="http://example.org/" '),
  'many attributes': (xml) =>
    xml
      .replace('<saml:Advice', '')
      .replace(
        '<saml:SubjectLocality ',
        `<saml:SubjectLocality ${['c', 'B', 'a', '_', 'é', 'Z'].map((name) => `${name}="1"`).join(' ')} `,
      ),
  'attributes of several namespaces': (xml) =>
    xml.replace(
      '<saml:SubjectLocality ',
      '<saml:SubjectLocality xmlns:z="urn:1" xmlns:y="urn:2" y:a="1" z:b="2" z:a="3" ',
    ),
  'an empty attribute': (xml) => xml.replace('"FIRSTNAME"', '""'),
};

function texts(): Shape[] {
  return Object.entries(TEXTS).flatMap(([name, change]) =>
    (['assertion', 'response'] as const).map((part) => {
      const changed = change(withPlace(saml11Response(), part));
      return { name: `${name}, ${part} signed by hand`, xml: byHand(changed, part), signer: CERTS.idp };
    }),
  );
}

function prefixLists(): Shape[] {
  const lists: Partial<HandSignature>[] = [
    { prefixList: 'xsd' },
    { prefixList: 'xsd xsi saml samlp ds' },
    { prefixList: 'unbound xsd' },
    { prefixList: '' },
    { prefixList: 'xsd', signedInfoPrefixList: 'samlp' },
    { signedInfoPrefixList: 'xsi saml' },
    { signedInfoPrefixList: 'ds' },
  ];
  return lists.flatMap((hand) =>
    (['assertion', 'response'] as const).flatMap((part) => {
      const name = `PrefixList ${JSON.stringify(hand)}, ${part} signed`;
      const xml = byHand(withPlace(saml11Response({ attributes: EMPLOYEE }), part), part, hand);
      return [
        { name, xml, signer: CERTS.idp },
        { name: `${name}, in SOAP`, xml: soapEnvelope(xml), signer: CERTS.idp },
      ];
    }),
  );
}

/** A SAML 1.1 response with the place of a signature in it. */
export function withPlace(xml: string, part: 'assertion' | 'response'): string {
  return part === 'response'
    ? xml.replace('<samlp:Status>', `${SIGNATURE_HERE}$&`)
    : xml.replace('</saml:Assertion>', `${SIGNATURE_HERE}$&`);
}

export function byHand(xml: string, part: 'assertion' | 'response', hand: Partial<HandSignature> = {}): string {
  return signByHand(xml, { signer: CERTS.idp, id: part === 'response' ? RESPONSE_ID : ASSERTION_ID, ...hand });
}

/** Valid messages of every shape that a broker may send. */
export const SHAPES: readonly Shape[] = [...places(), ...algorithms(), ...texts(), ...prefixLists()];
