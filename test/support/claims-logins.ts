import { VerifiedClaims } from '../../src/claims';
import { profileFromClaims, type ClaimsBroker, type Profile } from '../../src/profile';
import { CPR, CPR_UUID, CVR, MITID_UUID, PID, PROFESSIONAL_UUID, RID } from './eident-logins';

/** What a broker says, by claim; `undefined` takes a claim out of a login below. */
export type SaidClaims = Readonly<Record<string, unknown>>;

export const OIDC_ISSUER = 'https://oidc.example';
export const SUBJECT = 'bab646bb-8608-4ac7-ac42-cee4ad490600';
export const TOKEN_ID = '5964f27b-7a7c-4f3d-99fe-aee934f03397';
export const TRANSACTION_ID = '1b6e17d5-35ba-4b1e-9a0f-6a7b8b0a2f11';

const LEVEL = 'https://data.gov.dk/concept/core/nsis/';

/** What every ID token says of itself. */
export const TOKEN = {
  iss: OIDC_ISSUER,
  sub: SUBJECT,
  aud: 'client',
  iat: Date.parse('2026-11-22T10:00:00Z') / 1000,
  exp: Date.parse('2026-11-22T10:15:00Z') / 1000,
  nonce: 'n-0S6_WzA2Mj',
} as const;

interface ClaimsLogin {
  readonly broker: ClaimsBroker;
  readonly idToken: SaidClaims;
  readonly userInfo?: SaidClaims;
}

const NEMLOGIN = {
  'nemlogin.name': 'Bjørn Ansat Testesen',
  'nemlogin.given_name': 'Bjørn Ansat',
  'nemlogin.family_name': 'Testesen',
  'nemlogin.email': 'bjorn@firm.example',
  'nemlogin.date_of_birth': '1990-01-01',
  'nemlogin.age': '36',
  'nemlogin.cpr': CPR,
  'nemlogin.cpr_uuid': CPR_UUID,
  'nemlogin.cvr': CVR,
  'nemlogin.org_name': 'Prøve A/S',
  'nemlogin.p_number': '1092738120',
  'nemlogin.se_number': '90000009',
  'nemlogin.nemid.rid': RID,
  'nemlogin.persistent_professional_id': PROFESSIONAL_UUID,
  'nemlogin.ial': `${LEVEL}Substantial`,
} as const;

