import type { Request } from 'express';
import fc from 'fast-check';
import type { AuditEvent } from '../../src/strategies/audit-event';
import { AuditTrail, type AuditTrailOptions } from '../../src/strategies/audit-trail';
import { errorOfAsync } from '../support/codes';
import { fictitiousCpr } from '../support/cpr';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import type { LogLine } from './eident/support/login-app';

const REFUSED = { event: 'login-refused', code: 'user_cancelled' } as const;
function requestFrom(ip?: string): Request {
  const req: unknown = { ip };
  return req as Request;
}

interface Heard {
  readonly events: AuditEvent[];
  readonly log: LogLine[];
  readonly trail: AuditTrail;
}

/** @param answer what the audit log does when it has heard an event. */
function listening(answer: () => unknown = () => undefined, more: Partial<AuditTrailOptions> = {}): Heard {
  const events: AuditEvent[] = [];
  const log: LogLine[] = [];
  const write = (level: string) => (message: string, fields?: unknown) => void log.push({ level, message, fields });
  const auditLog = {
    record: (event: AuditEvent) => {
      events.push(event);
      return answer() as Promise<void>;
    },
  };
  const logger = { info: write('info'), warn: write('warn'), error: write('error') };
  return { events, log, trail: new AuditTrail({ auditLog, withIp: true, name: 'mitid', logger, ...more }, 20) };
}

describe('an event', () => {
  test('says when, by which strategy, from where, and what was learned of the login', async () => {
    const { events, trail } = listening();
    const req = requestFrom('192.0.2.7');
    trail.learn(req, { issuer: 'https://idp.example' });
    trail.learn(req, { requestId: '_1' });
    const before = Date.now();
    await trail.note(req, REFUSED);
    expect(events).toEqual([
      {
        ...REFUSED,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
        strategy: 'mitid',
        ip: '192.0.2.7',
        issuer: 'https://idp.example',
        requestId: '_1',
      },
    ]);
    expect(Date.parse(events[0]!.time)).toBeGreaterThanOrEqual(before);
  });

  test('knows nothing of another request', async () => {
    const { events, trail } = listening();
    trail.learn(requestFrom(), { requestId: '_1' });
    await trail.note(requestFrom(), REFUSED);
    expect(events[0]).not.toHaveProperty('requestId');
  });

  test('cannot be changed, and is what JSON says of it', async () => {
    const { events, trail } = listening();
    const signature = Object.freeze({ certificate: 'AA', method: 'm', signatureValue: 'v', signedDigest: 'd' });
    await trail.demand(requestFrom('::1'), {
      event: 'login',
      issuer: 'https://idp.example',
      key: { issuer: 'https://idp.example', namespace: 'nemlogin-person', id: '1' },
      identityType: 'private',
      authenticatedAt: new Date(0).toISOString(),
      session: 's',
      signatures: [signature],
    });
    const [event] = events;
    const parts = [event, ...Object.values<unknown>({ ...event })].filter((part) => typeof part === 'object');
    expect(parts).toHaveLength(3);
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
    ['what a browser wrote into X-Forwarded-For', undefined],
    [undefined, undefined],
  ])('has an address of %s', async (ip, recorded) => {
    const { events, trail } = listening();
    await trail.note(requestFrom(ip), REFUSED);
    expect((events[0] as { ip?: string }).ip).toBe(recorded);
  });

  test('has no address where it is to have none', async () => {
    const { events, trail } = listening(undefined, { withIp: false });
    await trail.note(requestFrom('192.0.2.7'), REFUSED);
    expect(events[0]).not.toHaveProperty('ip');
  });

  test('holds no CPR number, whatever a broker or a stranger has made into one', async () => {
    const written = fc.tuple(fictitiousCpr, fc.constantFrom('', '-', ' ')).map(([cpr, separator]) => ({
      cpr,
      text: cpr.slice(0, 6) + separator + cpr.slice(6),
    }));
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom('', '_', 'id-'), async ({ cpr, text }, prefix) => {
        const { events, trail } = listening();
        const req = requestFrom(text);
        trail.learn(req, { requestId: prefix + text, assertionId: text, sessionIndex: text, subject: `sha256:0` });
        await trail.note(req, { ...REFUSED, brokerCode: `${prefix}${text}` });
        const sessionIndexes = [text, '_index'];
        await trail.note(requestFrom(), { event: 'logout', by: 'broker', subject: 'sha256:0', sessionIndexes });
        expect(events).toMatchObject([{ code: 'user_cancelled' }, { sessionIndexes: ['_index'] }]);
        expect(findCpr(JSON.stringify(events), cprForms(cpr))).toBeUndefined();
      }),
    );
  });
});

describe('an audit log that', () => {
  const down = new Error('connect ECONNREFUSED 127.0.0.1:5432');
  const cases: [string, () => unknown, string][] = [
    ['rejects', () => Promise.reject(down), 'ECONNREFUSED'],
    [
      'throws',
      () => {
        throw down;
      },
      'ECONNREFUSED',
    ],
    ['does not answer', () => new Promise(() => undefined), 'no answer within 20 ms'],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an application may
    ['rejects with no error', () => Promise.reject('down'), 'got string'],
  ];

  test.each(cases)('%s fails what may not happen unrecorded', async (_name, answer, said) => {
    const { trail } = listening(answer);
    const error = await errorOfAsync(trail.demand(requestFrom(), { event: 'login-started' }));
    expect(error).toMatchObject({ code: 'audit_failed', outcome: 'error', status: 500 });
    expect(error.detail).toMatchObject({ where: 'auditLog.record: login-started', option: 'auditLog' });
    expect(error.explain()).toContain(said);
    expect(error.message).not.toContain(said);
  });

  test.each(cases)('%s is a line in the log for what has happened anyway', async (_name, answer, said) => {
    const { log, trail } = listening(answer);
    await trail.note(requestFrom(), REFUSED);
    expect(log).toMatchObject([{ level: 'error', fields: { strategy: 'mitid', code: 'audit_failed' } }]);
    expect(log[0]?.message).toContain(said);
  });

  test('is none costs nothing', async () => {
    const { events, log, trail } = listening(undefined, { auditLog: undefined });
    await trail.demand(requestFrom(), { event: 'login-started' });
    await trail.note(requestFrom(), REFUSED);
    expect([events, log, trail.isKept]).toEqual([[], [], false]);
  });
});
