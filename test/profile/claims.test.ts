import { VerifiedClaims } from '../../src/claims';
import { fromSession, profileFromClaims, toSession, type ClaimsBroker, type Profile } from '../../src/profile';
import {
  CLAIMS_LOGINS,
  claimsOf,
  claimsProfile,
  OIDC_ISSUER,
  TOKEN,
  TOKEN_ID,
  TRANSACTION_ID,
  type ClaimsLoginName,
  type SaidClaims,
} from '../support/claims-logins';
import { errorOf } from '../support/codes';
import {
  CPR,
  CPR_UUID,
  CVR,
  login,
  MITID_UUID,
  OTHER_CVR,
  PID,
  PROFESSIONAL_UUID,
  RID,
} from '../support/eident-logins';

const KINDS = Object.keys(CLAIMS_LOGINS) as ClaimsLoginName[];
const NEMID_SUBJECT = CLAIMS_LOGINS.signicatNemId.idToken.sub;

const refusal = (kind: ClaimsLoginName, changes: SaidClaims, token?: SaidClaims) => {
  const { code, detail } = errorOf(() => claimsProfile(kind, changes, token));
  return { code, where: detail.where };
};
/** Without what the cases below do not speak of. */
const telling = ({ transaction, attributes, ...profile }: Profile) => ({
  ...profile,
  trust: transaction.trust,
  says: attributes.size > 0,
});
const key = (namespace: string, id: string) => ({ issuer: OIDC_ISSUER, namespace, id });
const said = { trust: 'application', says: true, privileges: [] };

const PRIVATE = {
  ...said,
  provider: 'mitid',
  identityType: 'private',
  id: MITID_UUID,
  key: key('mitid-uuid', MITID_UUID),
  displayName: 'Bjørn Testesen',
  emails: [],
  assurance: { loa: 'substantial', ial: 'substantial', aal: 'high' },
  authorizedToRepresent: [],
};
const PROFESSIONAL = {
  ...said,
  provider: 'mitid-erhverv',
  identityType: 'professional',
  id: PROFESSIONAL_UUID,
  key: key('nemlogin-professional', PROFESSIONAL_UUID),
  displayName: 'Bjørn Ansat Testesen',
  name: { givenName: 'Bjørn Ansat', familyName: 'Testesen' },
  emails: [{ value: 'bjorn@firm.example' }],
  // The lower of the person's own, which is high, and the professional identity's.
  assurance: { loa: 'substantial', ial: 'substantial', aal: 'substantial' },
  authenticators: ['code_app'],
  organization: {
    cvr: CVR,
    name: 'Prøve A/S',
    productionUnit: '1092738120',
    seNumber: '90000009',
    rid: RID,
    professionalUuid: PROFESSIONAL_UUID,
  },
};
const NAMES = { givenName: 'Bjørn', familyName: 'Testesen' };

describe('a login by claims', () => {
  test.each<[ClaimsLoginName, object, object]>([
    [
      'eidentPrivate',
      { ...PRIVATE, name: NAMES, authenticators: ['password', 'code_app_enchanced'], nemid: { pid: PID } },
      { dateOfBirth: '1990-01-01' },
    ],
    [
      'eidentProfessional',
      { ...PROFESSIONAL, authorizedToRepresent: [] },
      { cprUuid: CPR_UUID, dateOfBirth: '1990-01-01', age: 36 },
    ],
    [
      'netsPrivate',
      { ...PRIVATE, name: {}, authenticators: ['password', 'code_app'], nemid: { pid: PID } },
      { dateOfBirth: '1990-01-01', age: 36 },
    ],
    [
      'netsProfessional',
      { ...PROFESSIONAL, authorizedToRepresent: [CVR] },
      { cprUuid: CPR_UUID, dateOfBirth: '1990-01-01', age: 36 },
    ],
    ['signicatMitId', { ...PRIVATE, name: NAMES, authenticators: [] }, { dateOfBirth: '1990-01-01' }],
    [
      'signicatNemId',
      {
        ...PRIVATE,
        provider: 'nemid',
        id: NEMID_SUBJECT,
        key: key('oidc-sub', NEMID_SUBJECT),
        name: NAMES,
        assurance: {},
        authenticators: [],
        authorizedToRepresent: [CVR],
      },
      {},
    ],
  ])('%s', (kind, expected, person) => {
    const profile = claimsProfile(kind);
    const { cpr } = profile.person;
    expect(telling(profile)).toEqual({ ...expected, person: { ...person, cpr } });
    expect(cpr?.reveal()).toBe(CPR);
  });

  test.each(KINDS)('%s is frozen, and comes back from a session without its CPR', (kind) => {
    const profile = claimsProfile(kind);
    expect(Object.isFrozen(profile) && Object.isFrozen(profile.transaction)).toBe(true);
    const { cpr, ...person } = profile.person;
    expect(fromSession(JSON.parse(JSON.stringify(toSession(profile))))).toEqual({ ...profile, person });
    expect(kind.endsWith('OnBehalf')).toBe(cpr === undefined);
  });
});

