import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkAttributeNames,
  EIDENT_ATTRIBUTE_NAMES,
  profileFromEIdent,
  type EIdentAttributeNames,
} from '../../src/profile';
import { EIDENT_UNMAPPED, eidentRows } from '../../src/profile/dialects/eident';
import { eidentAttributeTable } from '../../src/profile/dialects/table';
import { errorOf } from '../support/codes';
import { login, PROFESSIONAL_UUID, RID } from '../support/eident-logins';

/** Every attribute of facts/eident.md, from there and not from the rows. */
const FACTS = `MITID_UUID FULLNAME FIRSTNAME GIVENNAME DOB DK_SSN NEMID_PID LOA AAL IAL ACR IDENTITY_TYPE MITID_AMR
  AUTHORIZED_TO_REPRESENT NEMLOGIN.AGE NEMLOGIN.AUTH_TO_REPR NEMLOGIN.CPR_UUID NEMLOGIN.CVR NEMLOGIN.DATE_OF_BIRTH
  NEMLOGIN.EMAIL NEMLOGIN.FAMILY_NAME NEMLOGIN.GIVEN_NAME NEMLOGIN.IAL NEMLOGIN.NAME NEMLOGIN.P_NUMBER
  NEMLOGIN.NEMID.RID NEMLOGIN.ORG_NAME NEMLOGIN.PERSISTENT_PROFESSIONAL_ID NEMLOGIN.SE_NUMBER ADDITIONAL_INFO
  ACTION_CONTEXT AMR C CN DN CERTIFICATE CERTPOLICYOID IDPROVIDER DK_DAN_PID`.split(/\s+/);

describe('the dialect', () => {
  test('knows every attribute that is known', () => {
    const known = new Set<string>([...eidentRows().map(({ attribute }) => attribute), ...EIDENT_UNMAPPED]);
    expect(FACTS.filter((attribute) => !known.has(attribute))).toEqual([]);
  });

  test('hides what is a CPR or holds a certificate', () => {
    const secret = eidentRows().filter(({ secret }) => secret === true);
    expect(secret.map(({ attribute }) => attribute).sort()).toEqual(['CERTIFICATE', 'DK_SSN', 'NEMLOGIN.CPR']);
  });

  test('is the table of the docs', () => {
    const docs = readFileSync(join(__dirname, '../../docs/profile.md'), 'utf8');
    expect(/<!-- attributes:begin -->\n\n([^]*?)\n\n<!-- attributes:end -->/.exec(docs)?.[1]).toBe(
      eidentAttributeTable(),
    );
  });
});

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
