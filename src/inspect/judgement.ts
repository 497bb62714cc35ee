import type { VerifiedAssertion } from '../assertion';
import type { TrustedCertificates } from '../certificates';
import { MitIdError, type MitIdErrorCode } from '../errors';
import { copyOf, signAll, type Copy } from './copy';
import { refusalsOfEach } from './each-signature';
import type { Expected } from './expected';
import type { Lane } from './lane';
import type { ReadMessage } from './message';
import { mend } from './mend';
import { Seal } from './seal';
import { atAnyTime } from './stand-in';

/** More checks than any message can fail one after the other. */
const MAX_ROUNDS = 30;

/** What a copy does not have any more, because it was made: signatures of others, comments; nor what it is then let off. */
const NOT_IN_A_COPY: ReadonlySet<MitIdErrorCode> = new Set<MitIdErrorCode>([
  'signature_misplaced',
  'signature_malformed',
  'signature_reference',
  'signature_transform',
  'signature_canonicalization',
  'signature_algorithm',
  'signature_sha1',
  'digest_algorithm',
  'digest_mismatch',
  'signature_invalid',
  'no_valid_certificate',
  'xml_comment',
  'xml_processing_instruction',
  'assertion_not_encrypted',
]);
const NOT_WHERE_OPENED: ReadonlySet<MitIdErrorCode> = new Set<MitIdErrorCode>([
  'decryption_failed',
  'encryption_malformed',
  'encryption_algorithm',
]);

/** How a document is written, whatever it says. */
const READING = /^(?:xml_|base64_|id_duplicate|message_(?:too_large|encoding))/;

/** What the judges said. */
export interface Verdict {
  /** In the order they were met; the first is what the strategy says. */
  readonly failures: readonly MitIdError[];
  /** Whether nothing stands behind the last one that was not judged. */
  readonly complete: boolean;
  /** Of the message, or of a copy of it that was mended: then not to be believed. */
  readonly assertion?: VerifiedAssertion;
}

/**
 * Has a message judged as it came, and then copies of it, each mended where the one before was refused, so that every check
 * that fails by itself is found. What passes is decided by the first judgement alone.
 */
export async function judgeMessage(read: ReadMessage, lane: Lane, expected: Expected): Promise<Verdict> {
  const seal = new Seal();
  const failures: MitIdError[] = [];
  const note = (error: MitIdError): boolean => {
    if (isUnknown(error, expected)) return true;
    const first = !failures.some((one) => isSame(one, error));
    if (first) failures.push(error);
    return first;
  };
  const certificates = expected.certificates ?? seal.nobody;
  const came = await outcomeOf(() => lane.judge(certificates));
  if (!(came instanceof MitIdError)) return { failures, complete: true, ...(came && { assertion: came }) };
  note(came);
  const signaturesJudged = await judgeSignatures(read, lane, expected, { came, seal, note });

  const copy = copyOf(read.root, read.opened);
  if (lane.signedBeside) signAll(copy);
  let mayBePlain = read.opened !== undefined;
  let last = came;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!goesOn(copy, last, read, lane)) return { failures, complete: false };
    mayBePlain ||= last.code === 'assertion_not_encrypted';
    const document = await outcomeOf(() => seal.document(copy));
    if (!Buffer.isBuffer(document)) break;
    const outcome = await outcomeOf(() => lane.judge(seal.certificates, { document, mayBePlain }));
    // A copy is not written as the message was: how it reads is its own affair.
    if (outcome instanceof MitIdError && READING.test(outcome.code)) break;
    const ended = !(outcome instanceof MitIdError);
    // What no key was given for is not judged, and nothing comes behind it.
    if (ended || isUnknown(outcome, expected)) {
      return { failures, complete: signaturesJudged, ...(ended && outcome && { assertion: outcome }) };
    }
    if (!note(outcome) && isSame(outcome, last)) break;
    last = outcome;
  }
  return { failures, complete: false };
}

/** Judges the signatures as they came, whatever else was refused before. @returns whether they could be looked at */
async function judgeSignatures(
  read: ReadMessage,
  { verify, signedBeside }: Lane,
  expected: Expected,
  { came, seal, note }: { came: MitIdError; seal: Seal; note: (error: MitIdError) => boolean },
): Promise<boolean> {
  const { certificates, at, dangerouslyAllowSha1 = false } = expected;
  const then = certificates === undefined ? seal.nobody : atThatTime(certificates, at);
  // The judge of a logout begins with the signature, or where it stands inside, with reading.
  if (verify === undefined) return signedBeside || !READING.test(came.code);
  if (then === undefined || !hasAssertion(read)) return true;
  const refusal = await outcomeOf(() => verify(then));
  if (!(refusal instanceof MitIdError)) return true;
  note(refusal);
  if (isUnknown(refusal, expected)) {
    for (const one of refusalsOfEach(read, { certificates: then.at(at), dangerouslyAllowSha1 })) note(one);
  }
  return !READING.test(refusal.code) && refusal.code !== 'message_unexpected';
}

/** Whether the next copy passes the check that the last one failed. */
function goesOn(copy: Copy, last: MitIdError, read: ReadMessage, { mended }: Lane): boolean {
  if (last.code === 'signature_missing') {
    signAll(copy);
    return true;
  }
  if (NOT_IN_A_COPY.has(last.code)) return true;
  if (NOT_WHERE_OPENED.has(last.code) && read.opened !== undefined) return true;
  return mend(copy, last, mended);
}

/** What fails for want of something that was not given is not known, and no failure. */
function isUnknown(error: MitIdError, { certificates, decryptionKeys }: Expected): boolean {
  if (certificates === undefined && codeWithin(error) === 'signature_invalid') return true;
  return decryptionKeys.length === 0 && error.code === 'decryption_failed';
}

/** Of what is one code for an attacker, and another for whoever has the key. */
function codeWithin({ code, cause }: MitIdError): MitIdErrorCode {
  return code === 'decryption_failed' && cause instanceof MitIdError ? cause.code : code;
}

function isSame(one: MitIdError, other: MitIdError): boolean {
  return one.code === other.code && one.detail.where === other.detail.where;
}

/** The certificates that are valid then; undefined where none is, which the judge has said. */
function atThatTime(certificates: TrustedCertificates, at: number): TrustedCertificates | undefined {
  try {
    return atAnyTime(certificates.at(at));
  } catch {
    return undefined;
  }
}

/** An answer that says no has none, and no signature that anybody would look at. */
function hasAssertion({ message }: ReadMessage): boolean {
  return message.elements.some(({ local }) => local === 'Assertion' || local === 'EncryptedAssertion');
}

async function outcomeOf<T>(judge: () => T | Promise<T>): Promise<T | MitIdError> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof MitIdError) return error;
    throw error;
  }
}