describe('on behalf of a company, a citizen stays one', () => {
  test.each<[ClaimsLoginName, SaidClaims]>([
    ['eidentOnBehalf', {}],
    ['eidentOnBehalf', { authorized_to_represent: undefined }],
    ['eidentOnBehalf', { 'nemlogin.auth_to_repr': undefined }],
    ['eidentOnBehalf', { 'nemlogin.cvr': CVR, 'nemlogin.org_name': 'Prøve A/S' }],
    ['netsPrivate', { 'nemlogin.auth_to_repr': [CVR] }],
    ['signicatNemId', {}],
  ])('%s %j', (kind, changes) => {
    const profile = claimsProfile(kind, changes);
    expect(profile).toMatchObject({ identityType: 'private', authorizedToRepresent: [CVR] });
    expect(profile).not.toHaveProperty('organization');
  });

  test('a Signicat login without a role in a company is a plain person', () => {
    const changes = { 'signicat.organization.number': undefined, 'signicat.organization.name': undefined };
    expect(claimsProfile('signicatNemId', changes)).toMatchObject({
      identityType: 'private',
      authorizedToRepresent: [],
    });
  });

  test('a company that the person does not represent is an employer', () => {
    expect(refusal('eidentOnBehalf', { 'nemlogin.cvr': OTHER_CVR })).toEqual({
      code: 'identity_type_unknown',
      where: 'identity_type',
    });
  });
});

describe('identity_type, and nothing that was asked, tells the kind', () => {
  test('MitID Erhverv with allow_private gives a citizen, whatever idp names the flow', () => {
    for (const idp of ['mitid', 'mitid_erhverv', undefined]) {
      const { identityType, provider } = claimsProfile('netsPrivate', { idp }, { idp });
      expect({ identityType, provider }).toEqual({ identityType: 'private', provider: 'mitid' });
    }
    expect(claimsProfile('netsProfessional', {}, { idp: undefined }).identityType).toBe('professional');
  });

  test.each<[ClaimsLoginName, SaidClaims, string]>([
    ['eidentPrivate', { identity_type: undefined }, 'identity_type'],
    ['eidentPrivate', { identity_type: '' }, 'identity_type'],
    ['eidentPrivate', { identity_type: 'Private' }, 'identity_type'],
    ['eidentPrivate', { identity_type: 'company' }, 'identity_type'],
    ['eidentPrivate', { 'nemlogin.persistent_professional_id': PROFESSIONAL_UUID }, 'identity_type'],
    ['eidentPrivate', { 'nemlogin.nemid.rid': RID }, 'identity_type'],
    ['eidentPrivate', { 'nemlogin.cvr': CVR }, 'identity_type'],
    ['eidentPrivate', { 'nemlogin.org_name': 'Prøve A/S' }, 'identity_type'],
    ['eidentProfessional', { identity_type: 'private' }, 'identity_type'],
    ['netsPrivate', { 'nemlogin.p_number': '1092738120' }, 'identity_type'],
  ])('%s %j', (kind, changes, where) => {
    expect(refusal(kind, changes)).toEqual({ code: 'identity_type_unknown', where });
  });

  test.each<[ClaimsLoginName, SaidClaims, string]>([
    ['netsPrivate', { identity_type: 'test' }, 'identity_type'],
    ['netsPrivate', { identity_type: undefined }, 'identity_type'],
    ['netsPrivate', { idp: 'nemid' }, 'idp'],
    ['netsProfessional', { idp: 'mitid' }, 'idp'],
    ['netsProfessional', { idp: 'local_idp' }, 'idp'],
    ['netsProfessional', { identity_type: 'private' }, 'identity_type'],
  ])('%s with an ID token of %j', (kind, token, where) => {
    const userInfo = 'idp' in token ? { idp: undefined } : {};
    expect(refusal(kind, userInfo, token)).toEqual({ code: 'identity_type_unknown', where });
  });

  test('and where the ID token and userinfo disagree, nothing does', () => {
    expect(refusal('netsPrivate', { identity_type: 'professional' })).toEqual({
      code: 'attribute_conflict',
      where: 'identity_type',
    });
    expect(refusal('netsPrivate', { loa: 'high' })).toEqual({ code: 'attribute_conflict', where: 'loa' });
  });
});

