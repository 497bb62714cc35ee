import { MitIdError } from '../errors';
import { higherNsis, nsisAtLeast, type Nsis, type NsisDimension } from '../identifiers';
import type { Asked } from '../login-request';
import type { Profile } from '../profile';
import type { Policy } from './policy';

const OPTIONS = { loa: 'minimumLoa', ial: 'minimumIal', aal: 'minimumAal' } as const satisfies Record<
  NsisDimension,
  keyof Policy
>;

type Floors = { readonly [D in NsisDimension]?: Nsis };

/**
 * Refuses a login below its floor: the higher of what was asked for and what policy says. What was asked for does not
 * apply to a legacy NemID login; policy does, and such a login has no level that could reach it (rules 5).
 *
 * @throws MitIdError `loa_too_low`, `ial_too_low`, `aal_too_low`.
 */
export function checkLevels({ provider, assurance }: Profile, policy: Policy, asked: Asked): void {
  const floors: Floors = provider === 'nemid' ? {} : asked;
  for (const dimension of ['loa', 'ial', 'aal'] as const) {
    const option = OPTIONS[dimension];
    const floor = higherNsis(floors[dimension], policy[option]);
    if (floor === undefined || nsisAtLeast(assurance[dimension], floor)) continue;
    throw new MitIdError(`${dimension}_too_low`, {
      where: dimension.toUpperCase(),
      got: assurance[dimension] ?? 'no level',
      expected: `${floor} or higher`,
      option: floor === policy[option] ? `policy.${option}` : dimension,
    });
  }
}
