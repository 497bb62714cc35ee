import { X509Certificate } from 'node:crypto';
import { signMetadata } from '../../src/metadata';
import { CHECKS } from '../../src/simulator/check/checks';
import { CERTS } from '../support/certs';
import { errorOf } from '../support/codes';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { Checked, oddIn } from './support/checked';
import { SP } from './support/service-provider';
import { Visitor } from './support/visitor';

const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const NAME_ID = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
const CORE = 'https://data.gov.dk/model/core/';
const DAY_MS = 86_400_000;

let checked: Checked;
beforeAll(async () => {
  checked = await Checked.start();
});
afterAll(() => checked.simulator.close());

type Edit = (metadata: string) => string;
const bare = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, '');
const swap =
  (from: string | RegExp, to: string): Edit =>
  (metadata) => {
    const edited = metadata.replace(from, to);
    if (edited === metadata) throw new Error(`nothing was changed: ${String(from)}`);
    return edited;
  };
const both =
  (...edits: readonly Edit[]): Edit =>
  (metadata) =>
    edits.reduce((text, edit) => edit(text), metadata);
const certificateOf = (use: string, base64: string): Edit =>
  swap(new RegExp(`(<md:KeyDescriptor use="${use}">.*?<ds:X509Certificate>)[^<]*`, 's'), `$1${base64}`);
const withCertificate = (pem: string): Edit =>
  both(certificateOf('signing', bare(pem)), certificateOf('encryption', bare(pem)));
const acs = (attributes: string): string => `<md:AssertionConsumerService ${attributes}></md:AssertionConsumerService>`;
const requested = (name: string, format = 'uri'): Edit =>
  swap(
    '</md:AttributeConsumingService>',
    `<md:RequestedAttribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:${format}"/></md:AttributeConsumingService>`,
  );

