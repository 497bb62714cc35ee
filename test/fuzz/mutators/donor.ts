import { documentMutators, type Mutator } from '../mutator';
import type { Picks } from '../picks';
import { attributesOf, elementsOf, insert, leavesOf, named, placesOf, splice, textOf } from '../scan';

const SIGNED = [
  'Assertion',
  'Response',
  'Signature',
  'LogoutRequest',
  'LogoutResponse',
  'EncryptedAssertion',
  'EncryptedData',
];

/** A place at an element: before, first in, last in, behind, or in its stead. */
function put(xml: string, piece: string, picks: Picks): string {
  const element = picks.one(elementsOf(xml));
  const choice = picks.below(5);
  return choice === 4
    ? splice(xml, element.start, element.end, piece)
    : insert(xml, placesOf(element)[choice] ?? 0, piece);
}

/** Pieces of what the same broker signed for somebody else: every signature in it is good where it was made. */
export const DONOR: readonly Mutator[] = documentMutators(
  {
    'other-message': (_, picks, { donors }) => picks.one(donors),
    'piece-of-another-message': (xml, picks, { donors }) => {
      const donor = picks.one(donors);
      return put(xml, textOf(donor, picks.one(elementsOf(donor))), picks);
    },
    'signed-piece-of-another-message': (xml, picks, { donors }) => {
      const donor = picks.one(donors);
      return put(xml, textOf(donor, picks.one(named(donor, ...SIGNED))), picks);
    },
    'element-of-another-message-in-its-place': (xml, picks, { donors }) => {
      const donor = picks.one(donors);
      const theirs = picks.one(elementsOf(donor));
      const ours = picks.one(named(xml, theirs.local));
      return splice(xml, ours.start, ours.end, textOf(donor, theirs));
    },
    'text-of-another-message-in-its-place': (xml, picks, { donors }) => {
      const donor = picks.one(donors);
      const theirs = picks.one(leavesOf(donor));
      const ours = picks.one(named(xml, theirs.local));
      return splice(xml, ours.inside, ours.close, donor.slice(theirs.inside, theirs.close));
    },
    'attributes-of-another-message-in-their-place': (xml, picks, { donors }) => {
      const donor = picks.one(donors);
      const theirs = picks.one(elementsOf(donor).filter((element) => attributesOf(donor, element).length > 0));
      const ours = picks.one(named(xml, theirs.local));
      const taken = donor.slice(theirs.start + 1 + theirs.name.length, theirs.inside);
      return splice(xml, ours.start + 1 + ours.name.length, ours.inside, taken);
    },
    'our-piece-in-another-message': (xml, picks, { donors }) =>
      put(picks.one(donors), textOf(xml, picks.one(named(xml, ...SIGNED))), picks),
    'our-answer-around-another-message': (xml, picks, { donors }) => {
      const donor = picks.one(donors);
      const theirs = picks.one(named(donor, 'Response', 'LogoutRequest', 'LogoutResponse'));
      const ours = picks.one(named(xml, 'Response', 'LogoutRequest', 'LogoutResponse'));
      return (
        textOf(xml, { start: 0, end: ours.inside }) + donor.slice(theirs.inside, theirs.close) + xml.slice(ours.close)
      );
    },
  },
  [
    ...['piece-of-another-message', 'element-of-another-message-in-its-place', 'text-of-another-message-in-its-place'],
    ...[
      'attributes-of-another-message-in-their-place',
      'our-answer-around-another-message',
      'our-piece-in-another-message',
    ],
  ],
  { weight: 15 },
);
