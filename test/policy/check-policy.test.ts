import { createHash } from 'node:crypto';
import type { Asked } from '../../src/login-request';
import { checkPolicy, identityTypesOf, type Policy } from '../../src/policy';
import { profileFromEIdent, type Profile } from '../../src/profile';
import { MitIdError, type MitIdErrorCode } from '../../src/errors';
import { codeOf, errorOf } from '../support/codes';
import { login, type LOGINS, MITID_UUID, PROFESSIONAL_UUID, type Said } from '../support/eident-logins';

type Kind = keyof typeof LOGINS;
type Outcome = MitIdErrorCode | 'let in';

const MITID = 'mitid';
const ERHVERV = 'mitid:mitid_erhverv';
const KEY_CARD = 'dk_nemid_js';
const KEY_FILE = 'dk_nemid-opensign';
const NO_TEXTS: Said = {
  REFERENCE_TEXT: undefined,
  TRANSACTION_TEXT: undefined,
  TRANSACTION_TEXT_TYPE: undefined,
  TRANSACTION_TEXT_SHA256: undefined,
  ADDITIONAL_INFO: undefined,
};

interface Case {
  readonly kind?: Kind;
  readonly said?: Said;
  readonly policy?: Policy;
  readonly asked?: Partial<Asked>;
}

const check = ({ kind = 'private', said = {}, policy = {}, asked = {} }: Case) =>
  checkPolicy(profileFromEIdent(login(kind, { ...NO_TEXTS, ...said })), policy, {
    eids: [MITID, ERHVERV, KEY_CARD, KEY_FILE],
    returnSsn: false,
    returnNemidPid: false,
    ...asked,
  });
function outcomeOf(given: Case): Outcome {
  try {
    check(given);
  } catch (error) {
    if (error instanceof MitIdError) return error.code;
    throw error;
  }
  return 'let in';
}
const level = (dimension: string, word: string): Said => ({ [dimension]: word });

describe('eids', () => {
  test.each<[Kind, readonly string[], Outcome]>([
    ['private', [MITID], 'let in'],
    ['private', [MITID, ERHVERV], 'let in'],
    ['private', [ERHVERV], 'eid_refused'],
    ['private', [KEY_CARD, KEY_FILE], 'eid_refused'],
    ['private', [], 'eid_refused'],
    ['private', ['MITID', 'toString'], 'eid_refused'],
    ['onBehalf', [MITID], 'let in'],
    ['onBehalf', [ERHVERV], 'let in'],
    ['onBehalf', [KEY_CARD], 'eid_refused'],
    ['professional', [ERHVERV], 'let in'],
    ['professional', [MITID], 'eid_refused'],
    ['professional', [KEY_CARD, KEY_FILE, MITID], 'eid_refused'],
    ['nemIdPerson', [KEY_CARD], 'let in'],
    ['nemIdPerson', [KEY_FILE], 'eid_refused'],
    ['nemIdPerson', [MITID, ERHVERV], 'eid_refused'],
    ['nemIdEmployee', [KEY_FILE], 'let in'],
    ['nemIdEmployee', [ERHVERV, KEY_CARD], 'eid_refused'],
    ['nemIdCompany', [KEY_FILE], 'let in'],
    ['nemIdCompany', [MITID], 'eid_refused'],
  ])('a %s login when %j was asked for: %s', (kind, eids, outcome) => {
    expect(outcomeOf({ kind, asked: { eids } })).toBe(outcome);
  });

  test.each([
    [[MITID], ['private']],
    [[ERHVERV], ['professional', 'private']],
    [
      [MITID, ERHVERV],
      ['private', 'professional'],
    ],
    [[KEY_CARD], ['private', 'professional', 'company']],
    [[KEY_FILE], ['private', 'professional', 'company']],
    [[], []],
    [['no_bankid', '__proto__'], []],
  ])('%j imply the identity types %j', (eids, types) => {
    expect(identityTypesOf(eids)).toEqual(types);
  });

  test('a NemID login that does not say which eID was used: refused', () => {
    const { nemid, ...profile } = profileFromEIdent(login('nemIdPerson', NO_TEXTS));
    expect(nemid?.eid).toBe(KEY_CARD);
    const asked = { eids: [KEY_CARD], returnSsn: false, returnNemidPid: false };
    expect(codeOf(() => checkPolicy(profile as Profile, {}, asked))).toBe('eid_refused');
  });
});

