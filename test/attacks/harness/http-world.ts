import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CODES, type MitIdErrorCode } from '../../../src/errors';
import { EIdentStrategy } from '../../../src/strategies/eident';
import { CERTS } from '../../support/certs';
import { FACTS } from '../../support/saml11';
import { Browser } from './browser';
import { demoApp, type Answer } from './demo-app';
import type { Lane } from './lanes';
import type { Facts, Message, Scene } from './scene';
import { CLOCK_SKEW_MS, formField, soapReply, type Verdict, type World, type WorldOptions } from './world';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * The service provider whole: Express with sessions and Passport, the strategy, and a broker's SOAP endpoint over TLS on
 * loopback. Each message is the end of a login that the same browser has started.
 */
export async function httpWorld(lane: Lane, options: WorldOptions = {}): Promise<World> {
  const broker = new Broker();
  const app = createHttpServer();
  const [soapUrl, appUrl] = await Promise.all([broker.listen(), listen(app, 'http://localhost')]);
  const callbackUrl = `${appUrl}/login/callback`;
  const strategy = new EIdentStrategy(
    {
      entryPoint: `${soapUrl}/its/index.html`,
      assertionUrl: `${soapUrl}/saml1resp/getassertion`,
      assertionCa: CERTS.tlsCa.cert,
      callbackUrl,
      merchantId: FACTS.audience,
      merchantPassword: 'test-only',
      idpIssuer: FACTS.issuer,
      idpCert: CERTS.idp.cert,
      bindings: ['artifact', 'post'],
      eids: ['mitid'],
      returnSsn: true,
      returnNemidPid: true,
      acceptedClockSkewMs: CLOCK_SKEW_MS,
      logger: silent,
      ...options,
    },
    (profile, done) => done(null, profile),
  );
  app.on('request', demoApp(strategy));

  return {
    async send(message) {
      const browser = new Browser(appUrl);
      const start = await browser.get('/login');
      const target = new URL(start.headers.get('location') ?? '').searchParams.get('TARGET') ?? '';
      const facts = { issuer: FACTS.issuer, audience: FACTS.audience, recipient: callbackUrl, now: Date.now() };
      const response =
        lane.name === 'saml11-post'
          ? await browser.post('/login/callback', {
              SAMLResponse: formField(message(lane.scene(facts))),
              TARGET: target,
            })
          : await broker.answering(lane, facts, message, () =>
              browser.get(`/login/callback?${new URLSearchParams({ SAMLart: artifact(), TARGET: target }).toString()}`),
            );
      return verdict((await response.json()) as Answer, await browser.get('/me').then((me) => me.json()));
    },
    async close() {
      await Promise.all([closed(app), broker.close()]);
    },
  };
}

/** Refused means: by the right door of Passport, and nobody is logged in. */
function verdict(answer: Answer, me: unknown): Verdict {
  const nobody = JSON.stringify(me) === JSON.stringify({ user: false, record: false });
  if (answer.door === 'success') {
    if (nobody) throw new Error('accepted, but nobody is logged in');
    return { accepted: true, said: answer.profile };
  }
  if (!nobody) throw new Error(`refused as ${answer.code}, but somebody is logged in`);
  const code = answer.code as MitIdErrorCode;
  if (CODES[code].outcome !== answer.door) throw new Error(`${code} came as Passport ${answer.door}`);
  return { accepted: false, code };
}

/** The assertion endpoint: answers each request with what the attack wants it to. */
class Broker {
  #write: ((requestId: string) => Buffer) | undefined;
  #failure: unknown;

  readonly #server = createHttpsServer({ key: CERTS.tlsLocalhost.key, cert: CERTS.tlsLocalhost.cert }, (req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const requestId = / RequestID="([^"]+)"/.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
      res.setHeader('Content-Type', 'text/xml; charset=utf-8');
      try {
        res.end(this.#write?.(requestId));
      } catch (error) {
        this.#failure = error;
        res.destroy();
      }
    });
  });

  listen(): Promise<string> {
    return listen(this.#server, 'https://localhost');
  }

  async answering<T>(
    lane: Lane,
    facts: Facts,
    message: (scene: Scene) => Message,
    exchange: () => Promise<T>,
  ): Promise<T> {
    this.#write = (requestId) => soapReply(message(lane.scene({ ...facts, requestId })));
    this.#failure = undefined;
    const result = await exchange();
    if (this.#failure !== undefined) throw this.#failure as Error;
    return result;
  }

  close(): Promise<void> {
    return closed(this.#server);
  }
}

/** A type 0001 artifact: SourceID and a handle of 20 random bytes each. */
function artifact(): string {
  return Buffer.concat([Buffer.from([0, 1]), randomBytes(40)]).toString('base64');
}

async function listen(server: Server, origin: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return `${origin}:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
