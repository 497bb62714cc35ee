import type { Dialect } from './dialect';
import { eidentDialect } from './eident';
import { EIDENT_ATTRIBUTE_NAMES } from './eident-names';

type Names = Readonly<Record<string, string>>;

/** What the option may name. */
export interface Renamable {
  /** Its members, with the names that they stand for. */
  readonly names: Names;
  /** The dialect with the names that the application has changed. */
  readonly dialectOf: (names: Names) => Dialect;
}

const MAX_CHARACTERS = 256;
const EIDENT: Renamable = { names: EIDENT_ATTRIBUTE_NAMES, dialectOf: eidentDialect };

/**
 * Checks the option `attributeNames`.
 *
 * @param names what the application has configured, not trusted to be of its type.
 * @param of E-Ident's attributes, unless others are meant.
 * @returns one line for each problem, naming the option: an unknown member, a name that is empty or no string, a name
 *   that another mapped attribute has. Empty when all is well.
 */
export function checkAttributeNames(names: unknown, of: Renamable = EIDENT): readonly string[] {
  if (typeof names !== 'object' || names === null) return ['attributeNames is not an object'];
  const problems = Object.entries(names).flatMap(
    ([member, value]: [string, unknown]) => problemOf(member, value, of.names) ?? [],
  );
  return problems.length > 0 ? problems : clashes(names as Names, of);
}

function problemOf(member: string, value: unknown, known: Names): string | undefined {
  if (!Object.hasOwn(known, member)) {
    return `attributeNames.${member} is unknown; known are ${Object.keys(known).join(', ')}`;
  }
  if (typeof value === 'string' && value.trim() === value && value !== '' && value.length <= MAX_CHARACTERS) {
    return undefined;
  }
  return `attributeNames.${member} is not an attribute name: a string of 1 to ${MAX_CHARACTERS} characters`;
}

/** Of two names of the application's own that clash, the later one is reported. */
function clashes(names: Names, { dialectOf }: Renamable): readonly string[] {
  const { rows, unmapped } = dialectOf(names);
  const configured = Object.entries(names);
  return configured.flatMap(([option, attribute], index) => {
    const other = rows.find((row) => row.attribute === attribute && row.option !== option);
    if (configured.slice(index + 1).some(([later]) => later === other?.option)) return [];
    const taken = other?.field ?? unmapped.find((name) => name === attribute);
    return taken === undefined ? [] : [`attributeNames.${option} is ${attribute}, which is already read as ${taken}`];
  });
}