describe('at Signicat', () => {
  const none = { mitid_uuid: undefined, idp_id: undefined };

  test('MitID is told by its UUID, or by idp', () => {
    for (const gone of ['mitid_uuid', 'idp_id']) {
      expect(claimsProfile('signicatMitId', { [gone]: undefined }).id).toBe(MITID_UUID);
    }
    expect(claimsProfile('signicatMitId', {}, { idp: undefined }).key.namespace).toBe('mitid-uuid');
    expect(refusal('signicatMitId', none)).toEqual({ code: 'attribute_missing', where: 'mitid_uuid' });
    expect(refusal('signicatMitId', { idp_id: PROFESSIONAL_UUID })).toEqual({
      code: 'attribute_conflict',
      where: 'mitid_uuid, idp_id',
    });
  });

  test('legacy NemID is told by the CPR number, and keyed on sub alone', () => {
    const { key: account, nemid } = claimsProfile(
      'signicatNemId',
      { mitid_loa: 'HIGH', idp_id: 'x' },
      { idp: 'nemid' },
    );
    expect({ account, nemid }).toEqual({ account: key('oidc-sub', NEMID_SUBJECT), nemid: undefined });
  });

  test.each<[string, ClaimsLoginName, SaidClaims, SaidClaims, string]>([
    [
      'a company without the CPR it is looked up by',
      'signicatNemId',
      { 'signicat.national_id': undefined },
      {},
      'mitid_uuid, signicat.national_id',
    ],
    [
      'a UUID that idp does not call one of MitID',
      'signicatMitId',
      { mitid_uuid: undefined, nin: undefined },
      { idp: undefined },
      'mitid_uuid, signicat.national_id',
    ],
    ['another eID', 'signicatMitId', {}, { idp: 'nbid' }, 'idp'],
    ['an employee signature', 'signicatNemId', {}, { acr: 'urn:signicat:oidc:method:nemid-moces' }, 'acr, amr'],
    ['an employee’s method', 'signicatMitId', {}, { acr: 'idp:mitid-business' }, 'acr, amr'],
    ['an employee’s claim', 'signicatMitId', {}, { mitid_business_uuid: 'x' }, 'mitid_business_uuid'],
    [
      'a claim of MitID Erhverv',
      'signicatMitId',
      {},
      { nemlogin_professional_uuid: 'x' },
      'nemlogin_professional_uuid',
    ],
    ['a key file', 'signicatNemId', {}, { amr: ['urn:signicat:oidc:method:nemid-codefile'] }, 'acr, amr'],
  ])('%s is of no known kind', (_, kind, changes, token, where) => {
    expect(refusal(kind, changes, token)).toEqual({ code: 'identity_type_unknown', where });
  });

  test('nemid-erhverv takes persons’ certificates only, and is no employee’s method', () => {
    const acr = 'urn:signicat:oidc:method:nemid-erhverv';
    const { identityType, authorizedToRepresent } = claimsProfile('signicatNemId', {}, { acr });
    expect({ identityType, authorizedToRepresent }).toEqual({ identityType: 'private', authorizedToRepresent: [CVR] });
  });

  test('a sub that is a CPR number becomes no key', () => {
    for (const sub of [CPR, `DK:${CPR}`]) {
      expect(refusal('signicatNemId', { sub }, { sub })).toEqual({ code: 'attribute_malformed', where: 'sub' });
    }
    expect(claimsProfile('signicatMitId', { sub: CPR }, { sub: CPR }).attributes.has('sub')).toBe(false);
  });

  test('a person without a usable name is shown by the id', () => {
    const { displayName } = claimsProfile('signicatNemId', { name: 'Pseudonym' });
    expect(displayName).toBe(NEMID_SUBJECT);
  });
});

