import { SIGNICAT_LOGINS } from '../../support/signicat-logins';
import { PERSON_UUID } from '../../support/saml2';
import type { SampleAttribute } from '../../support/saml11';

const FULL_NAME = 'Ærø Prøve Åkjær';

/** What Signicat says of a citizen with NemID, in SAML 1.1. */
export function nemIdPerson(fullName = FULL_NAME): readonly SampleAttribute[] {
  return Object.entries({ ...SIGNICAT_LOGINS.person.says, 'plain-name': fullName });
}

/** What Signicat says of a citizen with MitID, in SAML 2.0. */
export function mitIdPerson(fullName = FULL_NAME): readonly SampleAttribute[] {
  return Object.entries({ ...SIGNICAT_LOGINS.mitId.says, mitidUuid: PERSON_UUID, 'common-name': fullName });
}
