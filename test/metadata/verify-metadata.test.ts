import { readTrusted } from '../../src/certificates';
import { MitIdError } from '../../src/errors';
import { readIdpMetadata } from '../../src/metadata';
import { signMetadata } from '../../src/metadata/sign-metadata';
import { CERTS, type TestCert } from '../support/certs';
import { errorOf } from '../support/codes';
import { ECDSA_SHA256, RSA_SHA1, RSA_SHA256, SHA1 } from '../support/xmldsig/methods';
import { signXml, type SignOptions } from '../support/xmldsig/sign';
import { group, ID, idp, sp } from './support/idp';

const NOW = Date.now();
const signedBy = (...certs: TestCert[]) =>
  readTrusted(
    certs.map(({ cert }) => cert),
    'metadataSigningCert',
    NOW,
  ).certificates;
const read = (xml: string, ...certs: TestCert[]) => readIdpMetadata(xml, { now: NOW, signedBy: signedBy(...certs) });

const ENTITY = idp({ entity: 'ID="_e"' });
const GROUP = group('ID="_g"', sp(), idp());
const sign = (xml: string, options: Partial<SignOptions> = {}) =>
  signXml(xml, {
    element: 'EntityDescriptor',
    idAttribute: 'ID',
    signer: CERTS.foreign,
    place: 'first',
    ...options,
  });

describe('a signature that holds', () => {
  test.each([
    ['of an entity', signMetadata(ENTITY, CERTS.foreign)],
    ['of a group', signMetadata(GROUP, CERTS.foreign)],
    ['last in the root', sign(ENTITY, { place: 'last' })],
    ['by a default namespace', sign(ENTITY, { prefix: '' })],
    [
      'of a document with comments',
      signMetadata(`<!-- prod -->${ENTITY.replace('<md:IDP', '<!-- IdP --><md:IDP')}`, CERTS.foreign),
    ],
  ])('%s', (_, xml) => {
    expect(read(xml, CERTS.foreign).entityId).toBe(ID);
  });

  test('by the next of two certificates', () => {
    expect(read(signMetadata(ENTITY, CERTS.idpNext), CERTS.foreign, CERTS.idpNext).entityId).toBe(ID);
  });

  test('by ECDSA', () => {
    const xml = sign(ENTITY, { signer: CERTS.ec256, signatureAlgorithm: ECDSA_SHA256 });
    expect(read(xml, CERTS.ec256).entityId).toBe(ID);
  });

  test('around an entity that has signed itself, whoever that was', () => {
    const inner = signMetadata(ENTITY, CERTS.weakRsa1024);
    expect(read(signMetadata(group('ID="_g"', inner), CERTS.foreign), CERTS.foreign).entityId).toBe(ID);
  });
});

describe('what is refused, and for which reason', () => {
  const signed = signMetadata(ENTITY, CERTS.foreign);
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] ?? '';

  test.each<[string, string, TestCert[], string]>([
    ['by a stranger', signMetadata(ENTITY, CERTS.idp), [CERTS.foreign], 'signature_invalid'],
    [
      'by a stranger of the same name',
      signMetadata(ENTITY, CERTS.foreignSameName),
      [CERTS.foreign],
      'signature_invalid',
    ],
    [
      'changed afterwards',
      signed.replace('login.idp.example', 'login.evil.example'),
      [CERTS.foreign],
      'digest_mismatch',
    ],
    [
      'changed in an attribute of the root',
      signed.replace(`entityID="${ID}"`, 'entityID="https://evil.example"'),
      [CERTS.foreign],
      'digest_mismatch',
    ],
    ['with SHA-1', sign(ENTITY, { signatureAlgorithm: RSA_SHA1 }), [CERTS.foreign], 'signature_sha1'],
    [
      'over a SHA-1 digest',
      sign(ENTITY, { signatureAlgorithm: RSA_SHA256, digestAlgorithm: SHA1 }),
      [CERTS.foreign],
      'signature_sha1',
    ],
    ['by another kind of key', signed, [CERTS.ec256], 'signature_algorithm'],
    [
      'by a certificate that is not valid yet',
      signMetadata(ENTITY, CERTS.notYetValid),
      [CERTS.notYetValid],
      'no_valid_certificate',
    ],
    [
      'over another element',
      group('ID="_g"', ENTITY).replace('><md:Entity', `>${signature}<md:Entity`),
      [CERTS.foreign],
      'signature_reference',
    ],
  ])('%s: %s', (_, xml, certs, code) => {
    const error = errorOf(() => read(xml, ...certs));
    expect(error.code).toBe('configuration_invalid');
    expect(error.detail.problems).toEqual([
      expect.stringMatching(
        new RegExp(`^idpMetadata is not signed as metadataSigningCert demands: ${code}, got .*, expected `),
      ),
    ]);
    expect(error.cause).toBeInstanceOf(MitIdError);
    expect(error.cause).toMatchObject({ code });
  });

  test.each([
    ['none', ENTITY, 'has no signature over its root element EntityDescriptor, and metadataSigningCert demands one'],
    [
      'of an entity in the group only',
      group('', signed),
      'has no signature over its root element EntitiesDescriptor, and metadataSigningCert demands one',
    ],
    [
      'deeper than the root',
      ENTITY.replace('<md:KeyDescriptor', `<md:Extensions>${signature}</md:Extensions><md:KeyDescriptor`),
      'has no signature over its root element EntityDescriptor, and metadataSigningCert demands one',
    ],
    [
      'two',
      signed.replace(signature, signature + signature),
      'has several signatures over its root element EntityDescriptor, and metadataSigningCert demands one',
    ],
    [
      'over no ID',
      signed.replace('ID="_e"', ''),
      'has a signature, and no ID of EntityDescriptor that it could be over',
    ],
    [
      'over an empty ID',
      signed.replace('ID="_e"', 'ID=""'),
      'has a signature, and no ID of EntityDescriptor that it could be over',
    ],
  ])('%s', (_, xml, problem) => {
    expect(errorOf(() => read(xml, CERTS.foreign)).detail.problems).toEqual([`idpMetadata ${problem}`]);
  });
});

test('without a certificate to verify it, a signature is not looked at: it is configuration', () => {
  const xml = signMetadata(ENTITY, CERTS.idp).replace('login.idp.example', 'login.other.example');
  expect(readIdpMetadata(xml, { now: NOW }).singleSignOnRedirect).toContain('login.other.example');
});
