import { personaById, PERSONAS } from '../personas';
import { UsageError } from './usage-error';

/** Whom a test names, so that nobody has to click. */
export interface NamedPersona {
  /** A persona's id. In a step-up the person of the earlier transaction stays, whoever is named. */
  readonly persona: string;
  /** See `pickIdentity`. */
  readonly identity?: string;
}

/**
 * Reads who logs in from the query and the `x-persona` header; undefined when a person is to click.
 *
 * @throws UsageError for a persona that is not there.
 */
export function readNamedPersona(query: URLSearchParams, header: string | undefined): NamedPersona | undefined {
  const persona = query.get('persona') ?? header;
  if (persona === undefined || persona === '') return undefined;
  if (personaById(persona) === undefined) {
    throw new UsageError(`No persona is called "${persona}". There are: ${PERSONAS.map(({ id }) => id).join(', ')}.`);
  }
  const identity = query.get('identity');
  return { persona, ...(identity === null ? {} : { identity }) };
}
