import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkAttributeNames,
  EIDENT_ATTRIBUTE_NAMES,
  profileFromEIdent,
  type EIdentAttributeNames,
} from '../../src/profile';
import { secretOf, type Dialect } from '../../src/profile/dialects/dialect';
import { eidentDialect } from '../../src/profile/dialects/eident';
import { eidentOidc } from '../../src/profile/dialects/eident-oidc';
import { NETS_EID_BROKER } from '../../src/profile/dialects/nets-eid-broker';
import { OIOSAML2 } from '../../src/profile/dialects/oiosaml2';
import { OIOSAML3 } from '../../src/profile/dialects/oiosaml3';
import { EIDAS_ATTRIBUTE_PREFIXES, OIOSAML4_ATTRIBUTES } from '../../src/profile/dialects/oiosaml4-names';
import { SIGNICAT_OIDC } from '../../src/profile/dialects/signicat-oidc';
import { signicatSaml11 } from '../../src/profile/dialects/signicat-saml11';
import { signicatSaml2 } from '../../src/profile/dialects/signicat-saml2';
import { attributeTable } from '../../src/profile/dialects/table';
import { errorOf } from '../support/codes';
import { login, PROFESSIONAL_UUID, RID } from '../support/eident-logins';
import { eid, gov } from '../support/oiosaml-logins';

/** Every attribute of facts/eident.md, from there and not from the rows. */
const FACTS = `MITID_UUID FULLNAME FIRSTNAME GIVENNAME DOB DK_SSN NEMID_PID LOA AAL IAL ACR IDENTITY_TYPE MITID_AMR
  AUTHORIZED_TO_REPRESENT NEMLOGIN.AGE NEMLOGIN.AUTH_TO_REPR NEMLOGIN.CPR_UUID NEMLOGIN.CVR NEMLOGIN.DATE_OF_BIRTH
  NEMLOGIN.EMAIL NEMLOGIN.FAMILY_NAME NEMLOGIN.GIVEN_NAME NEMLOGIN.IAL NEMLOGIN.NAME NEMLOGIN.P_NUMBER
  NEMLOGIN.NEMID.RID NEMLOGIN.ORG_NAME NEMLOGIN.PERSISTENT_PROFESSIONAL_ID NEMLOGIN.SE_NUMBER ADDITIONAL_INFO
  ACTION_CONTEXT AMR C CN DN CERTIFICATE CERTPOLICYOID IDPROVIDER DK_DAN_PID`;

/** Every attribute of facts/oiosaml.md 1.1, as the page writes them. */
const OIOSAML3_FACTS = `https://data.gov.dk/model/core/specVersion dk:gov:saml:attribute:AssuranceLevel
  ${under('https://data.gov.dk/concept/core/nsis/', 'loa ial aal')}
  ${under(
    'https://data.gov.dk/model/core/eid/',
    `bootstrapToken privilegesIntermediate fullName firstName lastName alias email cprNumber cprUuid age dateOfBirth
     person/pid professional/uuid/persistent professional/rid professional/cvr professional/orgName
     professional/productionUnit professional/seNumber professional/authorizedToRepresent`,
  )}
  ${under(
    'https://data.gov.dk/model/core/signing/',
    `certificatePolicyQualifier certificateSSNPersistenceLevel certificateHolderIdentifier certificateCommonName
     anonymizedSigner referenceText securityCode requesterID`,
  )}`;

/** Every attribute of facts/oiosaml.md 2. */
const OIOSAML2_FACTS = `urn:liberty:disco:2006-08:DiscoveryEPR
  ${under(
    'dk:gov:saml:attribute:',
    `SpecVer AssuranceLevel PidNumberIdentifier CprNumberIdentifier CvrNumberIdentifier RidNumberIdentifier
     ProductionUnitIdentifier SENumberIdentifier seNumberIdentifier UserAdministratorIndicator IsYouthCert
     UniqueAccountKey Privileges_intermediate AuthorizedToRepresent`,
  )}
  ${under(
    'urn:oid:',
    `2.5.4.3 2.5.4.4 0.9.2342.19200300.100.1.1 0.9.2342.19200300.100.1.3 2.5.4.5 2.5.4.10 2.5.4.11 2.5.4.12 2.5.4.16
     2.5.4.65 2.5.29.29 1.3.6.1.4.1.1466.115.121.1.8`,
  )}
  ${under('dk:nemlogin:saml:attribute:', 'IdPSessionIndex SpEntityId')}`;

/** The claims that seed 002 and facts/oiosaml.md 4.4 list for the scope nemlogin, and seed 001 beside them. */
const NEMLOGIN_FACTS = under(
  'nemlogin.',
  `date_of_birth email name family_name given_name nemid.rid org_name persistent_professional_id cvr se_number p_number
   cpr_uuid cpr auth_to_repr ial`,
);

