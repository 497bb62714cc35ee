import type { Verdict } from '../verdicts';
import type { Case } from './cases';
import { xmlCrypto } from './xml-crypto';
import { decryptAll, verifyAll, type Check } from './xmlsec';

export interface Peers {
  /** xmlsec1 cannot decrypt it into its place, so that neither of the two has anything to verify: it knows less of XML Encryption. */
  readonly unreadable: boolean;
  /** The document that the last signature stands in: with its plaintext, where there is one. */
  readonly document: Buffer;
  readonly xmlCrypto: Verdict;
  readonly xmlsec: Verdict;
}

const signaturesIn = (document: Buffer) =>
  document.toString('latin1').split(/<(?:[\w.-]+:)?Signature(?=[\s>])/).length - 1;
const isEncrypted = ({ document }: Case) => document?.includes('EncryptedData') === true;

/** What the two others say of all signatures of each message, of those that were encrypted too. */
export async function peersOf(cases: readonly Case[]): Promise<readonly Peers[]> {
  const encrypted = cases.filter(isEncrypted);
  const decrypted = await decryptAll(encrypted.map(({ document = Buffer.alloc(0) }) => document));
  const plaintexts = new Map(encrypted.map((one, at) => [one, inItsPlace(decrypted[at])]));
  // One of the certificates has to verify all of them; each is tried.
  const tried = cases.flatMap((one, at) =>
    one.certificates.map((certificate) => ({ at, checks: checksOfCase(one, certificate, plaintexts) })),
  );
  const judge = await judgeOf(tried.flatMap(({ checks }) => checks));
  const found: Peers[] = cases.map((one) => ({
    unreadable: isEncrypted(one) && plaintexts.get(one) === undefined,
    document: plaintexts.get(one) ?? one.document ?? Buffer.alloc(0),
    xmlCrypto: REFUSED,
    xmlsec: REFUSED,
  }));
  for (const { at, checks } of tried) {
    const before = found[at];
    if (before === undefined) continue;
    const verdicts = checks.map(judge);
    found[at] = {
      ...before,
      xmlsec: before.xmlsec.accepted ? before.xmlsec : together(verdicts.map(({ xmlsec }) => xmlsec)),
      xmlCrypto: before.xmlCrypto.accepted ? before.xmlCrypto : together(verdicts.map(({ xmlCrypto }) => xmlCrypto)),
    };
  }
  return found;
}

/** Each check once: what differs in its ciphertext, or in how it is escaped, is often one plaintext. */
async function judgeOf(checks: readonly Check[]): Promise<(check: Check) => Pick<Peers, 'xmlCrypto' | 'xmlsec'>> {
  const distinct = new Map(checks.map((check) => [keyOf(check), check]));
  const byXmlsec = await verifyAll([...distinct.values()]);
  const verdicts = new Map(
    [...distinct].map(([key, check], at) => [key, { xmlCrypto: xmlCrypto(check), xmlsec: byXmlsec[at] ?? REFUSED }]),
  );
  return (check) => verdicts.get(keyOf(check)) ?? { xmlCrypto: REFUSED, xmlsec: REFUSED };
}
const keyOf = ({ document, ...rest }: Check) => JSON.stringify([document.toString('latin1'), rest]);

// Without a Type the plaintext comes out alone.
const inItsPlace = (decrypted?: Buffer) => (decrypted?.includes('EncryptedAssertion') === true ? decrypted : undefined);
const REFUSED: Verdict = { accepted: false, signed: [] };

function checksOfCase(
  one: Case,
  certificate: string,
  plaintexts: ReadonlyMap<Case, Buffer | undefined>,
): readonly Check[] {
  const { document = Buffer.alloc(0) } = one;
  const outside = checksOf(document, certificate);
  if (!isEncrypted(one)) return outside;
  const plaintext = plaintexts.get(one);
  // What they cannot decrypt they do not accept: nothing that can be verified is in an empty document.
  if (plaintext === undefined) return checks(Buffer.alloc(0), 1, true, certificate);
  return [...outside, ...checks(plaintext, signaturesIn(plaintext) - signaturesIn(document), true, certificate)];
}

/** Each signature of a document, as it stands. */
export function checksOf(document: Buffer, certificate: string): readonly Check[] {
  return checks(document, signaturesIn(document), false, certificate);
}

function checks(document: Buffer, count: number, inside: boolean, certificate: string): readonly Check[] {
  return Array.from({ length: count }, (_, at) => ({ document, certificate, position: at + 1, inside }));
}

/** At least one signature, and each of them good. */
export function together(verdicts: readonly Verdict[]): Verdict {
  return {
    accepted: verdicts.length > 0 && verdicts.every(({ accepted }) => accepted),
    signed: verdicts.flatMap(({ signed }) => signed),
    signedInfo: verdicts.flatMap(({ signedInfo = [] }) => signedInfo),
  };
}
