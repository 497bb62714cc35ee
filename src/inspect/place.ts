import { MitIdError } from '../errors';
import { readXml, type ReadLimits } from '../trust';

/** What saxes says of a document that is cut off. */
const ENDS = /^(?:unclosed|unexpected end|document must contain)/;

/**
 * Where in a document the reader refuses it. The reader keeps no positions, which would cost every login; what it refuses
 * at some character it refuses whatever follows, so the place is the shortest beginning that is refused alike.
 *
 * @returns undefined where no place can be told: the document is too large, is not UTF-8, or simply ends.
 */
export function placeOfRefusal(
  bytes: Uint8Array,
  limits: ReadLimits,
  { code, detail }: MitIdError,
): { line: number; column: number } | undefined {
  if (code === 'message_too_large' || code === 'message_encoding' || ENDS.test(detail.got ?? '')) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  const refusedAlike = (length: number): boolean => {
    const error = refusalOf(Buffer.from(text.slice(0, length)), limits);
    return error?.code === code && error.detail.got === detail.got && error.detail.where === detail.where;
  };
  let [accepted, refused] = [0, text.length];
  while (refused - accepted > 1) {
    const middle = Math.floor((accepted + refused) / 2);
    if (refusedAlike(middle)) refused = middle;
    else accepted = middle;
  }
  const before = text.slice(0, Math.max(refused - 1, 0));
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function refusalOf(bytes: Uint8Array, limits: ReadLimits): MitIdError | undefined {
  try {
    readXml(bytes, limits);
    return undefined;
  } catch (error) {
    if (error instanceof MitIdError) return error;
    throw error;
  }
}
