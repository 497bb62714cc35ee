import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceProvider } from '../../src/metadata/service-provider';
import { signMetadata } from '../../src/metadata/sign-metadata';
import { writeServiceProvider } from '../../src/metadata/write-service-provider';
import { readXml, SOAP_MESSAGE, type XmlElement } from '../../src/trust';
import { CERTS } from '../support/certs';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { requireTool } from '../support/tool';

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const URI = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const HOSTILE = `<&>"'\t\n]]>é`;

const plain: ServiceProvider = {
  entityId: 'https://app.example',
  callbackUrl: 'https://app.example/acs',
  signingCerts: [CERTS.idp.cert],
  encryptionCerts: [],
  encryptionMethods: [],
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  serviceName: { da: 'Fjordbo' },
  requestedAttributes: [],
};

const everything: ServiceProvider = {
  ...plain,
  logoutUrl: 'https://app.example/slo?a=1&b=2',
  signingCerts: [CERTS.idp.cert, CERTS.idpNext.cert],
  encryptionCerts: [CERTS.idp.cert, CERTS.idpNext.cert],
  encryptionMethods: ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'],
  serviceName: { da: 'Fjordbo', en: HOSTILE },
  requestedAttributes: [
    { name: 'https://data.gov.dk/model/core/specVersion', nameFormat: URI, isRequired: true },
    { name: HOSTILE, nameFormat: URI, friendlyName: HOSTILE },
  ],
  organization: { name: { da: HOSTILE }, displayName: { da: 'Fjordbo A/S' }, url: { da: 'https://app.example/?a&b' } },
  contacts: [
    { type: 'technical', company: HOSTILE, givenName: 'Åse', surName: HOSTILE, emails: ['a@app.example'] },
    { type: 'support', telephones: ['+45 00 00 00 00'] },
  ],
  validUntil: new Date('2031-01-02T03:04:05.678Z'),
};

const rootOf = (document: string) => readXml(Buffer.from(document), SOAP_MESSAGE).root;
const locationsOf = (parent: XmlElement | undefined, name: string) =>
  parent
    ?.all(MD, name)
    .map((service) => [service.attribute('Binding')?.split(':').at(-1), service.attribute('Location')]);

describe('what is written', () => {
  const root = rootOf(writeServiceProvider(everything, '_m1'));
  const [descriptor] = root.all(MD, 'SPSSODescriptor');

  test('says who and where', () => {
    expect(root.attribute('entityID')).toBe('https://app.example');
    expect(root.attribute('validUntil')).toBe('2031-01-02T03:04:05.678Z');
    expect(descriptor?.attribute('AuthnRequestsSigned')).toBe('true');
    expect(descriptor?.attribute('WantAssertionsSigned')).toBe('true');
    expect(locationsOf(descriptor, 'AssertionConsumerService')).toEqual([['HTTP-POST', 'https://app.example/acs']]);
    expect(locationsOf(descriptor, 'SingleLogoutService')).toEqual([
      ['HTTP-Redirect', 'https://app.example/slo?a=1&b=2'],
      ['HTTP-POST', 'https://app.example/slo?a=1&b=2'],
    ]);
  });

  test('holds both uses of keys, and two certificates of each during a rollover', () => {
    const keys = descriptor?.all(MD, 'KeyDescriptor') ?? [];
    expect(keys.map((key) => key.attribute('use'))).toEqual(['signing', 'signing', 'encryption', 'encryption']);
    expect(keys.map((key) => key.all(MD, 'EncryptionMethod').length)).toEqual([0, 0, 2, 2]);
    const texts = keys.map((key) => key.elements[0]?.elements[0]?.elements[0]?.text?.replace(/\s/g, ''));
    const bare = (pem: string) => pem.replace(/-----.*-----|\s/g, '');
    expect(texts).toEqual([CERTS.idp.cert, CERTS.idpNext.cert, CERTS.idp.cert, CERTS.idpNext.cert].map(bare));
  });

  test('a text is a text, whatever characters it has', () => {
    const contact = root.all(MD, 'ContactPerson')[0];
    expect(contact?.all(MD, 'Company')[0]?.text).toBe(HOSTILE);
    expect(contact?.all(MD, 'EmailAddress')[0]?.text).toBe('mailto:a@app.example');
    const attribute = descriptor?.all(MD, 'AttributeConsumingService')[0]?.all(MD, 'RequestedAttribute')[1];
    expect([attribute?.attribute('Name'), attribute?.attribute('FriendlyName')]).toEqual([HOSTILE, HOSTILE]);
  });
});

requireSchemas()('against the OASIS schema', () => {
  test.each([
    ['the least', writeServiceProvider(plain)],
    ['everything', writeServiceProvider(everything)],
    ['signed', signMetadata(writeServiceProvider(everything, '_m1'), CERTS.idp)],
  ])('%s is valid', (_, document) => {
    expect(schemaProblems(document, 'saml-2.0-metadata')).toBe('');
  });

  test('what is not valid is found', () => {
    const document = writeServiceProvider(plain).replace(/<md:AssertionConsumerService .*Service>/, '');
    expect(schemaProblems(document, 'saml-2.0-metadata')).toContain('AssertionConsumerService');
  });
});

requireTool('xmlsec1')('the signature', () => {
  const verifies = (document: string): boolean => {
    const folder = mkdtempSync(join(tmpdir(), 'metadata-'));
    try {
      const [certificate, file] = [join(folder, 'cert.pem'), join(folder, 'metadata.xml')];
      writeFileSync(certificate, CERTS.idp.cert);
      writeFileSync(file, document);
      const { status } = spawnSync('xmlsec1', [
        ...['--verify', '--id-attr:ID', `${MD}:EntityDescriptor`, '--pubkey-cert-pem', certificate, file],
      ]);
      return status === 0;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test('verifies with xmlsec1, and no longer when a URL is another', () => {
    const document = signMetadata(writeServiceProvider(everything, '_m1'), CERTS.idp);
    expect(verifies(document)).toBe(true);
    expect(verifies(document.replace('app.example/acs', 'evil.example/acs'))).toBe(false);
  });
});
