import { profileFromEIdent, profileFromOioSaml, type Profile } from '../../../src/profile';
import { certificateProfile } from '../../support/certificate-logins';
import { claimsProfile } from '../../support/claims-logins';
import { CPR, CPR_UUID, CVR, login, PID } from '../../support/eident-logins';
import { eid, gov, nsis, oioLogin } from '../../support/oiosaml-logins';
import { signicatProfile } from '../../support/signicat-logins';
import {
  claimLevels,
  eidentLevels,
  LEVELS,
  NAMES,
  NO_LEVELS,
  NO_NSIS,
  NO_SOURCE,
  NOT_SAID,
  PARTS_OF_NAME,
  unsaidClaims,
  type SamePerson,
} from './person';

const allowed = { allowAssuranceLevel: true };
const signicatLevels = { mitid_loa: 'SUBSTANTIAL', mitid_ial: 'SUBSTANTIAL', mitid_aal: 'SUBSTANTIAL' };
const oioLevels = { [nsis('loa')]: 'Substantial', [nsis('ial')]: 'Substantial', [nsis('aal')]: 'Substantial' };
const CERTIFICATE_SILENT = ['person.age', 'person.cpr', 'person.cprUuid', 'person.dateOfBirth', ...NO_LEVELS];

/** Citizens, as themselves and on behalf of a company. */
export const CITIZENS: Readonly<Record<string, SamePerson>> = {
  'a citizen with a CPR number, who once had a NemID': {
    known: {
      ...NAMES,
      ...LEVELS,
      'person.cpr': CPR,
      'person.cprUuid': CPR_UUID,
      'person.dateOfBirth': '1990-01-01',
      'person.age': 36,
      'nemid.pid': PID,
    },
    logins: {
      'E-Ident': {
        profile: () => profileFromEIdent(login('private', eidentLevels)),
        silent: ['name.familyName', 'person.age', 'person.cprUuid'],
      },
      'OIOSAML 3': {
        profile: () => profileFromOioSaml(oioLogin('person', { ...oioLevels, [eid('email')]: '' })),
        silent: [],
      },
      'OIOSAML 2': {
        profile: () => profileFromOioSaml(oioLogin('nemIdPerson', { 'urn:oid:2.5.4.4': 'Testesen' }), allowed),
        silent: ['name.givenName', 'person.age', 'person.cprUuid', 'person.dateOfBirth', ...NO_NSIS],
      },
      'E-Ident, OIDC': {
        profile: () => claimsProfile('eidentPrivate', claimLevels),
        silent: ['person.age', 'person.cprUuid'],
      },
      'Nets eID broker, OIDC': {
        profile: () => claimsProfile('netsPrivate', claimLevels, claimLevels),
        silent: ['name.givenName', 'name.familyName', 'person.cprUuid'],
      },
      'Signicat, OIDC': {
        profile: () => claimsProfile('signicatMitId', signicatLevels),
        silent: ['nemid.pid', 'person.age', 'person.cprUuid'],
      },
      'Signicat, SAML 2.0': {
        profile: () => signicatProfile('mitId', { mitidAal: 'SUBSTANTIAL' }),
        silent: ['nemid.pid', 'person.age', 'person.cprUuid'],
      },
      'Signicat, SAML 1.1': {
        profile: () => signicatProfile('person'),
        silent: ['person.age', 'person.cprUuid', ...NO_LEVELS],
      },
      OCES2: {
        profile: () => certificateProfile('oces2Person'),
        silent: [...PARTS_OF_NAME, ...CERTIFICATE_SILENT],
      },
      OCES3: { profile: () => certificateProfile('oces3Person'), silent: ['nemid.pid', ...CERTIFICATE_SILENT] },
    },
  },
  'a citizen on behalf of a company': {
    known: { ...NAMES, ...LEVELS, authorizedToRepresent: [CVR], 'nemid.pid': PID },
    logins: {
      'E-Ident': {
        profile: () => profileFromEIdent(login('onBehalf', { ...eidentLevels, GIVENNAME: 'Bjørn', NEMID_PID: PID })),
        silent: ['name.familyName'],
      },
      'OIOSAML 3': {
        profile: () => profileFromOioSaml(oioLogin('onBehalf', { ...oioLevels, [eid('person/pid')]: PID })),
        silent: [],
      },
      'OIOSAML 2': {
        profile: () =>
          profileFromOioSaml(
            oioLogin('nemIdPerson', {
              [gov('AuthorizedToRepresent')]: CVR,
              [gov('CprNumberIdentifier')]: '',
              'urn:oid:2.5.4.4': 'Testesen',
            }),
            allowed,
          ),
        silent: ['name.givenName', ...NO_NSIS],
      },
      'E-Ident, OIDC': {
        profile: () => claimsProfile('eidentOnBehalf', { ...claimLevels, given_name: 'Bjørn', 'nemid.pid': PID }),
        silent: ['name.familyName'],
      },
      'Nets eID broker, OIDC': {
        profile: () =>
          claimsProfile(
            'netsPrivate',
            {
              ...claimLevels,
              ...unsaidClaims('dk.cpr', 'mitid.age', 'mitid.date_of_birth'),
              'nemlogin.auth_to_repr': CVR,
            },
            claimLevels,
          ),
        silent: ['name.givenName', 'name.familyName'],
      },
      'Signicat, OIDC': {
        profile: () => withoutCpr(claimsProfile('signicatNemId')),
        silent: ['nemid.pid', 'assurance.loa', ...NO_NSIS],
      },
      'Signicat, SAML 2.0': NO_SOURCE,
      'Signicat, SAML 1.1': {
        profile: () => signicatProfile('onBehalf', { 'dk.cpr': '', 'date-of-birth': '' }),
        silent: [...NO_LEVELS],
      },
      OCES2: NOT_SAID,
      OCES3: NOT_SAID,
    },
  },
};

/** Signicat's legacy NemID always tells the CPR number: a login on behalf of a company was looked up by it. */
function withoutCpr(profile: Profile): Profile {
  expect(profile.person.cpr?.reveal()).toBe(CPR);
  return { ...profile, person: {} };
}
