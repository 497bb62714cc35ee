import { documentMutators, type Mutator } from '../mutator';
import { NothingToChange, type Picks } from '../picks';
import { wrapped } from '../prefixes';
import { attributesOf, elementsOf, insert, leavesOf, named, placesOf, splice, textOf, type Element } from '../scan';

const OTHER_PERSON = 'c0ffee00-0000-4000-8000-00000000beef';

/** The element as another person would have it: each text of an identity replaced. */
export function forged(xml: string, picks: Picks): string {
  const leaves = leavesOf(xml).filter(({ local }) =>
    /^(NameID|NameIdentifier|AttributeValue|SessionIndex)$/.test(local),
  );
  const chosen = picks.below(3) === 0 ? leaves : [picks.one(leaves)];
  return chosen.reduceRight((changed, { inside, close }) => splice(changed, inside, close, OTHER_PERSON), xml);
}

/** The same with the id of its root left, changed, or taken away. */
function withId(xml: string, idNames: readonly string[], picks: Picks): string {
  const choice = picks.below(3);
  const root = elementsOf(xml)[0];
  const id = root && attributesOf(xml, root).find(({ name }) => idNames.includes(name));
  if (id === undefined || choice === 0) return xml;
  return splice(xml, id.start, id.end, choice === 1 ? '' : ` ${id.name}="_forged"`);
}

/** The same with or without the signatures in it. */
function withSignatures(xml: string, picks: Picks): string {
  if (picks.below(2) === 0) return xml;
  return named(xml, 'Signature').reduceRight((changed, { start, end }) => splice(changed, start, end, ''), xml);
}

function signedElement(xml: string, picks: Picks): Element {
  return picks.one(named(xml, 'Assertion', 'Response', 'LogoutRequest', 'LogoutResponse'));
}

/** Signature wrapping (Somorovsky et al., USENIX Security 2012): the signed element goes on existing, and a forged one is read. */
export const WRAPPING: readonly Mutator[] = documentMutators(
  {
    'forged-around-the-signed': (xml, picks, { idNames }) => {
      const signed = signedElement(xml, picks);
      const whole = textOf(xml, signed);
      const outer = withSignatures(withId(forged(whole, picks), idNames, picks), picks);
      const at = picks.one(
        elementsOf(outer)
          .flatMap(placesOf)
          .filter((place) => place > 0 && place < outer.length),
      );
      const holder = picks.one(['', 'samlp:Extensions', 'saml:Advice', 'ds:Object', 'ds:KeyInfo', 'x']);
      const inner = holder === '' ? whole : wrapped(holder, whole);
      return splice(xml, signed.start, signed.end, insert(outer, at, inner));
    },
    'forged-beside-the-signed': (xml, picks, { idNames }) => {
      const signed = signedElement(xml, picks);
      const other = withSignatures(withId(forged(textOf(xml, signed), picks), idNames, picks), picks);
      return insert(xml, picks.one([signed.start, signed.end]), other);
    },
    'forged-in-the-signed': (xml, picks, { idNames }) => {
      const signed = signedElement(xml, picks);
      const other = withSignatures(withId(forged(textOf(xml, signed), picks), idNames, picks), picks);
      const inside = elementsOf(xml).filter(({ start, end }) => start > signed.start && end < signed.end);
      return insert(xml, picks.one(placesOf(picks.one(inside))), other);
    },
    'forged-for-the-signed': (xml, picks, { idNames, honest }) => {
      const signed = signedElement(xml, picks);
      const other = withSignatures(withId(forged(textOf(xml, signed), picks), idNames, picks), picks);
      const kept = picks.one(['', honest, `<x>${textOf(xml, signed)}</x>`]);
      const replaced = splice(xml, signed.start, signed.end, other);
      return insert(replaced, picks.one(placesOf(picks.one(elementsOf(replaced)))), kept);
    },
    'signed-moved-into-its-signature': (xml, picks, { idNames }) => {
      const signed = signedElement(xml, picks);
      const whole = textOf(xml, signed);
      const signature = picks.one(named(whole, 'Signature'));
      const text = textOf(whole, signature);
      const bare = splice(whole, signature.start, signature.end, '');
      const holder = insert(text, picks.one(elementsOf(text).flatMap(placesOf).slice(1, -1)), bare);
      const outer = withId(forged(bare, picks), idNames, picks);
      const root = elementsOf(outer)[0];
      if (root === undefined) throw new NothingToChange();
      return splice(xml, signed.start, signed.end, insert(outer, picks.one([root.inside, root.close]), holder));
    },
    'forged-values-in-the-signed': (xml, picks) => forged(xml, picks),
  },
  [],
  { weight: 25 },
);
