import type { Profile } from '../../src/profile';
import type { FaultName, Simulator } from '../../src/simulator';
import {
  SIGNICAT_MITID_FAULTS,
  SIGNICAT_NEMID_FAULTS,
  takeMitIdFault,
  takeNemIdFault,
} from '../../src/simulator/faults/signicat';
import { ENCRYPTION_FAULTS } from '../../src/simulator/faults/saml2/encryption';
import { FORGERY_FAULTS } from '../../src/simulator/faults/saml2/forgery';
import { MESSAGE_FAULTS } from '../../src/simulator/faults/saml2/message';
import { SIGNATURE_FAULTS } from '../../src/simulator/faults/saml2/signature';
import { SUBJECT_FAULTS } from '../../src/simulator/faults/saml2/subject';
import { WRAPPING_FAULTS } from '../../src/simulator/faults/saml2/wrapping';
import { FaultQueue } from '../../src/simulator/faults/queue';
import { codeOfAsync } from '../support/codes';
import { element, elements } from './support/message';
import type { Asked } from './support/service-provider';
import {
  AUDIENCE,
  ENCRYPTED_SP,
  logInAt,
  MITID_SP,
  NEMID_CALLBACK,
  nemIdAddress,
  SignicatJudge,
} from './support/signicat';
import { startWithOneKey } from './support/start';
import { xmlsec1Verifies } from './support/xmlsec1';

const FORCED: Asked = { forceAuthn: 'true' };

let simulator: Simulator;
let judge: SignicatJudge;
beforeAll(async () => {
  simulator = await startWithOneKey({});
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.clearFaults();
  simulator.signicat.register(ENCRYPTED_SP);
  simulator.signicat.registerService({ callbackUrl: NEMID_CALLBACK, audience: AUDIENCE });
  judge = new SignicatJudge(simulator);
});

describe('MitID: what the product says of each, and of the login after it', () => {
  // Of another person only a second login can tell: test/simulator/signicat-strategy.test.ts.
  const seen = SIGNICAT_MITID_FAULTS.filter(({ name }) => name !== 'other-person');

  test.each(seen.map(({ name, seenAs }) => [name, seenAs] as const))('%s: %s', async (name, seenAs) => {
    await judge.mitId('citizen', FORCED);
    simulator.fault(name);
    expect(await codeOfAsync(judge.mitId('citizen', FORCED))).toBe(seenAs);
    expect((await judge.mitId('citizen', FORCED)).displayName).toBe('Anna Sørensen');
  });

  // Where nothing hides it, each has a code of its own.
  const tables = [...SIGNATURE_FAULTS, ...WRAPPING_FAULTS, ...FORGERY_FAULTS, ...SUBJECT_FAULTS, ...MESSAGE_FAULTS];
  const inside = tables.filter((fault) => 'inside' in fault);
  test.each(inside.map(({ name, seenAs }) => [name, seenAs] as const))(
    'not encrypted, %s: %s',
    async (name, seenAs) => {
      simulator.signicat.register(MITID_SP);
      simulator.fault(name);
      expect(await codeOfAsync(judge.mitId('citizen'))).toBe(seenAs);
    },
  );

  test('other-person: a valid login of somebody else', async () => {
    const sound = await judge.mitId('citizen');
    simulator.fault('other-person');
    expect((await judge.mitId('citizen')).key.id).not.toBe(sound.key.id);
  });

  test('faults of the encryption wait for an application with an encryption certificate', async () => {
    simulator.signicat.register(MITID_SP);
    for (const { name } of ENCRYPTION_FAULTS) simulator.fault(name);
    expect((await judge.mitId('citizen')).displayName).toBe('Anna Sørensen');
    simulator.signicat.register(ENCRYPTED_SP);
    expect(await codeOfAsync(judge.mitId('citizen'))).toBe('assertion_not_encrypted');
  });
});