describe('identity types', () => {
  test.each<[Kind, Policy['identityTypes'], Outcome]>([
    ['private', undefined, 'let in'],
    ['private', ['private'], 'let in'],
    ['private', ['professional', 'company'], 'identity_type_refused'],
    ['private', [], 'identity_type_refused'],
    ['onBehalf', ['professional'], 'identity_type_refused'],
    ['professional', ['professional'], 'let in'],
    ['professional', ['private'], 'identity_type_refused'],
    ['nemIdEmployee', ['private'], 'identity_type_refused'],
    ['nemIdCompany', ['company'], 'let in'],
    ['nemIdCompany', ['private', 'professional'], 'identity_type_refused'],
  ])('a %s login where policy lets in %j: %s', (kind, identityTypes, outcome) => {
    expect(outcomeOf({ kind, policy: identityTypes === undefined ? {} : { identityTypes } })).toBe(outcome);
  });

  // NemLog-in is asked for identity types, and for no eID.
  test.each<[Kind, Policy['identityTypes'], Asked['identityTypes'], Outcome]>([
    ['private', undefined, ['private', 'professional'], 'let in'],
    ['professional', undefined, ['private', 'professional'], 'let in'],
    ['professional', undefined, ['private'], 'identity_type_refused'],
    ['private', ['private', 'professional'], ['professional'], 'identity_type_refused'],
    ['private', ['professional'], ['private', 'professional'], 'identity_type_refused'],
    ['private', ['private'], undefined, 'let in'],
    ['private', undefined, undefined, 'identity_type_refused'],
  ])('a %s login where policy lets in %j and %j was asked for: %s', (kind, allowed, identityTypes, outcome) => {
    const policy = allowed === undefined ? {} : { identityTypes: allowed };
    const check = () => {
      checkPolicy(profileFromEIdent(login(kind, NO_TEXTS)), policy, {
        returnSsn: false,
        returnNemidPid: false,
        ...(identityTypes !== undefined && { identityTypes }),
      });
      return 'let in';
    };
    expect(outcome === 'let in' ? check() : codeOf(check)).toBe(outcome);
  });
});

