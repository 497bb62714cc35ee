import { canonicalize, DSIG_NAMESPACE, readXml, SOAP_MESSAGE } from '../../src/trust';
import { readSignature } from '../../src/trust/signature-shape';
import { STRICTER } from '../differential/stricter';
import { xmlCrypto, xmlsec, type Verdict } from '../differential/verdicts';
import { CERTS } from '../support/certs';
import { ASSERTION, PROTOCOL } from '../support/saml11';
import { ASSERTION2, PROTOCOL2 } from '../support/saml2';
import type { FuzzLane } from './lane';
import { MAX_LENGTH_FOR_XMLDOM } from './mutators/signed-anew';
import type { Outcome } from './outcome';
import type { Mutant } from './recipe';

/** Codes of the signature itself: where we say one of these, nobody may think otherwise. */
const NOBODY_ACCEPTS: ReadonlySet<string> = new Set([
  'digest_mismatch',
  'signature_invalid',
  'signature_algorithm',
  'digest_algorithm',
]);

/**
 * What an implementation of XML Signature does not judge: it verifies each Signature where it stands, and says nothing of how
 * many assertions there are, what stands around them, for whom they are and when.
 */
const NOT_OF_SIGNATURES: Readonly<Record<string, string>> = {
  signature_missing: 'The signature that is left is good, and it is not on the element that has to be signed.',
  assertion_count: 'A second assertion has no honest use; a Signature says nothing of what stands beside it.',
  signed_element_misplaced: 'A Signature says nothing of where the signed element stands.',
  assertion_not_encrypted: 'A Signature says nothing of what was to be encrypted.',
  encryption_malformed: 'What stands in an EncryptedAssertion is none of a Signature’s business, save its octets.',
  encryption_algorithm: 'The same.',
  decryption_failed: 'The same.',
  xml_too_many_namespaces: 'What is read is bounded while it is read.',
  message_too_large: 'The same.',
  time_malformed: 'What the message says is judged after its signature.',
  version_unsupported: 'The same.',
  status_not_success: 'The same.',
  issuer_mismatch: 'The same.',
  in_response_to_missing: 'The same.',
  in_response_to_mismatch: 'The same.',
  destination_mismatch: 'The same.',
  recipient_mismatch: 'The same.',
  assertion_expired: 'The same.',
  audience_mismatch: 'The same.',
  confirmation_expired: 'The same.',
  soap_fault: 'The same.',
  logout_expired: 'The same.',
  logout_not_success: 'The same.',
};

const EXPLAINED: ReadonlySet<string> = new Set<string>([
  ...STRICTER.map(({ code }) => code),
  ...Object.keys(NOT_OF_SIGNATURES),
]);

const ID_ATTRIBUTES = ['AssertionID', 'ResponseID', 'ID'];
const IDS: readonly (readonly [attribute: string, element: string])[] = [
  ['AssertionID', `${ASSERTION}:Assertion`],
  ['ResponseID', `${PROTOCOL}:Response`],
  ['ID', `${ASSERTION2}:Assertion`],
  ...['Response', 'LogoutRequest', 'LogoutResponse'].map((local) => ['ID', `${PROTOCOL2}:${local}`] as const),
];

/** What xml-crypto reads wrongly, or not at all: of these only xmlsec1 is asked, of each one. */
const MISREAD_BY_XML_CRYPTO: readonly RegExp[] = [
  // xmldom ends an element early whose end tag holds white space; see test/property/xml-crypto.ts.
  /<\/[^>]*\s>/,
  // xml-crypto takes the first text of a SignatureValue for all of it, and a CDATA section for none.
  /SignatureValue[^<>]*>[^<]*<!\[CDATA\[/,
];
const misread = (xml: Buffer) => MISREAD_BY_XML_CRYPTO.some((pattern) => pattern.test(xml.toString('latin1')));

/** xmlsec1 is told which Signature to verify by its local name, and goes on to the next where it is of another namespace. */
const hasStrangeSignature = (xml: Buffer) =>
  readXml(xml, SOAP_MESSAGE).elements.some(({ local, uri }) => local === 'Signature' && uri !== DSIG_NAMESPACE);

/** The octets under each Signature of a message that was let in, as we canonicalize them. */
function signedByUs(xml: Buffer): readonly string[] {
  return readXml(xml, SOAP_MESSAGE)
    .elements.filter((element) => element.is(DSIG_NAMESPACE, 'Signature'))
    .map(readSignature)
    .map(({ element, referencePrefixes }) => canonicalize(element.parent ?? element, referencePrefixes, element));
}

/** What the other implementations can be asked of: what travels, or where the assertion was changed and then encrypted, that. */
function askedOf({ encrypt, enveloped, wire }: FuzzLane, mutant: Mutant): Buffer | undefined {
  if (!enveloped) return undefined;
  if (encrypt !== undefined) return mutant.plain === undefined ? undefined : Buffer.from(mutant.plain, 'latin1');
  return Buffer.from(mutant.wire, wire === 'base64' ? 'base64' : 'latin1');
}

export interface Asked {
  /** Whether to ask xmlsec1, which takes a process for each Signature: where xml-crypto misreads what we let in, of all, or not. */
  readonly xmlsec: 'doubted' | 'all' | 'no';
  /** Ask of those that were refused too. */
  readonly refused: boolean;
}

/**
 * Holds our verdict against xml-crypto and xmlsec1: what we let in they verify, over the same octets; what we refuse for its
 * signature they refuse; and where they would not refuse, the code is one of those that are explained.
 *
 * @returns what they do not agree on; undefined where all is well, or nothing was asked.
 */
export function disagreement(lane: FuzzLane, mutant: Mutant, outcome: Outcome, asked: Asked): string | undefined {
  if (outcome.kind === 'broken' || (outcome.kind === 'refused' && !asked.refused)) return undefined;
  const xml = askedOf(lane, mutant);
  if (xml === undefined || xml.length > MAX_LENGTH_FOR_XMLDOM) return undefined;
  const ours = outcome.kind === 'accepted' ? signedByUs(xml) : undefined;
  // Nothing but the ciphertext is signed.
  if (ours?.length === 0) return undefined;
  const verdicts: [string, Verdict][] = [];
  if (!misread(xml)) verdicts.push(['xml-crypto', xmlCrypto(xml, CERTS.idp, ID_ATTRIBUTES)]);
  if (asked.xmlsec === 'all' || (asked.xmlsec === 'doubted' && verdicts.length === 0 && ours !== undefined)) {
    if (!hasStrangeSignature(xml)) verdicts.push(['xmlsec1', xmlsec(xml, CERTS.idp, IDS)]);
  }
  for (const [name, theirs] of verdicts) {
    const why = outcome.kind === 'accepted' ? differs(ours ?? [], theirs) : lenient(outcome.code, theirs);
    if (why !== undefined) return `${name}: ${why}`;
  }
  return undefined;
}

function differs(ours: readonly string[], { accepted, signed }: Verdict): string | undefined {
  if (!accepted) return 'refuses what we let in';
  return JSON.stringify(signed) === JSON.stringify(ours) ? undefined : 'verifies other octets';
}

function lenient(code: string, { accepted }: Verdict): string | undefined {
  if (!accepted) return undefined;
  if (NOBODY_ACCEPTS.has(code)) return `verifies what we refuse as ${code}`;
  return EXPLAINED.has(code) ? undefined : `verifies what we refuse as ${code}, and nothing says why`;
}
