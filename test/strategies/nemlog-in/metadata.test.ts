import express from 'express';
import request from 'supertest';
import { MitIdError } from '../../../src/errors';
import {
  NemLogInStrategy,
  type NemLogInOptions,
  type ServiceProviderMetadataOptions,
} from '../../../src/strategies/nemlog-in';
import { OIOSAML2 } from '../../../src/profile/dialects/oiosaml2';
import { OIOSAML3 } from '../../../src/profile/dialects/oiosaml3';
import { readXml, SOAP_MESSAGE, type XmlElement } from '../../../src/trust';
import { CERTS } from '../../support/certs';
import { requireSchemas, schemaProblems } from '../../support/saml-schemas';
import { OPTIONS } from './options';

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const LEAST: ServiceProviderMetadataOptions = { serviceName: { da: 'Fjordbo' } };
const EVERYTHING: ServiceProviderMetadataOptions = {
  serviceName: { da: 'Fjordbo', en: 'Fjordbo' },
  organization: { name: { da: 'Fjordbo A/S' }, displayName: { da: 'Fjordbo' }, url: { da: 'https://app.example/' } },
  contacts: [{ type: 'technical', givenName: 'Åse', emails: ['drift@app.example'], telephones: ['+45 00 00 00 00'] }],
  cpr: true,
  privileges: true,
  nextSigningCerts: [CERTS.idpNext.cert],
  validUntil: new Date('2031-01-01T00:00:00Z'),
  sign: true,
};

const strategy = (options: Partial<NemLogInOptions> = {}) =>
  new NemLogInStrategy({ ...OPTIONS, ...options }, () => undefined);
const rootOf = (document: string) => readXml(Buffer.from(document), SOAP_MESSAGE).root;
const all = (from: XmlElement, ...path: string[]): XmlElement[] =>
  path.reduce<XmlElement[]>((found, name) => found.flatMap((element) => element.all(MD, name)), [from]);
const requested = (document: string) =>
  all(rootOf(document), 'SPSSODescriptor', 'AttributeConsumingService', 'RequestedAttribute');
const names = (document: string) => requested(document).map((attribute) => attribute.attribute('Name'));
const bare = (pem = '') => pem.replace(/-----.*-----|\s/g, '');
const keys = (document: string, use: string) =>
  all(rootOf(document), 'SPSSODescriptor', 'KeyDescriptor')
    .filter((key) => key.attribute('use') === use)
    .map((key) => key.elements[0]?.elements[0]?.elements[0]?.text?.replace(/\s/g, ''));

describe('what the strategy says of itself', () => {
  const document = strategy().serviceProviderMetadata(LEAST);

  test('who it is, where answers go, and for whom they are encrypted', () => {
    expect(rootOf(document).attribute('entityID')).toBe(OPTIONS.entityId);
    const [callback, ...more] = all(rootOf(document), 'SPSSODescriptor', 'AssertionConsumerService');
    expect([callback?.attribute('Location'), more]).toEqual([OPTIONS.callbackUrl, []]);
    expect(keys(document, 'signing')).toEqual([bare(OPTIONS.signingCert)]);
    expect(keys(document, 'encryption')).toHaveLength(1);
    expect(document.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true);
  });

  test('asks for what fills the profile, and not for what is for authorities', () => {
    expect(names(document)).toContain('https://data.gov.dk/model/core/specVersion');
    expect(names(document).join(' ')).not.toMatch(/cprNumber|privileges|bootstrap|AssuranceLevel/);
    expect(requested(document).filter((one) => one.attribute('isRequired') === 'true')).toHaveLength(1);
    const [attribute] = requested(document);
    expect(attribute?.attribute('NameFormat')).toBe('urn:oasis:names:tc:SAML:2.0:attrname-format:uri');
  });

  test.each([
    ['oiosaml-3', OIOSAML3, 'uri'],
    ['oiosaml-2', OIOSAML2, 'basic'],
  ] as const)('%s: an authority asks for the CPR number and privileges too', (dialect, { rows }, format) => {
    const asked = strategy({ dialect }).serviceProviderMetadata({ ...LEAST, cpr: true, privileges: true });
    const field = (name: string) => rows.find((row) => row.field === name)?.attribute;
    expect(names(asked)).toEqual(expect.arrayContaining([field('person.cpr'), field('privileges')]));
    expect(requested(asked).every((one) => one.attribute('NameFormat')?.endsWith(`:${format}`))).toBe(true);
  });

  test('announces what is decrypted: AES-CBC where it is allowed', () => {
    const methods = (options: Partial<NemLogInOptions>) =>
      all(rootOf(strategy(options).serviceProviderMetadata(LEAST)), 'SPSSODescriptor', 'KeyDescriptor').flatMap((key) =>
        key.all(MD, 'EncryptionMethod').map((method) => method.attribute('Algorithm')),
      );
    const cbc = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';
    expect(methods({})).toContain(cbc);
    expect(methods({ allowCbc: false })).toEqual(methods({}).filter((method) => method !== cbc));
  });

  test('announces the next certificate during a rollover', () => {
    const [now, next] = keys(strategy().serviceProviderMetadata(EVERYTHING), 'signing');
    expect([now, next]).toEqual([bare(OPTIONS.signingCert), bare(CERTS.idpNext.cert)]);
  });

  test.each([
    ['the private key before it', (key: string, cert: string) => key + cert],
    ['the private key behind it', (key: string, cert: string) => cert + key],
    ['words before it', (_key: string, cert: string) => `subject=CN = <app>\n${cert}`],
    ['a space before it', (_key: string, cert: string) => ` ${cert}`],
    ['its issuer behind it', (_key: string, cert: string) => cert + CERTS.idp.cert],
  ])('announces a certificate alone, whatever its PEM holds: %s', (_, pemOf) => {
    const { foreign: signing, idpNext: decryption } = CERTS;
    const pem = (one: typeof signing) => pemOf(one.key, one.cert);
    const said = strategy({
      signingKey: signing.key,
      signingCert: pem(signing),
      decryptionKeys: [{ key: decryption.key, cert: pem(decryption) }],
    }).serviceProviderMetadata({ ...EVERYTHING, nextSigningCerts: [pem(decryption)] });
    expect(keys(said, 'signing')).toEqual([bare(signing.cert), bare(decryption.cert)]);
    expect(keys(said, 'encryption')).toEqual([bare(decryption.cert)]);
    expect(said).not.toMatch(/PRIVATE|subject/);
  });
});