describe('levels', () => {
  test.each<[string, Case, Outcome]>([
    ['none asked for', { said: level('LOA', 'low') }, 'let in'],
    ['below the loa asked for', { said: level('LOA', 'low'), asked: { loa: 'substantial' } }, 'loa_too_low'],
    ['the loa asked for', { said: level('LOA', 'substantial'), asked: { loa: 'substantial' } }, 'let in'],
    ['above the loa asked for', { said: level('LOA', 'high'), asked: { loa: 'substantial' } }, 'let in'],
    ['no loa', { said: level('LOA', ''), asked: { loa: 'low' } }, 'loa_too_low'],
    ['below the aal asked for', { said: level('AAL', 'low'), asked: { aal: 'substantial' } }, 'aal_too_low'],
    ['the aal asked for', { said: level('AAL', 'substantial'), asked: { aal: 'substantial' } }, 'let in'],
    ['below policy’s loa', { said: level('LOA', 'low'), policy: { minimumLoa: 'substantial' } }, 'loa_too_low'],
    ['below policy’s ial', { said: level('IAL', 'low'), policy: { minimumIal: 'substantial' } }, 'ial_too_low'],
    ['below policy’s aal', { said: level('AAL', 'low'), policy: { minimumAal: 'substantial' } }, 'aal_too_low'],
    ['no ial', { said: level('IAL', ''), policy: { minimumIal: 'low' } }, 'ial_too_low'],
    ['policy above what was asked for', { asked: { loa: 'low' }, policy: { minimumLoa: 'high' } }, 'loa_too_low'],
    ['asked for above policy', { asked: { loa: 'high' }, policy: { minimumLoa: 'low' } }, 'loa_too_low'],
    [
      'aal: policy above asked',
      { said: level('AAL', 'low'), asked: { aal: 'low' }, policy: { minimumAal: 'high' } },
      'aal_too_low',
    ],
    [
      'a professional identity of a lower ial',
      { kind: 'professional', said: level('NEMLOGIN.IAL', 'low'), policy: { minimumIal: 'substantial' } },
      'ial_too_low',
    ],
    ['legacy, asked for', { kind: 'nemIdPerson', asked: { loa: 'high', aal: 'high' } }, 'let in'],
    ['legacy, policy’s loa', { kind: 'nemIdPerson', policy: { minimumLoa: 'low' } }, 'loa_too_low'],
    ['legacy, policy’s ial', { kind: 'nemIdEmployee', policy: { minimumIal: 'low' } }, 'ial_too_low'],
    ['legacy, policy’s aal', { kind: 'nemIdCompany', policy: { minimumAal: 'low' } }, 'aal_too_low'],
    [
      'legacy that claims a level',
      { kind: 'nemIdPerson', said: level('LOA', 'high'), policy: { minimumLoa: 'low' } },
      'loa_too_low',
    ],
  ])('%s', (_, given, outcome) => {
    expect(outcomeOf(given)).toBe(outcome);
  });

  test('the error says which option decided', () => {
    const said = level('LOA', 'low');
    expect(errorOf(() => check({ said, asked: { loa: 'substantial' } })).detail).toEqual({
      where: 'LOA',
      got: 'low',
      expected: 'substantial or higher',
      option: 'loa',
    });
    const { detail } = errorOf(() => check({ said, asked: { loa: 'low' }, policy: { minimumLoa: 'substantial' } }));
    expect(detail.option).toBe('policy.minimumLoa');
  });
});

describe('authenticators', () => {
  const used = (MITID_AMR: string, authenticators: string[], kind: Kind = 'private') =>
    outcomeOf({ kind, said: { MITID_AMR }, policy: { authenticators } });

  test('must each be let in', () => {
    expect(used('["password","code_token"]', ['password', 'code_token'])).toBe('let in');
    expect(used('["password","code_token"]', ['code_token'])).toBe('authenticator_refused');
    expect(used('["password","code_token"]', [])).toBe('authenticator_refused');
    expect(used('face_scan', ['code_app'])).toBe('authenticator_refused');
    expect(used('face_scan', ['face_scan'])).toBe('let in');
    expect(used('x-mitid:code_app', ['x-code_app'])).toBe('authenticator_refused');
  });

  test('must be named', () => {
    expect(used('', ['code_app'])).toBe('authenticator_refused');
    expect(used('code_app', ['code_app'], 'nemIdPerson')).toBe('authenticator_refused');
    expect(outcomeOf({ said: { MITID_AMR: undefined } })).toBe('let in');
  });

  test('may be written with the prefix, and as the word is spelt', () => {
    expect(used('code_app', ['mitid:code_app'])).toBe('let in');
    expect(used('mitid:code_app_enchanced', ['code_app_enhanced'])).toBe('let in');
    expect(used('mitid:code_app_enchanced', ['code_app_enchanced'])).toBe('let in');
    expect(used('code_app_enchanced', ['code_app'])).toBe('authenticator_refused');
  });
});