/** The OIDC column of seed 001, as far as it is there. */
const EIDENT_OIDC_FACTS = `${NEMLOGIN_FACTS} aal dk_ssn ssn ial loa acr mitid_amr mitid.uuid pid transaction_text
  transaction_text_sha256 transaction_text_type identity_type`;

/** The claims of seed 002 and facts/oiosaml.md 4.4. */
const NETS_FACTS = `${NEMLOGIN_FACTS} nemlogin.alias identity_type idp loa ial aal amr mitid.reference_text mitid.psd2
  transaction_actions dk.cpr nemid.pid nemid.pid_status`;

/** The response of seed 004, and the names of facts/eident.md and rules 7. */
const SIGNICAT_FACTS = `sub signicat.organization.number signicat.organization.name name signicat.national_id given_name
  locale family_name national-identity`;

/** Signicat over SAML 2.0: facts/eident.md, with the other standard fields of Signicat's own page. */
const SIGNICAT_SAML2_FACTS = `national-identity national-identity-country given-name surname common-name date-of-birth
  auth-token-id email`;

/** Signicat over SAML 1.1: names that open integrations of it list, and seed 004's of the company. */
const SIGNICAT_SAML11_FACTS = `dk.cpr pid nemid firstname lastname plain-name name cn date-of-birth security-level subject-dn
  subject-serial-number signicat.organization.number signicat.organization.name signicat.national_id`;

function under(prefix: string, names: string): string {
  return names
    .split(/\s+/)
    .map((name) => `${prefix}${name}`)
    .join(' ');
}

