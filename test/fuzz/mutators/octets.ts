import { documentMutators, type Mutator } from '../mutator';
import { insert, splice } from '../scan';

const flip = (xml: string, at: number, bits: number) =>
  splice(xml, at, at + 1, String.fromCharCode(xml.charCodeAt(at) ^ bits));

/** Octets, whatever they mean. */
export const OCTETS: readonly Mutator[] = documentMutators(
  {
    'octet-flipped': (xml, picks) => flip(xml, picks.below(xml.length), 1 << picks.below(8)),
    'octet-replaced': (xml, picks) => flip(xml, picks.below(xml.length), 1 + picks.below(255)),
    'octets-deleted': (xml, picks) => {
      const start = picks.below(xml.length);
      return splice(xml, start, start + 1 + picks.below(200), '');
    },
    'octets-copied': (xml, picks) => {
      const start = picks.below(xml.length);
      return insert(xml, picks.below(xml.length + 1), xml.slice(start, start + 1 + picks.below(400)));
    },
    'octets-exchanged': (xml, picks) => {
      const length = 1 + picks.below(64);
      const first = picks.below(xml.length - 2 * length);
      const second = first + length + picks.below(xml.length - first - 2 * length);
      const moved = splice(xml, second, second + length, xml.slice(first, first + length));
      return splice(moved, first, first + length, xml.slice(second, second + length));
    },
    'end-cut-off': (xml, picks) => xml.slice(0, picks.below(xml.length)),
    'octet-repeated': (xml, picks) => {
      const at = picks.below(xml.length);
      return insert(xml, at, xml.charAt(at).repeat(picks.one([1, 2, 64, 4_096, 100_000])));
    },
  },
  ['octet-flipped', 'octet-replaced', 'octets-deleted', 'octets-copied', 'octets-exchanged', 'octet-repeated'],
);
