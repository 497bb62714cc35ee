import { X509Certificate } from 'node:crypto';
import { verifyOcesChain, type VerifiedCertificate } from '../../src/certificates';
import { makeTestAuthority, type TestAuthority } from '../../src/certificates/test-authority';
import { makeTestLeaf, TEST_KINDS, testOrganization, type TestKind } from '../../src/certificates/test-leaf';
import { fromSession, profileFromCertificate, profileFromEIdent, toSession } from '../../src/profile';
import { ISSUER, login } from '../support/eident-logins';
import { errorOf } from '../support/codes';

const OURS = 'https://app.example/certificates';
const NOW = new Date();
const ORGANIZATION = testOrganization();
const { cvr, name: company } = ORGANIZATION;
const pems = new Map<TestKind, string>();
let authority: TestAuthority;

beforeAll(async () => {
  authority = await makeTestAuthority(NOW);
  for (const kind of TEST_KINDS) {
    pems.set(kind, (await makeTestLeaf(kind, ORGANIZATION, authority, NOW)).certificate);
  }
});

const verified = (kind: TestKind): VerifiedCertificate =>
  verifyOcesChain(pems.get(kind)!, { roots: authority.x509, at: NOW });
const profileOf = (kind: TestKind) => profileFromCertificate(verified(kind), { issuer: OURS });
const idOf = (kind: TestKind) => verified(kind).content.certificate.id;

test.each([
  ['poces', 'private', 'pid', 'Bjørn Åsen Testesen'],
  ['moces', 'professional', 'cvr-rid', 'Bjørn Åsen Testesen'],
  ['voces', 'company', 'cvr-uid', `${company} - Testsystem`],
  ['foces', 'company', 'cvr-fid', 'Testsystem (funktionscertifikat)'],
  ['oces3-person', 'private', 'oces-person', 'Bjørn Åsen Testesen'],
  ['oces3-employee', 'professional', 'oces-employee', 'Bjørn Åsen Testesen'],
  ['oces3-organisation', 'company', 'oces-organisation', 'Testsystem'],
] as const)('%s is %s, keyed by %s', (kind, identityType, namespace, displayName) => {
  const profile = profileOf(kind);
  expect(profile).toMatchObject({
    provider: 'nemid',
    identityType,
    id: idOf(kind),
    key: { issuer: OURS, namespace, id: idOf(kind) },
    displayName,
    emails: [],
    assurance: {},
    person: {},
  });
  if (identityType === 'private') expect(profile).not.toHaveProperty('organization');
  else expect(profile.organization).toMatchObject({ cvr, name: company });
  expect(profile.attributes.size).toBe(0);
});

test('an OCES3 employee has the names of the certificate, an OCES2 employee a RID', () => {
  expect(profileOf('oces3-employee').name).toEqual({ givenName: 'Bjørn', familyName: 'Åsen Testesen' });
  const { rid } = profileOf('moces').organization!;
  expect(idOf('moces')).toBe(`CVR:${cvr}-RID:${rid}`);
});

test('the transaction is the moment that the chain was judged at, and the certificate', () => {
  const { fingerprint256, certificate } = verified('voces').content;
  const id = fingerprint256.replaceAll(':', '').toLowerCase();
  const { transaction, nemid } = profileOf('voces');
  expect(transaction).toStrictEqual({
    id,
    assertionId: id,
    issuer: OURS,
    issuedAt: NOW,
    expiresAt: certificate.notAfter,
    trust: 'signature',
  });
  expect(nemid).toEqual({ cvr, uid: certificate.uid, certificate });
});

test('is the account of a NemID login of the same certificate where the issuer is said to be the same', () => {
  const CERTIFICATE = new X509Certificate(pems.get('moces')!).raw.toString('base64');
  const atBroker = profileFromEIdent(login('nemIdEmployee', { CERTIFICATE, DN: undefined, RID: undefined }));
  expect(profileFromCertificate(verified('moces'), { issuer: ISSUER }).key).toEqual(atBroker.key);
  expect(profileOf('moces').key).not.toEqual(atBroker.key);
});

test.each(TEST_KINDS)('a profile of %s is frozen, and survives a session', (kind) => {
  const profile = profileOf(kind);
  expect(Object.isFrozen(profile)).toBe(true);
  expect(() => profile.nemid?.certificate?.notAfter.setTime(0)).toThrow(TypeError);
  expect(fromSession(JSON.parse(JSON.stringify(toSession(profile))))).toEqual(profile);
});

test('what was verified is not frozen along with the profile', () => {
  const one = verified('voces');
  profileFromCertificate(one, { issuer: OURS });
  expect(() => one.content.at.setTime(one.content.at.getTime())).not.toThrow();
  expect(profileFromCertificate(one, { issuer: OURS })).toEqual(profileOf('voces'));
});

describe('is refused', () => {
  test.each([
    ['a text', () => pems.get('voces')],
    ['a certificate', () => new X509Certificate(pems.get('voces')!)],
    ['the content alone', () => verified('voces').content],
    ['a look-alike', () => ({ content: verified('voces').content })],
    ['an object of its class', () => Object.create(Object.getPrototypeOf(verified('voces')) as object) as unknown],
  ])('%s that was not verified', (_, make) => {
    expect(() => profileFromCertificate(make() as VerifiedCertificate, { issuer: OURS })).toThrow(TypeError);
  });

  test.each([undefined, '', ' ', 7])('the issuer %p', (issuer) => {
    const { code, detail } = errorOf(() => profileFromCertificate(verified('voces'), { issuer: issuer as string }));
    expect([code, detail.option]).toEqual(['configuration_invalid', 'issuer']);
  });
});