describe.each<[string, Dialect, string, string[]]>([
  ['eident', eidentDialect(), FACTS, ['CERTIFICATE', 'DK_SSN', 'NEMLOGIN.CPR']],
  ['oiosaml-3', OIOSAML3, OIOSAML3_FACTS, [eid('bootstrapToken'), eid('cprNumber'), eid('privilegesIntermediate')]],
  [
    'oiosaml-2',
    OIOSAML2,
    OIOSAML2_FACTS,
    [
      gov('CprNumberIdentifier'),
      gov('Privileges_intermediate'),
      'urn:liberty:disco:2006-08:DiscoveryEPR',
      'urn:oid:1.3.6.1.4.1.1466.115.121.1.8',
    ],
  ],
  ['claims-eident', eidentOidc(), EIDENT_OIDC_FACTS, ['dk_ssn', 'nemlogin.cpr', 'ssn']],
  [
    'claims-nets-eid-broker',
    NETS_EID_BROKER,
    NETS_FACTS,
    ['dk.cpr', 'mitid.reference_text', 'mitid.transaction_text', 'nemlogin.cpr'],
  ],
  ['claims-signicat', SIGNICAT_OIDC, SIGNICAT_FACTS, ['national-identity', 'nin', 'signicat.national_id']],
  ['signicat-saml2', signicatSaml2(), SIGNICAT_SAML2_FACTS, ['national-identity', 'signicat.national-id']],
  ['signicat-saml11', signicatSaml11(), SIGNICAT_SAML11_FACTS, ['certificate', 'dk.cpr', 'signicat.national_id']],
])('the dialect %s', (name, dialect, facts, secret) => {
  test('knows every attribute that is known, and each once', () => {
    const { rows, unmapped, withheld } = dialect;
    const known = [...new Set(rows.map(({ attribute }) => attribute)), ...unmapped, ...withheld];
    expect(facts.split(/\s+/).filter((attribute) => !known.includes(attribute))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  test('hides what is a CPR, a token, privileges, a certificate or an encoded text', () => {
    expect([...secretOf(dialect)].sort()).toEqual(secret);
  });

  test('is the table of the docs', () => {
    expect(between(name)).toBe(attributeTable(dialect));
  });
});

test('the attributes of OIOSAML 4 are those of the docs', () => {
  const names = [...OIOSAML4_ATTRIBUTES, ...EIDAS_ATTRIBUTE_PREFIXES.map((prefix) => `${prefix}…`)];
  expect(between('oiosaml-4')).toBe(names.map((attribute) => `- \`${attribute}\``).join('\n'));
});

function between(mark: string): string | undefined {
  const docs = readFileSync(join(__dirname, '../../docs/profile.md'), 'utf8');
  return new RegExp(`<!-- ${mark}:begin -->\n\n([^]*?)\n\n<!-- ${mark}:end -->`).exec(docs)?.[1];
}

describe('attributeNames', () => {
  test('are the facts’ names by default', () => {
    expect(EIDENT_ATTRIBUTE_NAMES).toEqual({
      rid: 'NEMLOGIN.NEMID.RID',
      organizationName: 'NEMLOGIN.ORG_NAME',
      professionalUuid: 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID',
      seNumber: 'NEMLOGIN.SE_NUMBER',
      referenceText: 'REFERENCE_TEXT',
      transactionText: 'TRANSACTION_TEXT',
      transactionTextSha256: 'TRANSACTION_TEXT_SHA256',
      transactionTextType: 'TRANSACTION_TEXT_TYPE',
    });
  });

  test('are read instead of the defaults', () => {
    const sha256 = Buffer.alloc(32).toString('base64');
    const attributeNames: Required<EIdentAttributeNames> = {
      rid: 'A',
      organizationName: 'B',
      professionalUuid: 'C_UUID',
      seNumber: 'D',
      referenceText: 'E',
      transactionText: 'F',
      transactionTextSha256: 'G',
      transactionTextType: 'H',
    };
    const assertion = login('professional', {
      'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': undefined,
      REFERENCE_TEXT: 'not this one',
      A: RID,
      B: 'Firm',
      C_UUID: PROFESSIONAL_UUID,
      D: '90000009',
      E: 'reference',
      F: 'text',
      G: sha256,
      H: 'HTML',
    });
    const profile = profileFromEIdent(assertion, { attributeNames });
    expect(profile).toMatchObject({
      id: PROFESSIONAL_UUID,
      organization: { rid: RID, name: 'Firm', seNumber: '90000009' },
      transaction: { referenceText: 'reference', transactionText: { text: 'text', type: 'html', sha256 } },
    });
    expect(profile.attributes.get('NEMLOGIN.NEMID.RID')).toEqual([RID]);
  });

  test('name the attribute that is missing', () => {
    const read = () => profileFromEIdent(login('professional'), { attributeNames: { professionalUuid: 'UUID' } });
    expect(errorOf(read).detail).toMatchObject({ where: 'UUID', option: 'attributeNames.professionalUuid' });
  });

  test('are all right when they clash with nothing', () => {
    expect(checkAttributeNames({})).toEqual([]);
    expect(checkAttributeNames({ rid: 'NEMLOGIN.RID', seNumber: 'NEMLOGIN.SE' })).toEqual([]);
    expect(checkAttributeNames({ rid: 'NEMLOGIN.NEMID.RID' })).toEqual([]);
    expect(checkAttributeNames({ rid: 'NEMLOGIN.SE_NUMBER', seNumber: 'NEMLOGIN.NEMID.RID' })).toEqual([]);
  });

  test.each<[unknown, string]>([
    [null, 'attributeNames is not an object'],
    ['rid', 'attributeNames is not an object'],
    [{ cpr: 'X' }, `attributeNames.cpr is unknown; known are ${Object.keys(EIDENT_ATTRIBUTE_NAMES).join(', ')}`],
    [
      { toString: 'X' },
      `attributeNames.toString is unknown; known are ${Object.keys(EIDENT_ATTRIBUTE_NAMES).join(', ')}`,
    ],
    [{ rid: '' }, 'attributeNames.rid is not an attribute name: a string of 1 to 256 characters'],
    [{ rid: ' X' }, 'attributeNames.rid is not an attribute name: a string of 1 to 256 characters'],
    [{ rid: 7 }, 'attributeNames.rid is not an attribute name: a string of 1 to 256 characters'],
    [{ rid: undefined }, 'attributeNames.rid is not an attribute name: a string of 1 to 256 characters'],
    [{ rid: 'X'.repeat(257) }, 'attributeNames.rid is not an attribute name: a string of 1 to 256 characters'],
    [{ rid: 'NEMLOGIN.CVR' }, 'attributeNames.rid is NEMLOGIN.CVR, which is already read as organization.cvr'],
    [{ referenceText: 'DK_SSN' }, 'attributeNames.referenceText is DK_SSN, which is already read as person.cpr'],
    [{ referenceText: 'ACR' }, 'attributeNames.referenceText is ACR, which is already read as ACR'],
    [
      { rid: 'NEMLOGIN.SE_NUMBER' },
      'attributeNames.rid is NEMLOGIN.SE_NUMBER, which is already read as organization.seNumber',
    ],
    [{ rid: 'X', seNumber: 'X' }, 'attributeNames.seNumber is X, which is already read as organization.rid'],
    [{ seNumber: 'X', rid: 'X' }, 'attributeNames.rid is X, which is already read as organization.seNumber'],
  ])('%j is refused', (names, problem) => {
    const problems = checkAttributeNames(names);
    expect(problems).toEqual([problem]);
    const { code, detail } = errorOf(() =>
      profileFromEIdent(login('private'), { attributeNames: names as EIdentAttributeNames }),
    );
    expect({ code, problems: detail.problems }).toEqual({ code: 'configuration_invalid', problems });
  });

  test('are all reported at once', () => {
    expect(checkAttributeNames({ a: 'X', rid: '' })).toHaveLength(2);
    expect(checkAttributeNames({ rid: 'LOA', seNumber: 'AAL' })).toHaveLength(2);
  });
});
