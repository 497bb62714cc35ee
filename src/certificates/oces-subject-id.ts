import { parseCvr, parsePid, parseRid, parseUuid } from '../identifiers';

/** Whom an OCES certificate is issued to; `function` and `company` are one in OCES3: `organisation`. */
export type OcesKind = 'person' | 'employee' | 'company' | 'function' | 'organisation';

/** The subject's serialNumber, read. Which members are present follows from `kind`. */
export interface OcesSubjectId {
  readonly kind: OcesKind;
  /** The whole of it, normalised: the PID without its prefix, `CVR:…-RID:…` and the like, or the UUID in lower case. */
  readonly id: string;
  readonly pid?: string;
  readonly cvr?: string;
  readonly rid?: string;
  readonly uid?: string;
  readonly fid?: string;
  /** OCES3 only. */
  readonly uuid?: string;
}

const COMPANY_ID = /^CVR:(\d{8})-(RID|UID|FID):(.+)$/;
const OCES3_ID = /^UI:DK-([EOP]):G:([0-9A-Fa-f-]{36})$/;
const NUMBER = /^\d{1,32}$/;
const OCES3_KINDS: Readonly<Record<string, OcesKind>> = { P: 'person', E: 'employee', O: 'organisation' };

/**
 * Reads the serialNumber of an OCES subject (facts/oces-certificates.md): `PID:9208-2002-2-…`, `CVR:…-RID:…`,
 * `CVR:…-UID:…`, `CVR:…-FID:…`, and OCES3's `UI:DK-E:G:<uuid>`, `UI:DK-O:G:<uuid>`, `UI:DK-P:G:<uuid>`.
 *
 * @returns undefined for anything else.
 */
export function parseOcesSubjectId(text: string): OcesSubjectId | undefined {
  if (text.startsWith('PID:')) {
    const pid = parsePid(text);
    return pid === undefined ? undefined : { kind: 'person', id: pid, pid };
  }
  const oces3 = OCES3_ID.exec(text);
  if (oces3) {
    const kind = OCES3_KINDS[oces3[1] ?? ''];
    const uuid = parseUuid(oces3[2] ?? '');
    return kind === undefined || uuid === undefined ? undefined : { kind, id: uuid, uuid };
  }
  const [, cvrText = '', form, number = ''] = COMPANY_ID.exec(text) ?? [];
  const cvr = parseCvr(cvrText);
  if (cvr === undefined) return undefined;
  if (form === 'RID') {
    const rid = parseRid(number);
    return rid === undefined ? undefined : { kind: 'employee', id: text, cvr, rid };
  }
  if (!NUMBER.test(number)) return undefined;
  if (form === 'UID') return { kind: 'company', id: text, cvr, uid: number };
  return { kind: 'function', id: text, cvr, fid: number };
}