/** One login of each broker and kind, with every claim that is known of it. */
export const CLAIMS_LOGINS = {
  eidentPrivate: {
    broker: 'eident',
    idToken: {
      ...TOKEN,
      sub: `mitid:${MITID_UUID}`,
      jti: TOKEN_ID,
      acr: 'urn:eident:cert:eidas:high',
      amr: ['mitid'],
      identity_type: 'private',
      'mitid.uuid': MITID_UUID,
      pid: MITID_UUID,
      loa: `${LEVEL}Substantial`,
      aal: `${LEVEL}High`,
      ial: `${LEVEL}Substantial`,
      mitid_amr: ['password', 'code_app_enchanced'],
      name: 'Bjørn Testesen',
      given_name: 'Bjørn',
      family_name: 'Testesen',
      birthdate: '1990-01-01',
      dk_ssn: '010190-5123',
      ssn: CPR,
      'nemid.pid': PID,
      reference_text: 'Order 42',
      transaction_text: 'I accept.',
      transaction_text_type: 'text',
      transaction_text_sha256: '/fwV5V7l9taYqTaf2CwrogNOuXrLKHoQeiuZ4vJVBFk=',
    },
  },
  eidentOnBehalf: {
    broker: 'eident',
    idToken: {
      ...TOKEN,
      jti: TOKEN_ID,
      identity_type: 'private',
      'mitid.uuid': MITID_UUID,
      loa: `${LEVEL}Substantial`,
      name: 'Bjørn Testesen',
      authorized_to_represent: CVR,
      'nemlogin.auth_to_repr': CVR,
    },
  },
  eidentProfessional: {
    broker: 'eident',
    idToken: {
      ...TOKEN,
      jti: TOKEN_ID,
      identity_type: 'professional',
      loa: `${LEVEL}Substantial`,
      aal: `${LEVEL}Substantial`,
      ial: `${LEVEL}High`,
      mitid_amr: 'mitid:code_app',
      ...NEMLOGIN,
    },
  },
  netsPrivate: {
    broker: 'nets-eid-broker',
    idToken: {
      ...TOKEN,
      acr: `${LEVEL}Substantial`,
      amr: ['password', 'code_app'],
      idp: 'mitid',
      identity_type: 'private',
      loa: `${LEVEL}Substantial`,
      aal: `${LEVEL}High`,
      ial: `${LEVEL}Substantial`,
      transaction_id: TRANSACTION_ID,
      session_expiry: '1795345200',
    },
    userInfo: {
      idp: 'mitid',
      loa: `${LEVEL}Substantial`,
      aal: `${LEVEL}High`,
      ial: `${LEVEL}Substantial`,
      'mitid.uuid': MITID_UUID,
      'mitid.age': '36',
      'mitid.date_of_birth': '1990-01-01',
      'mitid.has_cpr': 'true',
      'mitid.identity_name': 'Bjørn Testesen',
      'mitid.psd2': false,
      'mitid.reference_text': 'T3JkZXIgNDI=',
      'mitid.transaction_text': 'SSBhY2NlcHQu',
      'mitid.transaction_text_type': 'text',
      'mitid.transaction_text_sha256': '/fwV5V7l9taYqTaf2CwrogNOuXrLKHoQeiuZ4vJVBFk=',
      'dk.cpr': CPR,
      'nemid.pid': PID,
      'nemid.pid_status': 'success',
      transaction_actions: ['mitid.login', 'mitid.cpr_match'],
      sub: SUBJECT,
    },
  },
  netsProfessional: {
    broker: 'nets-eid-broker',
    idToken: {
      ...TOKEN,
      jti: TOKEN_ID,
      amr: ['mitid:code_app'],
      idp: 'mitid_erhverv',
      identity_type: 'professional',
      loa: `${LEVEL}Substantial`,
      aal: `${LEVEL}Substantial`,
      ial: `${LEVEL}High`,
      transaction_id: TRANSACTION_ID,
      transaction_actions: 'mitid_erhverv.identity_selected',
    },
    userInfo: { ...NEMLOGIN, 'nemlogin.auth_to_repr': CVR, sub: SUBJECT },
  },
  signicatMitId: {
    broker: 'signicat',
    idToken: { ...TOKEN, idp: 'mitid', amr: ['external'] },
    userInfo: {
      sub: SUBJECT,
      idp_id: MITID_UUID,
      mitid_uuid: MITID_UUID,
      name: 'Bjørn Testesen',
      given_name: 'Bjørn',
      family_name: 'Testesen',
      birthdate: '1990-01-01',
      nin: CPR,
      nin_type: 'PERSON',
      nin_issuing_country: 'DK',
      mitid_has_cpr: true,
      mitid_loa: 'SUBSTANTIAL',
      mitid_aal: 'HIGH',
      mitid_ial: 'SUBSTANTIAL',
      mitid_reference_text_body: 'Order 42',
    },
  },
  signicatNemId: {
    broker: 'signicat',
    idToken: { ...TOKEN, sub: 'TyKAbnSdf7WkcHkc7VsDi03XfoVP1Z0Q' },
    userInfo: {
      sub: 'TyKAbnSdf7WkcHkc7VsDi03XfoVP1Z0Q',
      'signicat.organization.number': CVR,
      'signicat.organization.name': 'Prøve ApS',
      name: 'Bjørn Testesen',
      'signicat.national_id': CPR,
      given_name: 'Bjørn',
      locale: 'DK',
      family_name: 'Testesen',
    },
  },
} as const satisfies Record<string, ClaimsLogin>;

/** The names of the logins. */
export type ClaimsLoginName = keyof typeof CLAIMS_LOGINS;

/** What the application vouches for; changes fall on the userinfo where the login has one, and on the ID token by `token`. */
export function claimsOf(kind: ClaimsLoginName, changes: SaidClaims = {}, token: SaidClaims = {}): VerifiedClaims {
  const { idToken, userInfo }: ClaimsLogin = CLAIMS_LOGINS[kind];
  const changed = (claims: SaidClaims, by: SaidClaims): SaidClaims =>
    Object.fromEntries(Object.entries({ ...claims, ...by }).filter(([, value]) => value !== undefined));
  if (userInfo === undefined) return VerifiedClaims.fromVerifiedIdToken(changed(idToken, { ...changes, ...token }));
  return VerifiedClaims.fromVerifiedIdToken(changed(idToken, token), changed(userInfo, changes));
}

/** Its profile. */
export function claimsProfile(kind: ClaimsLoginName, changes?: SaidClaims, token?: SaidClaims): Profile {
  return profileFromClaims(claimsOf(kind, changes, token), { broker: CLAIMS_LOGINS[kind].broker });
}
