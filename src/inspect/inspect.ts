import { MitIdError } from '../errors';
import { METADATA, readXml, SOAP_MESSAGE, type XmlElement } from '../trust';
import { describeArtifact } from './artifact';
import { attributesOf } from './attributes';
import type { Carried, Content } from './carried';
import { openEncrypted } from './encryption';
import type { Expected } from './expected';
import { factsOf, shortened } from './facts';
import { failureOf } from './failure';
import type { Fact, Inspection, Judgement, Refusal } from './inspection';
import { judgementOf } from './judging';
import { kindOf, messageIn } from './kinds';
import { masked } from './mask';
import { assertionOf, type ReadMessage } from './message';
import { notesOn } from './notes';
import { placeOfRefusal } from './place';
import { describeRedirectSignature, describeSignatures, missingSignature, type Verifiers } from './signatures';
import { unwrap } from './unwrap';
import { isOurs, verifiersOf } from './verifiers';

const NOTHING = { says: [], attributes: [], signatures: [], encryption: [], notes: [] } as const;

/**
 * Describes a message, in whatever form it is at hand, and has it judged by the functions that a strategy has it judged by.
 * Nothing is thrown for what it is: what cannot be read is `refused`.
 */
export async function inspect(input: Uint8Array, expected: Expected): Promise<Inspection> {
  let carried: Carried;
  try {
    carried = unwrap(input);
  } catch (error) {
    return { what: 'nothing that can be read', wrapped: [], ...NOTHING, refused: refusalOf(error) };
  }
  const { content } = carried;
  return content.kind === 'artifact'
    ? inspectArtifact(content.text, carried, expected)
    : inspectDocument(content, carried, expected);
}

function inspectArtifact(text: string, carried: Carried, expected: Expected): Inspection {
  const { wrapped } = carried;
  try {
    const { what, says, refusal } = describeArtifact(text, expected);
    const judgement: Judgement = {
      broker: 'eident',
      at: new Date(expected.at).toISOString(),
      passes: refusal === undefined,
      failures: refusal === undefined ? [] : [failureOf(refusal, 'eident')],
      complete: true,
      notChecked: [{ what: 'what it stands for', why: 'only the broker exchanges it, once' }],
    };
    return { ...NOTHING, what, wrapped, says: [...says, ...aroundOf(carried)], judgement };
  } catch (error) {
    return { ...NOTHING, what: 'no artifact that can be read', wrapped, refused: refusalOf(error) };
  }
}

async function inspectDocument(
  { bytes, delivery }: Extract<Content, { kind: 'xml' }>,
  carried: Carried,
  expected: Expected,
): Promise<Inspection> {
  const { wrapped } = carried;
  let read: { readonly root: XmlElement; readonly elements: readonly XmlElement[] };
  try {
    // Comments between elements are for the judge to refuse: what stands around them can be shown.
    read = readXml(bytes, METADATA);
  } catch {
    return { ...NOTHING, what: 'a document that cannot be read', wrapped, refused: refusedByReader(bytes) };
  }
  const { root, elements } = read;
  const { message, soap } = messageIn(root);
  const { what, judge, known } = kindOf(message);
  if (!known) return { ...NOTHING, what, wrapped, refused: unknown(message) };
  const { descriptions, opened } = openEncrypted(elements, expected.decryptionKeys);
  const encrypted = descriptions.length > 0;
  const found: ReadMessage = {
    bytes,
    delivery,
    root,
    message,
    soap,
    encrypted,
    ...(opened !== undefined && { opened }),
  };
  const ours = isOurs(found, expected);
  const verifiers = verifiersOf(ours, expected);
  const assertion = assertionOf(message, opened);
  const signatures = [
    ...describeSignatures([...elements, ...(opened?.elements ?? [])], verifiers),
    ...besideOf(found, verifiers),
  ];
  const judgement = judge === undefined || ours ? undefined : await judgementOf(judge, found, expected);
  return {
    what: soap ? `${what}, in a SOAP envelope` : what,
    wrapped,
    says: [
      ...factsOf(message, expected.at),
      ...(opened === undefined ? [] : factsOf(opened.root, expected.at)),
      ...aroundOf(carried),
    ],
    attributes: assertion === undefined ? [] : attributesOf(assertion),
    signatures: signatures.length === 0 && ours ? missingSignature(verifiers) : signatures,
    encryption: descriptions,
    notes: notesOn(found, ours, expected.broker, judgement?.broker),
    ...(judgement !== undefined && { judgement }),
  };
}

function besideOf({ delivery }: ReadMessage, verifiers: Verifiers): Inspection['signatures'] {
  if (delivery.binding !== 'redirect') return [];
  const signature = describeRedirectSignature(delivery, verifiers);
  return signature === undefined ? [] : [signature];
}

/** What was carried beside the message. */
function aroundOf({ relayState, target, action }: Carried): Fact[] {
  return Object.entries({ RelayState: relayState, TARGET: target, 'form action': action }).flatMap(([name, text]) =>
    text === undefined ? [] : [{ name, value: shortened(masked(text)) }],
  );
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof MitIdError) return failureOf(error);
  throw error;
}

/** In the words of the reader of messages, which is stricter than that of what is only to be shown. */
function refusedByReader(bytes: Buffer): Refusal {
  try {
    readXml(bytes, SOAP_MESSAGE);
  } catch (error) {
    if (error instanceof MitIdError) return { ...failureOf(error), ...placeOfRefusal(bytes, SOAP_MESSAGE, error) };
    throw error;
  }
  throw new Error('the stricter reader has read what the other refused');
}

function unknown({ uri, local }: XmlElement): Refusal {
  const expected = 'a SAML message';
  return failureOf(new MitIdError('message_unexpected', { where: 'input', got: `{${uri}}${local}`, expected }));
}
