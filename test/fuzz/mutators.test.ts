import * as fc from 'fast-check';
import type { FuzzLane } from './lane';
import { allLanes } from './lanes';
import type { Mutator } from './mutator';
import { MUTATORS } from './mutators';
import { honestWireOf, mutantOf, recipesFor, type Recipe, type Step } from './recipe';
import { attributesOf, elementsOf, leavesOf } from './scan';

const PICKS = fc.sample(fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), { seed: 3, numRuns: 12 });
/** There is a digest to make right only where something was changed. */
const FORGED: Step = { mutator: 'forged-values-in-the-signed', picks: [0] };

/** The first recipe that ends with this mutator and where it changes something. */
function recipeWith({ name }: Mutator): readonly [FuzzLane, Recipe] | undefined {
  for (const before of [[], [FORGED]]) {
    for (const lane of allLanes()) {
      for (const picks of PICKS) {
        const recipe = { lane: lane.name, steps: [...before, { mutator: name, picks }] };
        if (mutantOf(lane, recipe)?.by.at(-1) === name) return [lane, recipe];
      }
    }
  }
  return undefined;
}

test('each mutator has a name of its own', () => {
  expect(new Set(MUTATORS.map(({ name }) => name)).size).toBe(MUTATORS.length);
});

test.each(MUTATORS)('$name changes something, and the same thing each time', (mutator) => {
  const [lane, recipe] = recipeWith(mutator)!;
  const without = { ...recipe, steps: recipe.steps.slice(0, -1) };
  const before = mutantOf(lane, without)?.wire ?? honestWireOf(lane);
  expect(mutantOf(lane, recipe)?.wire).not.toBe(before);
  // Where it encrypts, that takes random octets.
  if (mutator.name !== 'encrypted-anew') expect(mutantOf(lane, recipe)).toEqual(mutantOf(lane, recipe));
});

test('a recipe is data: written down and read again it makes the same mutant', () => {
  const [lane] = allLanes();
  for (const recipe of fc.sample(recipesFor(lane!), { seed: 1, numRuns: 50 })) {
    expect(mutantOf(lane!, JSON.parse(JSON.stringify(recipe)) as Recipe)).toEqual(mutantOf(lane!, recipe));
  }
});

describe('the scanner', () => {
  const names = (xml: string) => elementsOf(xml).map(({ name, start, end }) => [name, xml.slice(start, end)]);

  test('finds elements by their tags, in every spelling', () => {
    expect(names(`<?xml version="1.0"?><a b='>'><p:c/ ><d x="/>"></d></a>`)).toEqual([
      ['a', `<a b='>'><p:c/ ><d x="/>"></d></a>`],
      ['d', '<d x="/>"></d>'],
    ]);
    expect(names('<a><b/><b></b></a>')).toEqual([
      ['a', '<a><b/><b></b></a>'],
      ['b', '<b/>'],
      ['b', '<b></b>'],
    ]);
  });

  test('passes over what is no element, what never ends and what never began', () => {
    expect(names('<!--<x>--><a><![CDATA[<y></y>]]></b></a><c>')).toEqual([['a', '<a><![CDATA[<y></y>]]></b></a>']]);
  });

  test('finds attributes in both quotes, and the elements with nothing but text', () => {
    const xml = `<a one="1" p:two='2'><b>text</b><c></c></a>`;
    expect(
      attributesOf(xml, elementsOf(xml)[0]!).map(({ name, value, start, end }) => [name, value, xml.slice(start, end)]),
    ).toEqual([
      ['one', '1', ' one="1"'],
      ['p:two', '2', ` p:two='2'`],
    ]);
    expect(leavesOf(xml).map(({ name }) => name)).toEqual(['b']);
  });
});
