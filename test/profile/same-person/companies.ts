import { profileFromEIdent, profileFromOioSaml } from '../../../src/profile';
import { certificateProfile } from '../../support/certificate-logins';
import { CVR, login } from '../../support/eident-logins';
import { oioLogin } from '../../support/oiosaml-logins';
import { NO_SOURCE, type SamePerson } from './person';

const NOT_MITID = 'MitID has no logins of companies';
const NAME = 'Prøve A/S - Test';

/** A company itself, by its certificate. */
export const COMPANIES: Readonly<Record<string, SamePerson>> = {
  'a company, by its certificate': {
    known: { displayName: NAME, 'organization.cvr': CVR, 'organization.name': 'Prøve A/S' },
    logins: {
      'E-Ident': { profile: () => profileFromEIdent(login('nemIdCompany')), silent: [] },
      'OIOSAML 3': NOT_MITID,
      'OIOSAML 2': { profile: () => profileFromOioSaml(oioLogin('nemIdCompany')), silent: [] },
      'Signicat, SAML 2.0': NOT_MITID,
      'Signicat, SAML 1.1': NO_SOURCE,
      'E-Ident, OIDC': NOT_MITID,
      'Nets eID broker, OIDC': NOT_MITID,
      'Signicat, OIDC': NO_SOURCE,
      OCES2: { profile: () => certificateProfile('oces2Company', NAME), silent: [] },
      OCES3: { profile: () => certificateProfile('oces3Company', NAME), silent: [] },
    },
  },
};
