import { profileFromOioSaml } from '../../../src/profile';
import { OIOSAML4_ATTRIBUTES } from '../../../src/profile/dialects/oiosaml4-names';
import { errorOf } from '../../support/codes';
import { CPR, type Said } from '../../support/eident-logins';
import { gov, oioLogin, type OioLogin } from '../../support/oiosaml-logins';

const SPEC_VERSION = 'https://data.gov.dk/model/core/specVersion';
const SPEC_VER = gov('SpecVer');
const SUPPORTED = `OIO-SAML-3.0 in ${SPEC_VERSION}, or DK-SAML-2.0 in ${SPEC_VER}`;

const errorFor = (kind: OioLogin, changes: Said) => errorOf(() => profileFromOioSaml(oioLogin(kind, changes)));

test('the version attribute picks the dialect', () => {
  expect(profileFromOioSaml(oioLogin('person')).provider).toBe('mitid');
  expect(profileFromOioSaml(oioLogin('nemIdPerson')).provider).toBe('nemid');
  expect(profileFromOioSaml(oioLogin('person', { [SPEC_VERSION]: '\n OIO-SAML-3.0 ', [SPEC_VER]: '' })).provider).toBe(
    'mitid',
  );
});

test.each<[string, OioLogin, Said, string, string]>([
  ['none', 'person', { [SPEC_VERSION]: undefined }, `${SPEC_VERSION}, ${SPEC_VER}`, 'nothing'],
  ['an empty one', 'nemIdPerson', { [SPEC_VER]: ' ' }, `${SPEC_VERSION}, ${SPEC_VER}`, 'nothing'],
  ['both', 'person', { [SPEC_VER]: 'DK-SAML-2.0' }, `${SPEC_VERSION}, ${SPEC_VER}`, 'two versions'],
  [
    'OIOSAML 4',
    'person',
    { [SPEC_VERSION]: 'OIO-SAML-4.0' },
    SPEC_VERSION,
    'OIO-SAML-4.0, which this release does not read',
  ],
  ['the health profile', 'person', { [SPEC_VERSION]: 'OIO-SAML-H-3.0' }, SPEC_VERSION, 'OIO-SAML-H-3.0'],
  ['a later one', 'person', { [SPEC_VERSION]: 'OIO-SAML-3.1' }, SPEC_VERSION, 'OIO-SAML-3.1'],
  ['another case', 'person', { [SPEC_VERSION]: 'oio-saml-3.0' }, SPEC_VERSION, 'a text of 12 characters'],
  ['that of OIOSAML 2', 'person', { [SPEC_VERSION]: 'DK-SAML-2.0' }, SPEC_VERSION, 'DK-SAML-2.0'],
  ['that of OIOSAML 3', 'nemIdPerson', { [SPEC_VER]: 'OIO-SAML-3.0' }, SPEC_VER, 'OIO-SAML-3.0'],
])('%s is refused, and what is supported is named', (_, kind, changes, where, got) => {
  const { code, detail } = errorFor(kind, changes);
  expect({ code, ...detail }).toEqual({ code: 'identity_type_unknown', where, got, expected: SUPPORTED });
});

test('a version that is no word is malformed, and two are a conflict', () => {
  expect(errorFor('person', { [SPEC_VERSION]: 'two words' }).code).toBe('attribute_malformed');
  expect(errorFor('person', { [SPEC_VERSION]: CPR }).detail).toMatchObject({ where: SPEC_VERSION, got: '10 digits' });
  expect(errorFor('person', { [SPEC_VERSION]: ['OIO-SAML-3.0', 'OIO-SAML-4.0'] }).code).toBe('attribute_conflict');
});

test('a version with child elements is malformed', () => {
  const { content } = oioLogin('person');
  const attributes = content.attributes.map((one) => (one.name === SPEC_VERSION ? { ...one, hasElements: true } : one));
  const { code, detail } = errorOf(() => profileFromOioSaml(oioLogin('person', {}, { attributes })));
  expect({ code, where: detail.where }).toEqual({ code: 'attribute_malformed', where: SPEC_VERSION });
});

test('the attributes of OIOSAML 4 in an assertion of OIOSAML 3 stand in attributes only', () => {
  const extra = Object.fromEntries(OIOSAML4_ATTRIBUTES.map((name) => [name, 'x']));
  const { attributes, ...profile } = profileFromOioSaml(oioLogin('person', extra));
  expect(profileFromOioSaml(oioLogin('person'))).toMatchObject(profile);
  for (const name of OIOSAML4_ATTRIBUTES) expect(attributes.get(name)).toEqual(['x']);
});
