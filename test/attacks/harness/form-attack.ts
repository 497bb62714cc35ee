import type { MitIdErrorCode } from '../../../src/errors';
import { httpWorld, type HttpWorld } from './http-world';
import { LANES, SAML2 } from './lanes';
import { register, type Classes } from './registry';
import type { LaneName } from './scene';
import type { Verdict, WorldOptions } from './world';

export interface FormAttack {
  /** As those of `Attack`. */
  readonly name: string;
  readonly classes: Classes;
  readonly source: string;
  readonly code: MitIdErrorCode;
  /** Those of SAML 2.0 where nothing is said. */
  readonly lanes?: readonly LaneName[];
  readonly options?: WorldOptions;
  /** What is done at the service provider; the last verdict is the one that counts. */
  readonly forged: (world: HttpWorld) => Promise<Verdict>;
}

/**
 * An attack with what a message alone does not hold: several logins, several browsers, or the other fields of the form;
 * or one that is refused only where the profile is read. It is refused over HTTP with its code, and afterwards an honest
 * login comes through.
 */
export function formAttack({ name, classes, source, code, lanes = SAML2, options = {}, forged }: FormAttack): void {
  register({ kind: 'attack', name, classes, source, code, lanes }, () => {
    test.each(lanes)(`${name} at %s, over HTTP, is refused: ${code}; an honest login follows`, async (lane) => {
      const world = await httpWorld(LANES[lane], options);
      try {
        expect(await forged(world)).toEqual({ accepted: false, code });
        expect(await world.send((scene) => scene.signed())).toMatchObject({ accepted: true });
      } finally {
        await world.close();
      }
    });
  });
}
