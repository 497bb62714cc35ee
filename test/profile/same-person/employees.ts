import { profileFromEIdent, profileFromOioSaml } from '../../../src/profile';
import { certificateProfile } from '../../support/certificate-logins';
import { claimsProfile } from '../../support/claims-logins';
import { CPR, CPR_UUID, CVR, login, PROFESSIONAL_UUID, RID } from '../../support/eident-logins';
import { eid, gov, nsis, oioLogin } from '../../support/oiosaml-logins';
import { signicatProfile } from '../../support/signicat-logins';
import {
  CITIZENS_ONLY,
  claimLevels,
  eidentLevels,
  LEVELS,
  NAMES,
  NO_LEVELS,
  NO_NSIS,
  PARTS_OF_NAME,
  unsaid,
  unsaidClaims,
  type SamePerson,
} from './person';

const allowed = { allowAssuranceLevel: true };
const nemLoginNames = { 'nemlogin.name': 'Bjørn Testesen', 'nemlogin.given_name': 'Bjørn' };
const oioLevels = { [nsis('loa')]: 'Substantial', [nsis('ial')]: 'Substantial', [nsis('aal')]: 'Substantial' };
const CERTIFICATE_SILENT = [
  'authorizedToRepresent',
  'emails',
  'organization.productionUnit',
  'organization.professionalUuid',
  'organization.seNumber',
  'person.age',
  'person.cpr',
  'person.cprUuid',
  'person.dateOfBirth',
  ...NO_LEVELS,
];

const PROTECTED_CLAIMS = {
  ...unsaidClaims('nemlogin.email', 'nemlogin.date_of_birth', 'nemlogin.age', 'nemlogin.cpr_uuid'),
  ...unsaidClaims('nemlogin.p_number', 'nemlogin.se_number', 'nemlogin.auth_to_repr', 'nemlogin.family_name'),
  'nemlogin.name': 'Pseudonym',
  'nemlogin.given_name': 'Pseudonym',
};