requireSchemas()('against the OASIS schema', () => {
  test.each([
    ['the least', LEAST],
    ['everything, signed', EVERYTHING],
  ])('%s is valid', (_, options) => {
    expect(schemaProblems(strategy().serviceProviderMetadata(options), 'saml-2.0-metadata')).toBe('');
  });
});

test('a route answers with it', async () => {
  const app = express().get('/metadata', strategy().metadata(LEAST));
  const answer = await request(app)
    .get('/metadata')
    .buffer(true)
    .parse((res, done) => {
      let text = '';
      res
        .setEncoding('utf8')
        .on('data', (chunk: string) => (text += chunk))
        .on('end', () => done(null, text));
    });
  expect(answer.headers['content-type']).toBe('application/samlmetadata+xml');
  expect(answer.body).toBe(strategy().serviceProviderMetadata(LEAST));
});

describe('what is wrong is said, with its name', () => {
  const problemsOf = (options: unknown, of: Partial<NemLogInOptions> = {}): readonly string[] => {
    try {
      strategy(of).serviceProviderMetadata(options as ServiceProviderMetadataOptions);
    } catch (error) {
      if (error instanceof MitIdError && error.code === 'configuration_invalid') return error.detail.problems ?? [];
      throw error;
    }
    return [];
  };

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'metadata.serviceName is missing'],
    ['no language', { serviceName: {} }, 'metadata.serviceName has no language'],
    ['a text alone', { serviceName: 'Fjordbo' }, 'metadata.serviceName must be texts by language, such as { da: … }'],
    ['an empty text', { serviceName: { da: ' ' } }, 'metadata.serviceName.da is empty'],
    ['a NUL', { serviceName: { da: 'a\0' } }, 'metadata.serviceName.da holds a character that XML cannot carry'],
    ['another name', { ...LEAST, contact: [] }, 'metadata.contact is not an option; did you mean contacts?'],
    ['no date', { ...LEAST, validUntil: '2031' }, 'metadata.validUntil must be a Date'],
    ['no PEM', { ...LEAST, nextSigningCerts: ['x'] }, 'metadata.nextSigningCerts[0] holds no PEM certificate'],
    [
      'an address',
      { ...LEAST, contacts: [{ type: 'support', emails: ['x'] }] },
      'metadata.contacts[0].emails[0] must be an e-mail address',
    ],
  ])('%s', (_, options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });

  test.each<[string, unknown, Partial<NemLogInOptions>]>([
    ['an e-mail address', { ...LEAST, contacts: [{ type: 'support', emails: ['a\u0001@app.example'] }] }, {}],
    ['callbackUrl', LEAST, { callbackUrl: 'https://app.example/\u0001acs' }],
    ['callbackUrl of half a character', LEAST, { callbackUrl: 'https://app.example/\ud800' }],
  ])('a control character in %s', (_, options, of) => {
    expect(problemsOf(options, of)).toEqual([
      'metadata holds a character that XML cannot carry, from entityId, callbackUrl, logoutUrl or a text of the options',
    ]);
  });

  test('a key without its certificate', () => {
    expect(problemsOf(LEAST, { signingCert: undefined, decryptionKeys: [{ key: CERTS.idp.key }] } as never)).toEqual([
      'signingCert is missing: the metadata announces it',
      'decryptionKeys has a key without its cert: the metadata announces it',
    ]);
  });
});
