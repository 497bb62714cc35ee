import { createServer } from 'node:http';
import express from 'express';
import type { MitIdErrorCode } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import { demoApp } from './demo-app';
import { LANES, WITH_SIGNICAT } from './lanes';
import { closed, listen } from './listening';
import { register, type Classes, type OtherCodes } from './registry';
import type { LaneName } from './scene';
import { siteOf, type Site } from './site';
import { strategyOf } from './sites';
import { SoapEndpoint } from './soap-endpoint';
import type { Verdict } from './world';

/** A broker that the application trusts too, for people of its own. */
export const OTHER_BROKER = 'https://other-broker.example';

/** One application with two strategies of a kind and one store, each for a broker of its own. */
export interface MixUpWorld {
  readonly ours: Site;
  /** Of the broker that signs with `CERTS.foreign`. */
  readonly theirs: Site;
  /** Where the answers of ours arrive. */
  readonly callback: string;
}

export interface MixUpAttack {
  /** As those of `Attack`. */
  readonly name: string;
  readonly classes: Classes;
  readonly source: string;
  readonly code: MitIdErrorCode;
  readonly codes?: OtherCodes;
  readonly forged: (world: MixUpWorld, lane: LaneName) => Promise<Verdict>;
}

/** An attack by one broker of an application on the logins of the other. An honest login follows. */
export function mixUpAttack({ name, classes, source, code, codes, forged }: MixUpAttack): void {
  const lanes = WITH_SIGNICAT;
  register({ kind: 'attack', name, classes, source, code, lanes, ...(codes && { codes }) }, () => {
    test.each(lanes)(`${name} at %s, over HTTP, is refused: ${code}; an honest login follows`, async (lane) => {
      const { close, ...world } = await mixUpWorld(lane);
      try {
        expect(await forged(world, lane)).toEqual({ accepted: false, code: codes?.[lane]?.[0] ?? code });
        const honest = await world.ours.end(await world.ours.start(), (scene) => scene.signed());
        expect(honest).toMatchObject({ accepted: true });
      } finally {
        await close();
      }
    });
  });
}

async function mixUpWorld(name: LaneName): Promise<MixUpWorld & { close(): Promise<void> }> {
  const lane = LANES[name];
  const soap = name === 'saml11-artifact' ? new SoapEndpoint() : undefined;
  const app = express();
  const server = createServer(app);
  const [soapOrigin = 'https://localhost:1', origin] = await Promise.all([
    soap?.listen(),
    listen(server, 'http://localhost', '127.0.0.1'),
  ]);
  const stateStore = new MemoryStateStore();
  const at = (path: string, options: { readonly broker?: string; readonly idpCert?: string } = {}): Site => {
    const callbackUrl = `${origin}${path}/login/callback`;
    const strategy = strategyOf(lane, callbackUrl, soapOrigin, { name: path.slice(1), stateStore, ...options });
    app.use(path, demoApp(strategy));
    const { broker } = options;
    return siteOf(lane, { origin, path, ...(soap && { soap }), ...(broker !== undefined && { broker }) });
  };
  return {
    ours: at('/ours'),
    theirs: at('/theirs', { broker: OTHER_BROKER, idpCert: CERTS.foreign.cert }),
    callback: '/ours/login/callback',
    close: async () => {
      await Promise.all([closed(server), soap?.close()]);
    },
  };
}
