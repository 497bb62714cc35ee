import { readOcesCertificate, parseOcesSubjectId } from '../../certificates';
import {
  Cpr,
  looksLikeCpr,
  parseCvr,
  parseDateOfBirth,
  parseNsis,
  parsePid,
  parsePNumber,
  parseRid,
  parseSeNumber,
  parseUuid,
  type Nsis,
  type NsisDimension,
} from '../../identifiers';
import { parseDistinguishedName } from '../distinguished-name';
import { readPrivileges, type Privilege } from '../privileges';
import type { WrittenRid } from './fields';
import { list, OCES_SUBJECT, single, verbatim, type Reader } from './read';

const WORD = /^[A-Za-z0-9_.:-]{1,64}$/;
const TOKEN = /^[A-Za-z0-9_.:-]{1,256}$/;
const PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}]{1,1024}$/u;
const PROFESSIONAL_URI = 'https://data.gov.dk/model/core/eid/professional/uuid/';

function parseWord(text: string): string | undefined {
  return WORD.test(text) && !looksLikeCpr(text) ? text : undefined;
}

function parseToken(text: string): string | undefined {
  return TOKEN.test(text) && !looksLikeCpr(text) ? text : undefined;
}

function parseLine(text: string): string | undefined {
  const line = text.replaceAll(/\s+/g, ' ');
  return PRINTABLE.test(line) ? line : undefined;
}

function parseAge(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** MITID_AMR of MitID Erhverv writes `mitid:` before each (facts/eident.md). */
function parseAuthenticator(text: string): string | undefined {
  return parseWord(text.replace(/^mitid:/, ''));
}

function parseWrittenRid(text: string): WrittenRid | undefined {
  const subject = text.startsWith('CVR:') ? parseOcesSubjectId(text) : { rid: parseRid(text) };
  if (subject?.rid === undefined) return undefined;
  return 'cvr' in subject ? { rid: subject.rid, cvr: subject.cvr } : { rid: subject.rid };
}

function parseProfessionalUuid(text: string): string | undefined {
  return parseUuid(text.startsWith(PROFESSIONAL_URI) ? text.slice(PROFESSIONAL_URI.length) : text);
}

/** Written again from its bytes, so that equal digests are equal texts. */
function parseSha256(text: string): string | undefined {
  const bytes = /^[A-Za-z0-9+/]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  return bytes?.length === 32 ? bytes.toString('base64') : undefined;
}

function parseTextType(text: string): 'text' | 'html' | undefined {
  const type = text.toLowerCase();
  return type === 'text' || type === 'html' ? type : undefined;
}

const level = (dimension: NsisDimension) =>
  single('an NSIS level: low, substantial or high, bare or as a URI', (text) => parseNsis(text, dimension));

/**
 * The levels before NSIS, 1 to 4, as NSIS levels. OIOSAML.Java writes 3 for Substantial and for High alike, so nothing that
 * is said this way is worth more than substantial (facts/oiosaml.md 2).
 */
const ASSURANCE_LEVELS: ReadonlyMap<string, Nsis> = new Map([
  ['2', 'low'],
  ['3', 'substantial'],
  ['4', 'substantial'],
]);

const writtenLevel = single('an assurance level, 1 to 4', (text) => (/^[1-4]$/.test(text) ? text : undefined));

const assuranceLevel: Reader<Nsis> = {
  expected: writtenLevel.expected,
  read: (values, where) => ASSURANCE_LEVELS.get(writtenLevel.read(values, where) ?? ''),
};

/** One list, however its base64 is broken into lines. */
const writtenPrivileges = single('base64 of an OIO-BPP PrivilegeList', (text) => text.replaceAll(/[ \t\r\n]+/g, ''));

const privileges: Reader<readonly Privilege[]> = {
  expected: writtenPrivileges.expected,
  read: (values, where) => readPrivileges(writtenPrivileges.read(values, where) ?? '', where),
};

/** The readers that dialects share: one broker's row and another's read the same value alike. */
export const read = {
  word: single('a word', parseWord),
  token: single('an id of up to 256 letters, digits and signs', parseToken),
  name: single('a name', parseLine),
  line: single('a line of text', parseLine),
  text: verbatim('a text'),
  emails: list('e-mail addresses', parseLine),
  loa: level('loa'),
  ial: level('ial'),
  aal: level('aal'),
  assuranceLevel,
  authenticators: list('names of authenticators: a JSON array or a list', parseAuthenticator),
  cpr: single('a CPR number: 10 digits, a hyphen after the sixth or none', (text) => Cpr.parse(text)),
  uuid: single('a UUID', parseUuid),
  professionalUuid: single('a UUID', parseProfessionalUuid),
  dateOfBirth: single('a date: YYYY-MM-DD, DD.MM.YYYY or DD-MM-YYYY', parseDateOfBirth),
  age: single('a number of years', parseAge),
  cvr: single('a CVR number: 8 digits', parseCvr),
  cvrs: list('CVR numbers: 8 digits each', parseCvr),
  productionUnit: single('a P-number: 10 digits', parsePNumber),
  seNumber: single('an SE number: 8 digits', parseSeNumber),
  rid: single('a RID, bare or as CVR:…-RID:…', parseWrittenRid),
  pid: single('a PID: 9208-2002-2- and 12 digits', parsePid),
  ocesSubject: single(OCES_SUBJECT, parseOcesSubjectId),
  privileges,
  distinguishedName: single('a distinguished name', parseDistinguishedName),
  certificate: single('a base64 OCES certificate', readOcesCertificate),
  sha256: single('a base64 SHA-256 digest', parseSha256),
  textType: single('text or html', parseTextType),
} as const;
