import { EIDENT_UNMAPPED, eidentRows } from './eident';
import { EIDENT_ATTRIBUTE_NAMES, type EIdentAttributeNames } from './eident-names';

const MAX_CHARACTERS = 256;

/**
 * Checks the option `attributeNames`.
 *
 * @param names what the application has configured, not trusted to be of its type.
 * @returns one line for each problem, naming the option: an unknown member, a name that is empty or no string, a name
 *   that another mapped attribute has. Empty when all is well.
 */
export function checkAttributeNames(names: unknown): readonly string[] {
  if (typeof names !== 'object' || names === null) return ['attributeNames is not an object'];
  const problems = Object.entries(names).flatMap(
    ([member, value]: [string, unknown]) => problemOf(member, value) ?? [],
  );
  return problems.length > 0 ? problems : clashes(names);
}

function problemOf(member: string, value: unknown): string | undefined {
  if (!Object.hasOwn(EIDENT_ATTRIBUTE_NAMES, member)) {
    return `attributeNames.${member} is unknown; known are ${Object.keys(EIDENT_ATTRIBUTE_NAMES).join(', ')}`;
  }
  if (typeof value === 'string' && value.trim() === value && value !== '' && value.length <= MAX_CHARACTERS) {
    return undefined;
  }
  return `attributeNames.${member} is not an attribute name: a string of 1 to ${MAX_CHARACTERS} characters`;
}

/** Of two names of the application's own that clash, the later one is reported. */
function clashes(names: EIdentAttributeNames): readonly string[] {
  const rows = eidentRows(names);
  const configured = Object.entries(names);
  return configured.flatMap(([option, attribute], index) => {
    const other = rows.find((row) => row.attribute === attribute && row.option !== option);
    if (configured.slice(index + 1).some(([later]) => later === other?.option)) return [];
    const taken = other?.field ?? EIDENT_UNMAPPED.find((name) => name === attribute);
    return taken === undefined ? [] : [`attributeNames.${option} is ${attribute}, which is already read as ${taken}`];
  });
}
