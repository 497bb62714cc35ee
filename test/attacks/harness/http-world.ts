import { createServer } from 'node:http';
import { Browser } from './browser';
import { demoApp } from './demo-app';
import type { Lane } from './lanes';
import { closed, listen } from './listening';
import { siteOf, type Site } from './site';
import { strategyOf } from './sites';
import { SoapEndpoint } from './soap-endpoint';
import type { World, WorldOptions } from './world';

/** The service provider whole, where an attack has more than one login to play with. */
export type HttpWorld = World & Site;

/**
 * The service provider whole: Express with sessions and Passport, the strategy, and where the lane needs one a broker's
 * SOAP endpoint over TLS on loopback. Each message is the end of a login that the same browser has started.
 */
export async function httpWorld(lane: Lane, options: WorldOptions = {}): Promise<HttpWorld> {
  const soap = lane.name === 'saml11-artifact' ? new SoapEndpoint() : undefined;
  const app = createServer();
  const [soapOrigin = 'https://localhost:1', origin] = await Promise.all([
    soap?.listen(),
    listen(app, 'http://localhost', '127.0.0.1'),
  ]);
  const close = async () => {
    await Promise.all([closed(app), soap?.close()]);
  };
  try {
    app.on('request', demoApp(strategyOf(lane, `${origin}/login/callback`, soapOrigin, options)));
  } catch (error) {
    // Jest would wait for a server that goes on listening.
    await close();
    throw error;
  }
  const site = siteOf(lane, { origin, path: '', ...(soap && { soap }) });
  return { ...site, send: (message) => site.logIn(new Browser(origin), message), close };
}