describe('a preset id', () => {
  test.each<[string, Case, Outcome]>([
    ['of the person', { asked: { presetId: MITID_UUID } }, 'let in'],
    ['in upper case', { asked: { presetId: MITID_UUID.toUpperCase() } }, 'let in'],
    ['of somebody else', { asked: { presetId: PROFESSIONAL_UUID } }, 'preset_id_mismatch'],
    ['that is none', { asked: { presetId: 'x' } }, 'preset_id_mismatch'],
    [
      'and a professional identity',
      { kind: 'professional', asked: { presetId: PROFESSIONAL_UUID } },
      'preset_id_mismatch',
    ],
    ['and a legacy eID', { kind: 'nemIdPerson', asked: { presetId: MITID_UUID } }, 'preset_id_mismatch'],
    ['on behalf of a company', { kind: 'onBehalf', asked: { presetId: MITID_UUID } }, 'let in'],
  ])('%s', (_, given, outcome) => {
    expect(outcomeOf(given)).toBe(outcome);
  });
});

describe('what was shown', () => {
  const text = 'Jeg køber 2 kjoler\r\nfor 100 kr.';
  const sha256 = (of: string) => createHash('sha256').update(of, 'utf8').digest('base64');
  const asked = { transactionText: { text, type: 'text' } } as const;
  const returned = (text?: string, type?: string, digest?: string): Said => ({
    TRANSACTION_TEXT: text,
    TRANSACTION_TEXT_TYPE: type,
    TRANSACTION_TEXT_SHA256: digest,
  });

  test.each<[string, Case, Outcome]>([
    ['the reference text', { said: { REFERENCE_TEXT: text }, asked: { referenceText: text } }, 'let in'],
    [
      'another reference text',
      { said: { REFERENCE_TEXT: 'x' }, asked: { referenceText: text } },
      'reference_text_mismatch',
    ],
    [
      'a reference text in other case',
      { said: { REFERENCE_TEXT: 'X' }, asked: { referenceText: 'x' } },
      'reference_text_mismatch',
    ],
    ['a reference text nobody asked for', { said: { REFERENCE_TEXT: 'x' } }, 'reference_text_mismatch'],
    ['no reference text', { asked: { referenceText: text } }, 'let in'],
    ['the additional info', { said: { ADDITIONAL_INFO: text }, asked: { additionalInfo: text } }, 'let in'],
    [
      'another additional info',
      { said: { ADDITIONAL_INFO: 'x' }, asked: { additionalInfo: text } },
      'additional_info_mismatch',
    ],
    ['additional info nobody asked for', { said: { ADDITIONAL_INFO: 'x' } }, 'additional_info_mismatch'],
    ['no additional info', { asked: { additionalInfo: text } }, 'additional_info_mismatch'],
    ['no additional info, and an empty one asked for', { asked: { additionalInfo: ' ' } }, 'let in'],
    ['all of the transaction text', { said: returned(text, 'text', sha256(text)), asked }, 'let in'],
    ['the text alone', { said: returned(text), asked }, 'let in'],
    ['the text with the line ends of XML', { said: returned(text.replace('\r\n', '\n')), asked }, 'let in'],
    [
      'the text with the line ends of old, as XML gives them back',
      { said: returned('a\nb'), asked: { transactionText: { text: 'a\rb', type: 'text' } } },
      'let in',
    ],
    [
      'the digest of nothing, where a blank text was asked for',
      { said: returned(undefined, 'text', sha256('')), asked: { transactionText: { text: ' ', type: 'text' } } },
      'let in',
    ],
    ['the digest alone', { said: returned(undefined, undefined, sha256(text)), asked }, 'let in'],
    [
      'the digest of the line ends of XML',
      { said: returned(undefined, 'text', sha256(text.replace('\r\n', '\n'))), asked },
      'let in',
    ],
    [
      'the digest of Latin 1',
      { said: returned(undefined, 'text', createHash('sha256').update(text, 'latin1').digest('base64')), asked },
      'transaction_text_mismatch',
    ],
    ['nothing', { asked }, 'transaction_text_mismatch'],
    ['the type alone', { said: returned(undefined, 'text'), asked }, 'transaction_text_mismatch'],
    ['another text', { said: returned('x', 'text'), asked }, 'transaction_text_mismatch'],
    [
      'another text with the right digest',
      { said: returned('x', 'text', sha256(text)), asked },
      'transaction_text_mismatch',
    ],
    ['the text with another digest', { said: returned(text, 'text', sha256('x')), asked }, 'transaction_text_mismatch'],
    ['the text as another type', { said: returned(text, 'html'), asked }, 'transaction_text_mismatch'],
    [
      'the digest as another type',
      { said: returned(undefined, 'html', sha256(text)), asked },
      'transaction_text_mismatch',
    ],
    ['a transaction text nobody asked for', { said: returned(text) }, 'transaction_text_mismatch'],
    ['a digest nobody asked for', { said: returned(undefined, undefined, sha256(text)) }, 'transaction_text_mismatch'],
    ['a transaction text from a legacy eID', { kind: 'nemIdPerson', asked }, 'transaction_text_mismatch'],
  ])('%s', (_, given, outcome) => {
    expect(outcomeOf(given)).toBe(outcome);
  });

  test.each<[string, Case]>([
    ['referenceText', { said: { REFERENCE_TEXT: 'x' } }],
    ['transactionText', { asked }],
    ['additionalInfo', { asked: { additionalInfo: text } }],
  ])('the error names the option %s', (option, given) => {
    expect(errorOf(() => check(given)).detail).toMatchObject({ where: option, option });
  });
});

