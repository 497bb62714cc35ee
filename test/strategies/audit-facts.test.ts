import type { Request } from 'express';
import type { LoginRecord } from '../../src/session';
import { keptKey } from '../../src/step-up';
import type { AuditEvent } from '../../src/strategies/audit-event';
import { factsOfLogin, factsOfRecord, factsOfSubject } from '../../src/strategies/audit-facts';
import { AuditTrail } from '../../src/strategies/audit-trail';
import { NUMBERS_OF_A_DAY, tried } from '../support/cpr-watch/tried';
import { dump } from '../support/dump';
import { CVR, RID } from '../support/eident-logins';
import { certificateName, EMPLOYEES, type Arrived } from './support/employees';

const CPR = '0101705678';
const ISSUER = 'https://idp.example';
const SHA256 = /^sha256:[0-9a-f]{64}$/;
const silent = () => undefined;
const ridOf = (rid: string) => `CVR:${CVR}-RID:${rid}`;

function recordOf({ profile }: Arrived): LoginRecord {
  const { key, identityType, transaction } = profile;
  const { assertionId } = transaction;
  const ends = { createdAt: 0, expiresAt: 1 };
  const kept = { issuer: key.issuer, key: keptKey(key), identityType, transaction: { assertionId, expiresAt: 1 } };
  return { id: 'record', strategy: 'mitid', ...kept, ...ends };
}

/** What the audit log hears of a login, its end here, and the broker's word that it is over. */
async function eventsOf(arrived: Arrived): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  const auditLog = { record: (event: AuditEvent) => void events.push(event) };
  const logger = { info: silent, warn: silent, error: silent };
  const trail = new AuditTrail({ auditLog, withIp: false, name: 'mitid', logger });
  const req: unknown = {};
  const { assertion, profile } = arrived;
  const { issuer, subject } = assertion.content;
  await trail.demand(req as Request, { event: 'login', ...factsOfLogin(assertion, profile), session: 'record' });
  const facts = factsOfRecord(recordOf(arrived));
  await trail.demand(req as Request, { event: 'logout', by: 'application', issuer, ...facts });
  const named = factsOfSubject(issuer, subject?.nameId ?? '');
  await trail.demand(req as Request, { event: 'logout', by: 'broker', issuer, ...named, sessionIndexes: [] });
  return events;
}

describe.each(Object.entries(EMPLOYEES))('of an employee at %s', (_, employee) => {
  test('the key is the profile’s', async () => {
    const arrived = employee(RID);
    const [login, logout] = await eventsOf(arrived);
    expect(arrived.profile.key.id).toBe(ridOf(RID));
    expect([login, logout]).toMatchObject([{ key: arrived.profile.key }, { key: arrived.profile.key }]);
  });

  test('whose RID is a CPR number, the id of the key is withheld', async () => {
    const { issuer, namespace, id } = employee(CPR).profile.key;
    expect(id).toBe(ridOf(CPR));
    const key = { issuer, namespace, id: 'withheld' };
    expect(await eventsOf(employee(CPR))).toMatchObject([{ key, session: 'record' }, { key, session: 'record' }, {}]);
  });

  test('whoever tries all numbers against the events finds none, and against the record would', async () => {
    const arrived = employee(CPR);
    const { issuer } = arrived.assertion.content;
    const writings = [(cpr: string) => cpr, ridOf, certificateName];
    const texts = NUMBERS_OF_A_DAY.flatMap((cpr) => writings.map((write) => write(cpr)));
    const events = dump(await eventsOf(arrived));
    expect(events).not.toContain(CPR);
    expect(tried(events, issuer, texts)).toEqual([]);
    expect(tried(dump(recordOf(arrived)), issuer, texts)).toEqual([ridOf(CPR)]);
  });
});

describe('of a NameID', () => {
  test.each([
    'https://data.gov.dk/model/core/eid/person/uuid/37a5a1aa-67ce-4f70-b7c0-b8e678d585f7',
    certificateName(RID),
  ])('that can hold no CPR number, its hash, which is no secret from whoever guesses the NameID: %s', (nameId) => {
    const facts = factsOfSubject(ISSUER, nameId);
    expect(facts).toEqual({ subject: expect.stringMatching(SHA256) as unknown });
    expect(factsOfSubject('https://other.example', nameId)).not.toEqual(facts);
    expect(tried(dump(facts), ISSUER, ['another', nameId])).toEqual([nameId]);
  });

  test.each([CPR, '010170-5678', ridOf(CPR), certificateName(CPR)])('that may hold one, nothing: %s', (nameId) => {
    expect(factsOfSubject(ISSUER, nameId)).toEqual({});
  });
});
