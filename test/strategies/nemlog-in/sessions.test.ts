import type { NemLogInStrategy } from '../../../src/strategies/nemlog-in';
import { readTrustedCertificates } from '../../../src/certificates';
import { CERTS } from '../../support/certs';
import type { CustomCallback, Request } from '../eident/support/login-app';
import { Visitor } from '../eident/support/visitor';
import { answerTo, metadataOf } from './support/idp';
import { endingOf, LoginApp } from './support/login-app';

const app = LoginApp.use();

describe('the session that a login makes', () => {
  test('is marked as its own before the application sends the browser on', async () => {
    app.answer = ({ req, res, next }, _error, user) => {
      req.logIn(user as Express.User, () => {
        req.sessionStore.get(req.sessionID, (failed, session) => {
          if (failed !== null && failed !== undefined) next(failed);
          else res.json({ outcome: 'in', authInfo: session });
        });
      });
    };
    expect((await app.login(new Visitor())).authInfo).toHaveProperty('mitidLogin');
  });

  test('is not made where session: false says so', async () => {
    app.answer = undefined;
    app.callbackCall = { session: false };
    const visitor = new Visitor();
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
    expect((await app.me(visitor)).user).toBeNull();
  });
});

describe('a custom callback that breaks', () => {
  const bug = new Error('a bug of the application');

  test.each<[string, CustomCallback]>([
    [
      'throws',
      () => {
        throw bug;
      },
    ],
    ['rejects', () => Promise.reject(bug)],
  ])('after a login (it %s) is called once, and Express hears of it', async (_name, answer) => {
    let calls = 0;
    app.answer = (...said) => {
      calls += 1;
      return answer(...said);
    };
    expect(await app.login(new Visitor())).toMatchObject({ status: 500, outcome: 'error', message: bug.message });
    expect(calls).toBe(1);
  });
});

describe('as Passport uses it', () => {
  test('it keeps nothing of a request on itself', async () => {
    const before = Object.keys(app.strategy);
    await app.login(new Visitor());
    expect(Object.keys(app.strategy)).toEqual(before);
  });

  test('without Express it is an error, not silence', async () => {
    const error = await new Promise<unknown>((resolve) => {
      const ignore = () => undefined;
      const actions = { success: ignore, fail: ignore, redirect: ignore, error: resolve };
      const clone: unknown = Object.assign(Object.create(app.strategy) as object, actions);
      const bare: unknown = { method: 'GET', url: '/', headers: {} };
      (clone as NemLogInStrategy).authenticate(bare as Request);
    });
    expect(error).toBeInstanceOf(TypeError);
  });

  test('two logins at once through the strategy itself each get their own answer', async () => {
    const waiting: (() => void)[] = [];
    app.configure({}, (profile, done) => {
      waiting.push(() => app.letIn(profile, done));
      if (waiting.length === 2) for (const answer of waiting.reverse()) answer();
    });
    const uuids = ['11111111-0000-4000-8000-000000000001', '22222222-0000-4000-8000-000000000002'];
    const logins = uuids.map(async (uuid) => {
      const nameId = `https://data.gov.dk/model/core/eid/person/uuid/${uuid}`;
      return (await app.login(new Visitor(), { nameId })).user?.id;
    });
    expect(await Promise.all(logins)).toEqual(uuids);
  });
});

test('metadata that expires while the application runs neither starts a login nor finishes one', async () => {
  const until = Math.floor(Date.now() / 1000) * 1000 + 5 * 60_000;
  const idpMetadata = metadataOf().replace(' entityID=', ` validUntil="${new Date(until).toISOString()}" entityID=`);
  app.configure({ idpMetadata });
  const [visitor, later] = [new Visitor(), new Visitor()];
  const { location } = await app.begin(visitor);
  const fields = answerTo(location, app.callbackUrl);
  const clock = jest.spyOn(Date, 'now').mockReturnValue(until);
  try {
    for (const ending of [await app.end(visitor, fields), endingOf(await app.begin(later))]) {
      expect(ending).toMatchObject({ outcome: 'error', code: 'metadata_unavailable', status: 503 });
    }
    clock.mockReturnValue(until - 1);
    expect(await app.end(visitor, fields)).toMatchObject({ outcome: 'in' });
  } finally {
    clock.mockRestore();
  }
  expect(app.log.map(({ message }) => message)).toEqual(
    Array.from({ length: 2 }, () => expect.stringMatching(/valid until .*option idpMetadata/) as string),
  );
});

test('a certificate that expires while the application runs is warned of at the next login', async () => {
  app.configure({ idpMetadata: metadataOf([CERTS.foreign]) });
  const { certificates } = readTrustedCertificates(CERTS.foreign.cert, 'idpMetadata');
  expect(app.log).toEqual([]);
  const visitor = new Visitor();
  const later = jest.spyOn(Date, 'now').mockReturnValue((certificates[0]?.notAfter ?? 0) + 1);
  try {
    const { location } = await app.begin(visitor);
    const fields = answerTo(location, app.callbackUrl, { sign: { signer: CERTS.foreign } });
    // The broker is to blame, not the person, and the log says by which option.
    expect(await app.end(visitor, fields)).toMatchObject({ outcome: 'error', code: 'no_valid_certificate' });
  } finally {
    later.mockRestore();
  }
  expect(app.log.map(({ message }) => message)).toEqual([
    expect.stringContaining('expired on'),
    expect.stringContaining('option idpMetadata'),
  ]);
});
