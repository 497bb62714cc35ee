import { InvalidArgumentError } from 'commander';
import { closest } from '../migration/import/closest';
import type { MapOf } from '../migration/import/match-columns';

/** Reads `--map <field=column>`, which may be repeated. Case does not count in the name of a field. */
export function mappedColumns<Field extends string>(
  fields: readonly Field[],
): (text: string, before?: MapOf<Field>) => MapOf<Field> {
  return (text, before) => {
    const at = text.indexOf('=');
    if (at < 0 || text.length === at + 1) throw new InvalidArgumentError('Expected <field>=<column>.');
    const name = text.slice(0, at).toLowerCase();
    const field = fields.find((one) => one.toLowerCase() === name);
    if (field === undefined) {
      const near = closest(name, fields);
      const hint = near === undefined ? `expected one of ${fields.join(', ')}.` : `did you mean ${near}?`;
      throw new InvalidArgumentError(`There is no such field; ${hint}`);
    }
    if (before?.[field] !== undefined) throw new InvalidArgumentError(`${field} is mapped twice.`);
    return { ...before, [field]: text.slice(at + 1) } as MapOf<Field>;
  };
}