describe('without the id there is no profile', () => {
  test.each<[ClaimsLoginName, SaidClaims, string]>([
    ['eidentPrivate', { 'mitid.uuid': undefined, pid: undefined }, 'mitid.uuid'],
    ['netsPrivate', { 'mitid.uuid': undefined }, 'mitid.uuid'],
    ['eidentProfessional', { 'nemlogin.persistent_professional_id': '' }, 'nemlogin.persistent_professional_id'],
    ['netsProfessional', { 'nemlogin.persistent_professional_id': null }, 'nemlogin.persistent_professional_id'],
    ['netsProfessional', { 'nemlogin.cvr': undefined }, 'nemlogin.cvr'],
  ])('%s %j', (kind, changes, where) => {
    expect(refusal(kind, changes)).toEqual({ code: 'attribute_missing', where });
  });
});

describe('a claim is not what it looks like', () => {
  test('E-Ident’s pid is the MitID UUID again, and no PID', () => {
    expect(claimsProfile('eidentPrivate', { 'mitid.uuid': undefined }).id).toBe(MITID_UUID);
    expect(refusal('eidentPrivate', { pid: PROFESSIONAL_UUID })).toEqual({
      code: 'attribute_conflict',
      where: 'mitid.uuid, pid',
    });
    expect(refusal('eidentPrivate', { pid: PID })).toEqual({ code: 'attribute_malformed', where: 'pid' });
  });

  test('E-Ident’s acr says high of everybody, and is no level', () => {
    const { assurance } = claimsProfile('eidentOnBehalf', { acr: 'urn:eident:cert:eidas:high' });
    expect(assurance).toEqual({ loa: 'substantial' });
  });

  test('E-Ident’s amr names the eID, the Nets eID broker’s the authenticators', () => {
    expect(claimsProfile('eidentOnBehalf', { amr: ['mitid'] }).authenticators).toEqual([]);
    const amr = (value: unknown) => claimsProfile('netsProfessional', {}, { amr: value }).authenticators;
    expect(amr(['mitid:password', 'mitid:u2f_token'])).toEqual(['password', 'u2f_token']);
    expect([amr('mitid:code_app'), amr('["password"]'), amr([])]).toEqual([['code_app'], ['password'], []]);
  });

  test('the words for a protected name are no name', () => {
    const name = (words: string) => claimsProfile('netsPrivate', { 'mitid.identity_name': words }).displayName;
    expect([name('NAVNE & ADRESSEBESKYTTET'), name('Pseudonym'), name('Anna')]).toEqual([
      MITID_UUID,
      MITID_UUID,
      'Anna',
    ]);
  });

  test('mitid.transaction_id is MitID’s, transaction_id the broker’s', () => {
    const profile = claimsProfile('netsPrivate', { 'mitid.transaction_id': PROFESSIONAL_UUID });
    expect(profile.transaction.id).toBe(TRANSACTION_ID);
  });
});

