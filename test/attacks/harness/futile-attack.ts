import { httpWorld, type HttpWorld } from './http-world';
import { ALL_LANES, LANES } from './lanes';
import { register } from './registry';

/** A login that must come through, and what must not come of it: for attacks that no refusal could answer. */
export function futileAttack(
  { name, source }: { readonly name: string; readonly source: string },
  run: (world: HttpWorld) => Promise<void>,
): void {
  register({ kind: 'futile', name, source, lanes: ALL_LANES }, () => {
    test.each(ALL_LANES)(`${name} at %s, over HTTP, comes to nothing`, async (lane) => {
      const world = await httpWorld(LANES[lane]);
      try {
        await run(world);
      } finally {
        await world.close();
      }
    });
  });
}