/** Employees, one of them with a protected name. */
export const EMPLOYEES: Readonly<Record<string, SamePerson>> = {
  'an employee, with all that the employer tells': {
    known: {
      ...NAMES,
      ...LEVELS,
      emails: [{ value: 'bjorn@firm.example' }],
      'person.cpr': CPR,
      'person.cprUuid': CPR_UUID,
      'person.dateOfBirth': '1990-01-01',
      'person.age': 36,
      'organization.cvr': CVR,
      'organization.name': 'Prøve A/S',
      'organization.productionUnit': '1092738120',
      'organization.seNumber': '90000009',
      'organization.rid': RID,
      'organization.professionalUuid': PROFESSIONAL_UUID,
      authorizedToRepresent: [CVR],
    },
    logins: {
      'E-Ident': {
        profile: () =>
          profileFromEIdent(
            login('professional', {
              ...eidentLevels,
              'NEMLOGIN.NAME': 'Bjørn Testesen',
              'NEMLOGIN.GIVEN_NAME': 'Bjørn',
              'NEMLOGIN.AUTH_TO_REPR': CVR,
            }),
          ),
        silent: [],
      },
      'OIOSAML 3': { profile: () => profileFromOioSaml(oioLogin('professional', oioLevels)), silent: [] },
      'OIOSAML 2': {
        profile: () => profileFromOioSaml(oioLogin('nemIdEmployee'), allowed),
        silent: [
          'name.givenName',
          'organization.professionalUuid',
          'person.age',
          'person.cprUuid',
          'person.dateOfBirth',
          ...NO_NSIS,
        ],
      },
      'E-Ident, OIDC': {
        profile: () =>
          claimsProfile('eidentProfessional', { ...claimLevels, ...nemLoginNames, 'nemlogin.auth_to_repr': CVR }),
        silent: [],
      },
      'Nets eID broker, OIDC': {
        profile: () => claimsProfile('netsProfessional', nemLoginNames, claimLevels),
        silent: [],
      },
      'Signicat, SAML 2.0': CITIZENS_ONLY,
      'Signicat, SAML 1.1': {
        profile: () => signicatProfile('employee'),
        silent: [
          'authorizedToRepresent',
          'organization.productionUnit',
          'organization.professionalUuid',
          'organization.seNumber',
          'person.age',
          'person.cprUuid',
          ...NO_LEVELS,
        ],
      },
      'Signicat, OIDC': CITIZENS_ONLY,
      OCES2: {
        profile: () => certificateProfile('oces2Employee'),
        silent: [...PARTS_OF_NAME, ...CERTIFICATE_SILENT],
      },
      OCES3: {
        profile: () => certificateProfile('oces3Employee'),
        silent: ['organization.rid', ...CERTIFICATE_SILENT],
      },
    },
  },
  'an employee whose name is protected': {
    known: {
      ...LEVELS,
      'person.cpr': CPR,
      'organization.cvr': CVR,
      'organization.name': 'Prøve A/S',
      'organization.rid': RID,
      'organization.professionalUuid': PROFESSIONAL_UUID,
    },
    logins: {
      'E-Ident': {
        profile: () =>
          profileFromEIdent(
            login('professional', {
              ...eidentLevels,
              ...unsaid('NEMLOGIN.', 'EMAIL', 'DATE_OF_BIRTH', 'AGE', 'CPR_UUID', 'P_NUMBER', 'SE_NUMBER'),
              'NEMLOGIN.NAME': 'Pseudonym',
              'NEMLOGIN.GIVEN_NAME': 'Pseudonym',
              'NEMLOGIN.FAMILY_NAME': '',
            }),
          ),
        silent: [],
      },
      'OIOSAML 3': {
        profile: () =>
          profileFromOioSaml(
            oioLogin('professional', {
              ...oioLevels,
              ...unsaid(eid(''), 'email', 'dateOfBirth', 'age', 'cprUuid', 'fullName', 'firstName', 'lastName'),
              ...unsaid(eid('professional/'), 'productionUnit', 'seNumber', 'authorizedToRepresent'),
              [eid('alias')]: 'Pseudonym',
            }),
          ),
        silent: [],
      },
      'OIOSAML 2': {
        profile: () =>
          profileFromOioSaml(
            oioLogin(
              'nemIdEmployee',
              {
                ...unsaid(gov(''), 'ProductionUnitIdentifier', 'SENumberIdentifier', 'seNumberIdentifier'),
                ...unsaid('urn:oid:', '0.9.2342.19200300.100.1.3', '1.3.6.1.4.1.1466.115.121.1.8', '2.5.4.4'),
                [gov('AuthorizedToRepresent')]: '',
                'urn:oid:2.5.4.3': 'Pseudonym',
              },
              { subject: { nameId: '_b5a2f0' } },
            ),
            allowed,
          ),
        silent: ['organization.professionalUuid', ...NO_NSIS],
      },
      'E-Ident, OIDC': {
        profile: () => claimsProfile('eidentProfessional', { ...claimLevels, ...PROTECTED_CLAIMS }),
        silent: [],
      },
      'Nets eID broker, OIDC': {
        profile: () =>
          claimsProfile(
            'netsProfessional',
            { ...PROTECTED_CLAIMS, 'nemlogin.name': undefined, 'nemlogin.alias': 'Pseudonym' },
            claimLevels,
          ),
        silent: [],
      },
      'Signicat, SAML 2.0': CITIZENS_ONLY,
      'Signicat, SAML 1.1': {
        profile: () =>
          signicatProfile('employee', {
            ...unsaid('', 'email', 'date-of-birth', 'lastname', 'subject-dn'),
            'plain-name': 'Pseudonym',
            firstname: 'Pseudonym',
          }),
        silent: ['organization.professionalUuid', ...NO_LEVELS],
      },
      'Signicat, OIDC': CITIZENS_ONLY,
      OCES2: {
        profile: () => certificateProfile('oces2Employee', 'Pseudonym'),
        silent: ['person.cpr', 'organization.professionalUuid', ...NO_LEVELS],
      },
      OCES3: 'an OCES3 certificate of an employee has the name in parts',
    },
  },
};