describe('what was to be returned', () => {
  const noCpr: Said = { DK_SSN: undefined, 'NEMLOGIN.CPR': undefined };

  test.each<[string, Case, Outcome]>([
    ['a CPR', { asked: { returnSsn: true } }, 'let in'],
    ['no CPR', { said: noCpr, asked: { returnSsn: true } }, 'cpr_missing'],
    ['an empty CPR', { said: { DK_SSN: '' }, asked: { returnSsn: true } }, 'cpr_missing'],
    ['no CPR of a professional', { kind: 'professional', said: noCpr, asked: { returnSsn: true } }, 'cpr_missing'],
    ['no CPR of a company', { kind: 'nemIdCompany', asked: { returnSsn: true } }, 'cpr_missing'],
    ['a CPR nobody asked for', {}, 'let in'],
    ['no CPR that nobody asked for', { said: noCpr }, 'let in'],
    ['a PID', { asked: { returnNemidPid: true } }, 'let in'],
    ['no PID', { said: { NEMID_PID: undefined }, asked: { returnNemidPid: true } }, 'pid_missing'],
    ['no PID of a professional', { kind: 'professional', asked: { returnNemidPid: true } }, 'pid_missing'],
    ['a PID nobody asked for', { asked: {} }, 'let in'],
    ['a legacy person', { kind: 'nemIdPerson', asked: { returnNemidPid: true } }, 'let in'],
    ['a legacy company', { kind: 'nemIdCompany', asked: { returnNemidPid: true } }, 'let in'],
  ])('%s', (_, given, outcome) => {
    expect(outcomeOf(given)).toBe(outcome);
  });

  test('is looked at last: a missing PID says that all else is well', () => {
    const missing: Case = { said: { NEMID_PID: undefined, ...noCpr }, asked: { returnNemidPid: true } };
    expect(outcomeOf({ ...missing, policy: { minimumLoa: 'high' } })).toBe('loa_too_low');
    expect(outcomeOf({ ...missing, policy: { identityTypes: ['company'] } })).toBe('identity_type_refused');
    expect(outcomeOf({ ...missing, policy: { authenticators: [] } })).toBe('authenticator_refused');
    expect(outcomeOf({ ...missing, asked: { ...missing.asked, additionalInfo: 'x' } })).toBe(
      'additional_info_mismatch',
    );
    expect(outcomeOf({ ...missing, asked: { ...missing.asked, presetId: 'x' } })).toBe('preset_id_mismatch');
    expect(outcomeOf({ ...missing, asked: { ...missing.asked, returnSsn: true } })).toBe('cpr_missing');
  });
});
