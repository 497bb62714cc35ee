import { X509Certificate } from 'node:crypto';
import { Cpr } from '../../../identifiers';
import { PERSONAS } from '../../personas';
import type { ServiceProviders } from '../../service-providers';
import { personNameId } from '../nemlogin/name-id';

/** The service's path, as NemLog-in has it (facts/oiosaml.md 4.3). */
export const UUID_MATCH_PATH = '/api/uuidmatch/subjectmatchescpr';

/** A request as it came in. */
export interface MatchRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | undefined;
  readonly body: string;
  /** What the client proved in the handshake that it has the key of; undefined when it showed none. */
  readonly certificate: X509Certificate | undefined;
}

/** Why a request is not answered; or what was asked, and what the answer is. */
export type MatchVerdict =
  | { readonly status: 400 | 403 | 404 | 405 | 415; readonly reason: string }
  | {
      readonly status: 200;
      readonly answer: 'Match' | 'NoMatch';
      readonly entityId: string;
      readonly subject: string;
      readonly cpr: Cpr;
    };

/**
 * What the simulated service says. How the real one refuses a request is not known; only its two answers are. A NameID of
 * nobody is no match here, as every other wrong pair.
 */
export function judgeMatch(serviceProviders: ServiceProviders, request: MatchRequest): MatchVerdict {
  if (request.path !== UUID_MATCH_PATH) return refuse(404, `There is nothing but ${UUID_MATCH_PATH} here.`);
  if (request.method !== 'POST') return refuse(405, 'Send a POST.');
  if (!/^application\/json\s*(?:;|$)/i.test(request.contentType ?? '')) return refuse(415, 'Send application/json.');
  const { cpr, subjectNameID, entityID } = membersOf(request.body);
  const number = typeof cpr === 'string' && !cpr.includes('-') ? Cpr.parse(cpr) : undefined;
  if (number === undefined || typeof subjectNameID !== 'string' || typeof entityID !== 'string') {
    return refuse(400, 'Send cpr, ten digits, with subjectNameID and entityID.');
  }
  if (!isClient(serviceProviders, entityID, request.certificate)) {
    return refuse(403, 'The client certificate is none that is registered with this entityID.');
  }
  const persona = PERSONAS.find((one) => personNameId(one) === subjectNameID);
  const answer = persona?.cpr?.equals(number) === true ? 'Match' : 'NoMatch';
  return { status: 200, answer, entityId: entityID, subject: subjectNameID, cpr: number };
}

/** An IT system has one OCES3 certificate or two: those that it is registered with. */
function isClient(all: ServiceProviders, entityId: string, shown: X509Certificate | undefined): boolean {
  const { signingCert, encryptionCert } = all.get(entityId) ?? {};
  return [signingCert, encryptionCert].some(
    (pem) => pem !== undefined && shown !== undefined && new X509Certificate(pem).raw.equals(shown.raw),
  );
}

function membersOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function refuse(status: 400 | 403 | 404 | 405 | 415, reason: string): MatchVerdict {
  return { status, reason };
}