/** Each with all that is found, and a word of what was got in the first. */
const WRONG: readonly (readonly [name: string, odd: readonly string[], got: RegExp, edit: Edit])[] = [
  ['no XML', ['mend metadata-readable'], /not XML/, () => 'hello'],
  ['an HTML page', ['mend metadata-readable'], /HTML/, () => '<!doctype html><html/>'],
  [
    'that of an identity provider',
    ['mend metadata-readable'],
    /no SPSSODescriptor/,
    () => checked.simulator.nemlogin.idpMetadata,
  ],
  [
    'two service providers',
    ['mend metadata-one'],
    /2/,
    (metadata) =>
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${metadata}${metadata}</md:EntitiesDescriptor>`,
  ],
  ['no index', ['mend metadata-structure'], /has no @index/, swap(/( Location="[^"]*localhost[^"]*") index="0"/, '$1')],
  [
    'another order',
    ['mend metadata-structure'],
    /NameIDFormat stands after AssertionConsumerService/,
    swap(
      /(<md:NameIDFormat>.*<\/md:NameIDFormat>)(<md:AssertionConsumerService.*<\/md:AssertionConsumerService>)/,
      '$2$1',
    ),
  ],
  ['an element of others', ['mend metadata-structure'], /Foo/, swap('<md:NameIDFormat>', '<md:Foo/><md:NameIDFormat>')],
  ['a nameless service', ['mend metadata-structure'], /ServiceName/, swap(/<md:ServiceName.*<\/md:ServiceName>/, '')],
  [
    'SAML 1.1',
    ['mend metadata-protocol'],
    /1\.1/,
    swap(/protocolSupportEnumeration="[^"]*"/, 'protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"'),
  ],
  ['an entityID that is a word', ['mend entity-id'], /my-app/, swap(/entityID="[^"]*"/, 'entityID="my-app"')],
  [
    'an entityID too long',
    ['mend entity-id'],
    /https/,
    swap(/entityID="[^"]*"/, `entityID="https://a.example/${'x'.repeat(1024)}"`),
  ],
  ['no entityID', ['mend entity-id'], /none/, swap(/ entityID="[^"]*"/, '')],
  [
    'its time is past',
    ['mend metadata-valid-until'],
    /was valid until 2020/,
    swap(/validUntil="[^"]*"/, 'validUntil="2020-01-01T00:00:00Z"'),
  ],
  [
    'a validUntil without a zone',
    ['mend metadata-valid-until'],
    /no xs:dateTime/,
    swap(/validUntil="[^"]*"/, 'validUntil="2099-01-01T00:00:00"'),
  ],
  [
    'changed after it was signed',
    ['mend metadata-signature'],
    /digest_mismatch/,
    (metadata) => swap('>Fjordbo A/S<', '>Fjordbo<')(signed(metadata)),
  ],
  [
    'AuthnRequestsSigned false',
    ['mend requests-signed'],
    /false/,
    swap('AuthnRequestsSigned="true"', 'AuthnRequestsSigned="false"'),
  ],
  ['no AuthnRequestsSigned', ['mend requests-signed'], /means false/, swap('AuthnRequestsSigned="true"', '')],
  ['no WantAssertionsSigned', ['warn assertions-signed'], /means false/, swap('WantAssertionsSigned="true"', '')],
  ['no organisation', ['warn organization'], /none/, swap(/<md:Organization>.*<\/md:Organization>/, '')],
  ['no contact', ['warn technical-contact'], /none/, swap(/<md:ContactPerson.*<\/md:ContactPerson>/, '')],
  ['a contact for bills', ['warn technical-contact'], /none/, swap('contactType="technical"', 'contactType="billing"')],
  [
    'two places for answers',
    ['mend acs-one'],
    /2/,
    swap(
      '<md:AttributeConsumingService',
      `${acs(`Binding="${BINDINGS}HTTP-POST" Location="https://app.example/2" index="1"`)}<md:AttributeConsumingService`,
    ),
  ],
  [
    'no place for answers',
    ['mend acs-one'],
    /0/,
    swap(/<md:AssertionConsumerService.*<\/md:AssertionConsumerService>/, ''),
  ],
  [
    'answers by artifact',
    ['mend acs-post'],
    /Artifact/,
    swap(/(AssertionConsumerService Binding="[^"]*)HTTP-POST/, '$1HTTP-Artifact'),
  ],
  ['answers over http', ['mend acs-https'], /http:\/\/app/, swap(SP.callbackUrl, 'http://app.example/acs')],
  [
    'no logout',
    ['warn slo-both'],
    /Redirect, .*POST/,
    swap(/(<md:SingleLogoutService[^>]*><\/md:SingleLogoutService>){2}/, ''),
  ],
  [
    'logout by one binding',
    ['warn slo-both'],
    /POST/,
    swap(/<md:SingleLogoutService Binding="[^"]*POST"[^>]*><\/md:SingleLogoutService>/, ''),
  ],
  [
    'logout over http',
    ['mend slo-https'],
    /http:\/\/app/,
    swap(/https:\/\/app\.example\/slo/g, 'http://app.example/slo'),
  ],
  [
    'no key to sign with',
    ['mend key-signing'],
    /none/,
    swap(/<md:KeyDescriptor use="signing">.*?<\/md:KeyDescriptor>/s, ''),
  ],
  [
    'no key to encrypt for',
    ['mend key-encryption'],
    /none/,
    swap(/<md:KeyDescriptor use="encryption">.*?<\/md:KeyDescriptor>/s, ''),
  ],
  ['a certificate that is none', ['mend keys-readable'], /1 that/, certificateOf('signing', 'AAAA')],
  [
    'a weak key',
    ['mend keys-rsa', 'warn keys-issued'],
    /1024/,
    (metadata) => certificateOf('signing', bare(CERTS.weakRsa1024.cert))(metadata),
  ],
  [
    'a key of elliptic curves',
    ['mend keys-rsa', 'warn keys-issued'],
    /type ec/,
    (metadata) => certificateOf('encryption', bare(CERTS.ec256.cert))(metadata),
  ],
  [
    'a certificate that has expired',
    ['mend keys-valid', 'warn keys-issued'],
    /signing: /,
    (metadata) => certificateOf('signing', bare(CERTS.expired.cert))(metadata),
  ],
  [
    'one that is not valid yet',
    ['mend keys-valid', 'warn keys-issued'],
    /encryption: /,
    (metadata) => certificateOf('encryption', bare(CERTS.notYetValid.cert))(metadata),
  ],
  ['test keys', ['warn keys-issued'], /CN=idp/, (metadata) => withCertificate(CERTS.idp.cert)(metadata)],
  [
    'RSA 1.5',
    ['warn encryption-methods'],
    /rsa-1_5/,
    swap('http://www.w3.org/2009/xmlenc11#rsa-oaep', 'http://www.w3.org/2001/04/xmlenc#rsa-1_5'),
  ],
  [
    'an e-mail as NameID',
    ['mend metadata-name-id'],
    /email/,
    swap(`${NAME_ID}persistent`, 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'),
  ],
  [
    'a transient NameID alone',
    ['warn metadata-name-id-persistent'],
    /transient/,
    swap(`${NAME_ID}persistent`, `${NAME_ID}transient`),
  ],
  ['an attribute of nobody', ['warn attributes-known'], /shoeSize/, requested(`${CORE}eid/shoeSize`)],
  ['a NameFormat of others', ['warn attributes-format'], /basic/, requested(`${CORE}eid/alias`, 'basic')],
  ['the CPR number', ['warn attributes-authority'], /cprNumber/, requested(`${CORE}eid/cprNumber`)],
  ['privileges', ['warn attributes-authority'], /privileges/, requested(`${CORE}eid/privilegesIntermediate`)],
];

const signed = (metadata: string): string =>
  signMetadata(swap('<md:EntityDescriptor', '<md:EntityDescriptor ID="_a"')(metadata), {
    key: checked.key,
    cert: checked.certificate,
  });

describe('one thing wrong is found, and nothing else', () => {
  test.each(WRONG.map(([name, ...row]) => ({ name, row })))('$name', ({ row: [odd, got, edit] }) => {
    const checklist = checked.simulator.nemlogin.checkMetadata(edit(checked.metadata));
    expect(oddIn(checklist)).toEqual(odd);
    const [first] = checklist.findings.filter(({ verdict }) => verdict === 'mend' || verdict === 'warn');
    expect(first?.got).toMatch(got);
    expect(first?.mend?.length).toBeGreaterThan(5);
  });
});

describe('what is in order', () => {
  const oddAbout = (edit: Edit): string[] => oddIn(checked.simulator.nemlogin.checkMetadata(edit(checked.metadata)));

  test('good metadata: nothing is found, everything is seen but the request', () => {
    const { findings } = checked.simulator.nemlogin.checkMetadata(signed(checked.metadata));
    const seen = findings.filter(({ about }) => about === 'metadata').map(({ verdict }) => verdict);
    expect(new Set(seen)).toEqual(new Set(['ok']));
  });

  test.each<{ name: string; edit: Edit }>([
    {
      name: 'a byte order mark and a declaration',
      edit: (metadata) => `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n${metadata}`,
    },
    { name: 'comments between elements', edit: swap('<md:NameIDFormat>', '<!-- a --><md:NameIDFormat>') },
    {
      name: 'one key without a use',
      edit: swap(/<md:KeyDescriptor use="signing">.*?<\/md:KeyDescriptor>(<md:KeyDescriptor) use="encryption"/s, '$1'),
    },
    { name: 'an entityID that is a URN', edit: swap(/entityID="[^"]*"/, 'entityID="urn:example:app"') },
    {
      name: 'neither validUntil nor EncryptionMethod',
      edit: both(swap(/ validUntil="[^"]*"/, ''), swap(/<md:EncryptionMethod[^>]*><\/md:EncryptionMethod>/g, '')),
    },
    {
      name: 'a bootstrap token and the attributes of a signing',
      edit: both(requested(`${CORE}eid/bootstrapToken`), requested(`${CORE}signing/requesterID`)),
    },
    {
      name: 'persistent beside transient',
      edit: swap('<md:NameIDFormat>', `<md:NameIDFormat>${NAME_ID}transient</md:NameIDFormat><md:NameIDFormat>`),
    },
  ])('$name', ({ edit }) => {
    expect(oddAbout(edit)).toEqual([]);
  });

  test('a chain counts for its leaf: an authority has certified itself, and signs nothing here', () => {
    const chain = `</ds:X509Certificate><ds:X509Certificate>${bare(checked.authority)}</ds:X509Certificate>`;
    expect(oddAbout(swap('</ds:X509Certificate>', chain))).toEqual([]);
  });

  test('the dialect says which attributes there are', () => {
    checked.simulator.nemlogin.configure({ dialect: 'oiosaml-2' });
    try {
      expect(oddAbout((metadata) => metadata)).toEqual(['warn attributes-known', 'warn attributes-format']);
    } finally {
      checked.simulator.nemlogin.configure({ dialect: 'oiosaml-3' });
    }
  });
});

test('a certificate that ends within a month, one that is left behind, and one that has ended', () => {
  const { simulator, metadata, certificate } = checked;
  const end = Date.parse(new X509Certificate(certificate).validTo);
  const lasting = swap(/ validUntil="[^"]*"/, '')(metadata);
  const at = (time: number, xml = lasting): string[] => {
    simulator.shiftClock(time - Date.now());
    return oddIn(simulator.nemlogin.checkMetadata(xml));
  };
  const old = `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${bare(CERTS.expired.cert)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  try {
    expect(at(end - 31 * DAY_MS)).toEqual([]);
    expect(at(end - 29 * DAY_MS)).toEqual(['warn keys-lasting']);
    expect(at(end + DAY_MS)).toEqual(['mend keys-valid']);
    const rolled = swap('<md:KeyDescriptor use="encryption">', `${old}<md:KeyDescriptor use="encryption">`)(lasting);
    expect(at(Date.now(), rolled)).toEqual(['warn keys-lasting', 'warn keys-issued']);
  } finally {
    simulator.shiftClock(0);
  }
});

requireSchemas()('the OASIS schema agrees', () => {
  const problems = (xml: string): string => schemaProblems(xml, 'saml-2.0-metadata');

  test('about what is in order', () => {
    expect(problems(checked.metadata)).toBe('');
  });

  test.each(WRONG.filter(([, [odd]]) => odd === 'mend metadata-structure').map(([name, , , edit]) => ({ name, edit })))(
    'about $name',
    ({ edit }) => {
      expect(problems(edit(checked.metadata))).not.toBe('');
    },
  );
});

describe('registering by metadata', () => {
  test('what it announces', async () => {
    const entityId = 'https://registered.example';
    checked.simulator.nemlogin.registerMetadata(swap(SP.entityId, entityId)(checked.metadata));
    expect(oddIn(await checked.request({ issuer: entityId }))).toEqual([]);
    const steps = checked.simulator.exchanges().at(-1)?.steps ?? [];
    expect(steps.map(({ title }) => title)).toEqual(['AuthnRequest']);
    const { body } = await new Visitor(checked.simulator.url).open(`${checked.simulator.url}/simulator/nemlogin`);
    expect(body).toContain('https://app.example/slo');
  });

  test.each([
    ['hello', 'the metadata is not XML; a path is written { file: … }'],
    ['', 'the metadata is empty'],
  ])('%j is refused', (xml, problem) => {
    const { code, detail } = errorOf(() => checked.simulator.nemlogin.registerMetadata(xml));
    expect([code, detail.problems]).toEqual(['configuration_invalid', [problem]]);
  });
});

test('no two checks have one id, and each says where it stands', () => {
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  for (const { id, what, source } of CHECKS)
    expect([id, what.length > 10, source.length > 5]).toEqual([id, true, true]);
});