describe('NemID: what the product says of each, and of the login after it', () => {
  // Which status is a cancel, the strategy says; the judge sees that there is no login.
  const codeOf = (name: string, seenAs: string): string => (name === 'cancel' ? 'status_not_success' : seenAs);

  /** The code of a refusal; of a login that is valid, whether it is of somebody else than the one before. */
  const outcomeOf = (login: Promise<Profile>, before: Profile): Promise<string> =>
    login.then(
      ({ key }) => (key.id === before.key.id ? 'the same person' : 'none'),
      (error: unknown) => codeOfAsync(Promise.reject(error as Error)),
    );

  test.each(SIGNICAT_NEMID_FAULTS.map(({ name, seenAs }) => [name, codeOf(name, seenAs)] as const))(
    '%s: %s',
    async (name, seenAs) => {
      const sound = await judge.nemId('nemid', 'citizen');
      simulator.fault(name);
      expect(await outcomeOf(judge.nemId('nemid', 'citizen'), sound)).toBe(seenAs);
      expect((await judge.nemId('nemid', 'citizen')).displayName).toBe('Anna Sørensen');
    },
  );

  test.each([
    ['nemid', 'citizen', 'private'],
    ['nemid-erhverv', 'manager', 'represents'],
    ['nemid-moces', 'employee', 'employee'],
    ['nemid-codefile', 'nemid-key-file', ''],
  ])('other-person, %s: a valid login of somebody else than %s', async (method, persona, identity) => {
    const sound = await judge.nemId(method, persona, identity);
    simulator.fault('other-person');
    const other = await judge.nemId(method, persona, identity);
    expect([other.identityType, other.authorizedToRepresent]).toEqual([
      sound.identityType,
      sound.authorizedToRepresent,
    ]);
    expect(other.key.id).not.toBe(sound.key.id);
  });

  test('replayed-response, where there was none: one to a login that nobody began', async () => {
    simulator.signicat.registerService({ service: 'new', callbackUrl: NEMID_CALLBACK, audience: AUDIENCE });
    simulator.fault('replayed-response');
    const { message, fields } = await logInAt(nemIdAddress(simulator, 'nemid').replace('/demo?', '/new?'), 'citizen');
    const recipient = element(message, 'Response').attribute('Recipient');
    expect(recipient).toMatch(/^http:\/\/localhost:3999\/nemid\?login=[0-9a-f]{32}$/);
    expect(fields['TARGET']).toBe(`${NEMID_CALLBACK}?login=one`);
  });
});

describe('what xmlsec1 says: a fault is what it says, and nothing besides', () => {
  const message = async (name: FaultName): Promise<string> => {
    simulator.fault(name);
    return (await logInAt(nemIdAddress(simulator, 'nemid'), 'citizen')).message;
  };
  const verifies = (text: string, signed: 'Assertion' | 'Response'): boolean =>
    xmlsec1Verifies(text, signed, simulator.signicat.nemid.idpCert);

  test('assertion-signed-only', async () => {
    const text = await message('assertion-signed-only');
    expect([verifies(text, 'Assertion'), elements(text, 'Signature').length]).toEqual([true, 1]);
  });

  test.each([
    ['recipient-without-query', NEMID_CALLBACK],
    ['wrong-recipient', 'https://somebody-else.example/callback'],
    ['recipient-of-another-login', expect.stringMatching(/^http:\/\/localhost:3999\/nemid\?login=[0-9a-f]{32}$/)],
  ] as const)('%s: signed as it should be', async (name, recipient) => {
    const text = await message(name);
    expect([verifies(text, 'Response'), element(text, 'Response').attribute('Recipient')]).toEqual([true, recipient]);
  });

  test.each(['bad-signature', 'tampered', 'foreign-key'] as const)('%s: the signature does not hold', async (name) => {
    const text = await message(name);
    expect([verifies(text, 'Response'), elements(text, 'Signature').length]).toEqual([false, 1]);
  });
});

test('every fault can be taken, once, by a login of its kind', () => {
  for (const { name, at } of SIGNICAT_MITID_FAULTS) {
    const queue = new FaultQueue();
    queue.arm(name);
    expect(takeMitIdFault(queue, [at], true)?.name).toBe(name);
    expect(queue.armed).toEqual([]);
  }
  for (const { name, at } of SIGNICAT_NEMID_FAULTS) {
    const queue = new FaultQueue();
    queue.arm(name);
    expect(takeNemIdFault(queue, [at])?.name).toBe(name);
    expect(queue.armed).toEqual([]);
  }
});

test('names are unique in each table', () => {
  for (const names of [SIGNICAT_MITID_FAULTS, SIGNICAT_NEMID_FAULTS].map((all) => all.map(({ name }) => name))) {
    expect(new Set(names).size).toBe(names.length);
  }
});
