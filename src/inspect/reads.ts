import type { VerifiedAssertion } from '../assertion';
import { MitIdError } from '../errors';
import type { Fact } from './inspection';
import type { Lane } from './lane';
import { masked } from './mask';

/** What the profile of an assertion would be, in a few words; or why there would be none. */
export function readsAs(assertion: VerifiedAssertion, { profile }: Lane): readonly Fact[] | MitIdError {
  try {
    if (profile === undefined) return [];
    const { provider, identityType, key, assurance, person } = profile(assertion);
    return [
      ['provider', provider],
      ['identityType', identityType],
      ['key', `${key.namespace} ${key.id}`],
      ['loa', assurance.loa ?? 'none said'],
      ['cpr', person.cpr?.toString() ?? 'none said'],
    ].map(([name = '', value = '']) => ({ name, value: masked(value) }));
  } catch (error) {
    if (error instanceof MitIdError) return error;
    throw error;
  }
}
