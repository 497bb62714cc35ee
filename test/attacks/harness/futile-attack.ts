import { httpWorld, type HttpWorld } from './http-world';
import { ALL_LANES, LANES } from './lanes';
import { register, type Classes } from './registry';
import type { LaneName } from './scene';
import type { WorldOptions } from './world';

export interface FutileAttack {
  /** As those of `Attack`. */
  readonly name: string;
  readonly classes: Classes;
  readonly source: string;
  readonly lanes?: readonly LaneName[];
  readonly options?: WorldOptions;
  /** The login, and what must not come of it. */
  readonly run: (world: HttpWorld) => Promise<void>;
}

/** A login that must come through, and what must not come of it: for attacks that no refusal could answer. */
export function futileAttack({ name, classes, source, lanes = ALL_LANES, options = {}, run }: FutileAttack): void {
  register({ kind: 'futile', name, classes, source, lanes }, () => {
    test.each(lanes)(`${name} at %s, over HTTP, comes to nothing`, async (lane) => {
      const world = await httpWorld(LANES[lane], options);
      try {
        await run(world);
      } finally {
        await world.close();
      }
    });
  });
}
