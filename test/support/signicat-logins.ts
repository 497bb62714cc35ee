import type { AssertionContent, VerifiedAssertion } from '../../src/assertion';
import { profileFromSignicat, type Profile, type SignicatProfileOptions } from '../../src/profile';
import { assertionOf, CPR, CVR, MITID_UUID, PID, RID, type Said } from './eident-logins';
import { FORMATS } from './oiosaml-logins';

export const SIGNICAT_ISSUER = 'preprod.signicat.example/std';
export const STEP_UP_ID = 'mitid:ce3c6b19-93cd-47f2-a0de-3d9f1c7b2a55';

/** What a SAML 1.1 NameIdentifier of Signicat was seen to hold, of another country: the national number. */
const NATIONAL_NUMBER = { nameId: CPR, format: 'urn:kantega:ksi:3.0:nameid-format:fnr' };
const METHOD = 'urn:ksi:names:SAML:2.0:ac:';

type Options = SignicatProfileOptions;

interface Login {
  readonly protocol: Options['protocol'];
  readonly method: string;
  readonly subject: NonNullable<AssertionContent['subject']>;
  readonly says: Said;
}

const PERSON = {
  'security-level': '3',
  nemid: PID,
  pid: PID,
  'dk.cpr': '010190-5123',
  'plain-name': 'Bjørn Testesen',
  firstname: 'Bjørn',
  lastname: 'Testesen',
  'date-of-birth': '1990-01-01',
  'subject-dn': `C=DK, O=Ingen organisatorisk tilknytning, CN=Bjørn Testesen + SERIALNUMBER=PID:${PID}`,
  'subject-serial-number': `PID:${PID}`,
};

/** One login of each kind, with what Signicat may say of it. */
export const SIGNICAT_LOGINS = {
  mitId: {
    protocol: 'saml2',
    method: 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
    subject: { nameId: MITID_UUID, format: FORMATS.persistent },
    says: {
      'national-identity': '0101905123',
      'national-identity-country': 'DK',
      'common-name': 'Bjørn Testesen',
      'given-name': 'Bjørn',
      surname: 'Testesen',
      'date-of-birth': '1990-01-01',
      email: '',
      'auth-token-id': STEP_UP_ID,
      mitidUuid: MITID_UUID,
      mitidLoa: 'SUBSTANTIAL',
      mitidIal: 'SUBSTANTIAL',
      mitidAal: 'HIGH',
      mitidReferenceTextBody: 'Order 42',
    },
  },
  person: { protocol: 'saml11', method: `${METHOD}nemid`, subject: NATIONAL_NUMBER, says: PERSON },
  onBehalf: {
    protocol: 'saml11',
    method: `${METHOD}nemid-erhverv`,
    subject: NATIONAL_NUMBER,
    says: { ...PERSON, 'signicat.organization.number': CVR, 'signicat.organization.name': 'Prøve A/S' },
  },
  employee: {
    protocol: 'saml11',
    method: `${METHOD}nemid-moces`,
    subject: { nameId: `CVR:${CVR}-RID:${RID}` },
    says: {
      'dk.cpr': CPR,
      'plain-name': 'Bjørn Testesen',
      firstname: 'Bjørn',
      lastname: 'Testesen',
      email: 'bjorn@firm.example',
      'date-of-birth': '1990-01-01',
      'subject-dn': `C=DK, O=Prøve A/S // CVR:${CVR}, CN=Bjørn Testesen + SERIALNUMBER=CVR:${CVR}-RID:${RID}`,
      'subject-serial-number': `CVR:${CVR}-RID:${RID}`,
      cvr: CVR,
      rid: RID,
      'signicat.organization.number': CVR,
      'signicat.organization.name': 'Prøve A/S',
    },
  },
} as const satisfies Record<string, Login>;

/** The names of the logins. */
export type SignicatLogin = keyof typeof SIGNICAT_LOGINS;

/** An assertion of one of the logins, with changes to its attributes and to the rest of it. */
export function signicatLogin(
  kind: SignicatLogin,
  changes: Said = {},
  content: Partial<AssertionContent> = {},
): VerifiedAssertion {
  const { protocol, subject, method, says }: Login = SIGNICAT_LOGINS[kind];
  const namespace = protocol === 'saml2' ? 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic' : 'nemid';
  const attributes = Object.entries({ ...says, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, namespace, values: [value].flat(), hasElements: false }],
  );
  return assertionOf(attributes, {
    protocol: protocol === 'saml2' ? 'saml-2.0' : 'saml-1.1',
    id: 'fc2575ebc739e358f0de661b1e35e82d',
    issuer: SIGNICAT_ISSUER,
    subject,
    authentication: { method, instant: new Date('2026-11-22T10:00:00Z') },
    ...content,
  });
}

/** Its profile; with `attributeNames` as the application would configure them. */
export function signicatProfile(
  kind: SignicatLogin,
  changes?: Said,
  content?: Partial<AssertionContent>,
  attributeNames: Readonly<Record<string, string>> = {},
): Profile {
  const { protocol } = SIGNICAT_LOGINS[kind];
  return profileFromSignicat(signicatLogin(kind, changes, content), { protocol, attributeNames });
}