describe('the transaction', () => {
  const times = { issuedAt: new Date('2026-11-22T10:00:00Z'), expiresAt: new Date('2026-11-22T10:15:00Z') };
  const common = { issuer: OIDC_ISSUER, ...times, trust: 'application' };
  const texts = {
    referenceText: 'Order 42',
    transactionText: { text: 'I accept.', type: 'text', sha256: '/fwV5V7l9taYqTaf2CwrogNOuXrLKHoQeiuZ4vJVBFk=' },
  };

  test.each<[ClaimsLoginName, object]>([
    ['eidentPrivate', { id: TOKEN_ID, assertionId: TOKEN_ID, stepUpId: TOKEN_ID, ...texts }],
    ['netsPrivate', { id: TRANSACTION_ID, assertionId: TRANSACTION_ID, ...texts }],
    ['netsProfessional', { id: TRANSACTION_ID, assertionId: TOKEN_ID }],
  ])('of %s', (kind, expected) => {
    expect(claimsProfile(kind).transaction).toEqual({ ...common, ...expected });
  });

  test('has an id of its own where the broker gives none, the same for one token', () => {
    const { transaction } = claimsProfile('signicatNemId');
    expect(transaction).toEqual({ ...common, id: transaction.id, assertionId: transaction.id });
    expect(transaction.id).toMatch(/^[0-9a-f]{64}$/);
    expect(claimsProfile('signicatNemId', { name: 'x' }).transaction.id).toBe(transaction.id);
    const others = [{ iat: TOKEN.iat + 1 }, { iss: `${OIDC_ISSUER}/` }].map(
      (token) => claimsProfile('signicatNemId', {}, token).transaction.id,
    );
    const another = claimsProfile('signicatNemId', { sub: 'x' }, { sub: 'x' }).transaction.id;
    expect(new Set([transaction.id, another, ...others]).size).toBe(4);
    const eident = claimsProfile('eidentPrivate', { jti: undefined }).transaction;
    expect(eident.id).toMatch(/^[0-9a-f]{64}$/);
    expect(eident).not.toHaveProperty('stepUpId');
  });

  test.each([
    ['base64 of a text', 'QmV0YWwgMTAwIGtyLiB0aWwgw6Zibw==', 'Betal 100 kr. til æbo'],
    ['a text', 'Betal 100 kr.', 'Betal 100 kr.'],
    ['a word that could be base64', 'Test', 'Test'],
    ['base64 of what is no text', 'AAECAw==', 'AAECAw=='],
    ['base64 that others write otherwise', 'QQ', 'QQ'],
  ])('has a text that the Nets eID broker hands on: %s', (_, written, text) => {
    const { transaction, attributes } = claimsProfile('netsPrivate', { 'mitid.reference_text': written });
    expect(transaction.referenceText).toBe(text);
    expect(attributes.has('mitid.reference_text')).toBe(false);
  });
});

describe('attributeNames', () => {
  const claims = () =>
    claimsOf('eidentPrivate', { 'nemid.pid': undefined, nemid_pid: PID, reference_text: undefined, ref: 'Order 43' });

  test('rename E-Ident’s claims that no source names', () => {
    const attributeNames = { pid: 'nemid_pid', referenceText: 'ref' };
    const profile = profileFromClaims(claims(), { broker: 'eident', attributeNames });
    expect(profile).toMatchObject({ nemid: { pid: PID }, transaction: { referenceText: 'Order 43' } });
    expect(profileFromClaims(claims(), { broker: 'eident' })).not.toHaveProperty('nemid');
  });

  test.each<[string, unknown, string[]]>([
    ['an unknown broker', { broker: 'criipto' }, ['broker is none of eident, nets-eid-broker, signicat']],
    ['a broker of the prototype', { broker: 'toString' }, ['broker is none of eident, nets-eid-broker, signicat']],
    [
      'names for a broker that has none open',
      { broker: 'signicat', attributeNames: {} },
      ['attributeNames is of the broker eident only'],
    ],
    [
      'an unknown name',
      { broker: 'eident', attributeNames: { rid: 'x' } },
      ['attributeNames.rid is unknown; known are authorizedToRepresent, dateOfBirth, displayName, pid, referenceText'],
    ],
    [
      'a name that is taken',
      { broker: 'eident', attributeNames: { pid: 'pid' } },
      ['attributeNames.pid is pid, which is already read as mitid.uuid'],
    ],
    [
      'a name that is known to say nothing',
      { broker: 'eident', attributeNames: { referenceText: 'acr' } },
      ['attributeNames.referenceText is acr, which is already read as acr'],
    ],
  ])('%s is no configuration', (_, options, problems) => {
    const { code, detail } = errorOf(() => profileFromClaims(claims(), options as { broker: ClaimsBroker }));
    expect({ code, problems: detail.problems }).toEqual({ code: 'configuration_invalid', problems });
  });
});

test('what nobody has vouched for is a TypeError', () => {
  const { idToken, broker } = CLAIMS_LOGINS.eidentPrivate;
  const forged: unknown[] = [
    idToken,
    { content: VerifiedClaims.contentOf(claimsOf('eidentPrivate')) },
    login('private'),
  ];
  for (const claims of [...forged, null, undefined, 'eyJhbGciOiJub25lIn0.e30.']) {
    expect(() => profileFromClaims(claims as VerifiedClaims, { broker })).toThrow(TypeError);
  }
});
