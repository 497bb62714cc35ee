import type { FuzzLane } from './lane';
import { logoutLanes } from './lanes-logout';
import { saml11Lanes, unsignedLane } from './lanes-saml11';
import { saml2Lanes } from './lanes-saml2';

/** Every lane that the promise holds for. Made once: signing what they start from costs most of a second. */
let lanes: readonly FuzzLane[] | undefined;
export const allLanes = (): readonly FuzzLane[] => (lanes ??= [...saml11Lanes(), ...saml2Lanes(), ...logoutLanes()]);

let unsigned: FuzzLane | undefined;

/** @throws Error for a name that no lane has */
export function laneNamed(name: string): FuzzLane {
  const all = [...allLanes(), (unsigned ??= unsignedLane())];
  const lane = all.find((each) => each.name === name);
  if (lane === undefined)
    throw new Error(`there is no lane ${name}; there are: ${all.map((each) => each.name).join('; ')}`);
  return lane;
}
