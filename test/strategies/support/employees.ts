import type { VerifiedAssertion } from '../../../src/assertion';
import { profileFromEIdent, profileFromOioSaml, type Profile } from '../../../src/profile';
import { CVR, login as eidentLogin } from '../../support/eident-logins';
import { FORMATS, gov, oioLogin } from '../../support/oiosaml-logins';
import { oces2Employee } from '../../support/oces';

/** A login, before anybody is asked about it. */
export interface Arrived {
  readonly assertion: VerifiedAssertion;
  readonly profile: Profile;
}

/** The name of the certificate of an employee with this RID. */
export const certificateName = (rid: string) => `C=DK,CN=Bjørn Testesen,Serial=CVR:${CVR}-RID:${rid}`;

/** An employee of NemID with this RID, named so by everything that the broker says. */
export const EMPLOYEES: Readonly<Record<'eident' | 'nemlog-in', (rid: string) => Arrived>> = {
  eident: (rid) => {
    const CERTIFICATE = oces2Employee(CVR, rid, 'Bjørn Ansat', 'Prøve A/S').base64;
    const assertion = eidentLogin('nemIdEmployee', { CERTIFICATE, DN: undefined });
    return { assertion, profile: profileFromEIdent(assertion) };
  },
  'nemlog-in': (rid) => {
    const subject = { nameId: certificateName(rid), format: FORMATS.x509 };
    const says = {
      [gov('RidNumberIdentifier')]: rid,
      'urn:oid:0.9.2342.19200300.100.1.1': undefined,
      'urn:oid:1.3.6.1.4.1.1466.115.121.1.8': undefined,
    };
    const assertion = oioLogin('nemIdEmployee', says, { subject });
    return { assertion, profile: profileFromOioSaml(assertion) };
  },
};
