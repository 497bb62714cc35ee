import { requireAssurance, requireCpr } from '../../src/middleware';
import { MemoryStateStore } from '../../src/state';
import { LoginApp } from '../strategies/eident/support/login-app';
import { Visitor } from '../strategies/eident/support/visitor';
import { browser, journey, page, returning } from './support/journey';

const app = LoginApp.use();

beforeEach(() => {
  app.custom = true;
  app.answer = returning();
});

const ALL_THE_WAY = ['broker', 'callback'];

/** A browser whose person has logged in, without the CPR number. */
async function loggedIn(persona = 'citizen'): Promise<Visitor> {
  const visitor = browser(persona);
  await app.login(visitor);
  expect((await app.me(visitor)).user).not.toBeNull();
  return visitor;
}

/** A person of the highest level who has logged in at the lowest. */
async function loggedInLow(): Promise<Visitor> {
  app.call = { loa: 'low' };
  app.simulator.fault('loa-low');
  const visitor = await loggedIn('level-high');
  app.call = {};
  return visitor;
}

describe('requireCpr', () => {
  beforeEach(() => {
    app.guard = page('/pension', requireCpr(app.strategy));
  });

  test('sends a person through the step-up and back, and opens', async () => {
    const visitor = await loggedIn();
    const before = (await app.me(visitor)).record;
    const { steps, said, answer } = await journey(app, visitor, '/pension?year=2026&tab=a%2Fb');
    expect(steps).toEqual(['/pension?year=2026&tab=a%2Fb', ...ALL_THE_WAY, '/pension?year=2026&tab=a%2Fb']);
    expect([answer.status, said['page']]).toEqual([200, '/pension?year=2026&tab=a%2Fb']);
    expect(app.profiles[1]?.person.cpr).toBeDefined();
    expect(app.profiles[1]?.key).toEqual(before?.key);
    // And stays open.
    expect((await journey(app, visitor, '/pension')).steps).toEqual(['/pension']);
  });

  test('reuses the transaction, and nobody authenticates again', async () => {
    const visitor = await loggedIn();
    const before = (await app.me(visitor)).record;
    const { location, headers } = await visitor.visit(`${app.url}/pension`);
    const query = new URL(location).searchParams;
    expect([query.get('returnssn'), query.get('transaction_id')]).toEqual(['true', before?.transaction.stepUpId]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('logs in anew whose transaction is over', async () => {
    const visitor = await loggedIn();
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60 * 60_000);
    const { location } = await visitor.visit(`${app.url}/pension`);
    later.mockRestore();
    const query = new URL(location).searchParams;
    expect([query.get('returnssn'), query.has('transaction_id')]).toEqual(['true', false]);
  });

  test('logs in whoever is not, with the CPR number at once', async () => {
    const visitor = browser('citizen');
    const { steps, answer } = await journey(app, visitor, '/pension');
    expect([steps, answer.status]).toEqual([['/pension', ...ALL_THE_WAY, '/pension'], 200]);
    expect(app.profiles).toHaveLength(1);
  });

  test('logs in whose login is over', async () => {
    const visitor = await loggedIn();
    const { record } = await app.me(visitor);
    await app.strategy._core.sessions.delete(record?.id ?? '');
    const { location } = await visitor.visit(`${app.url}/pension`);
    expect(new URL(location).searchParams.has('transaction_id')).toBe(false);
  });

  test('gives the parameters that the route names to what it starts', async () => {
    app.guard = page('/pension', requireCpr(app.strategy, { parameters: { referenceText: 'Pension' } }));
    const { location } = await (await loggedIn()).visit(`${app.url}/pension`);
    expect(new URL(location).searchParams.get('reference_text')).toBe('Pension');
  });

  test.each([
    ['wrong', 'cpr_not_matched'],
    ['cancel', 'user_cancelled'],
  ])('leaves a person who answers %s where the login fails, and the session as it was', async (cpr, code) => {
    const visitor = await loggedIn();
    const before = await app.me(visitor);
    const { steps, said } = await journey(app, visitor, '/pension', { brokerQuery: `&cpr=${cpr}` });
    expect([steps, said['code']]).toEqual([['/pension', ...ALL_THE_WAY], code]);
    expect(await app.me(visitor)).toEqual(before);
  });

  test('refuses another person, and the session stays as it was', async () => {
    const visitor = await loggedIn();
    const before = await app.me(visitor);
    app.simulator.fault('other-person');
    expect((await journey(app, visitor, '/pension')).said['code']).toBe('step_up_other_person');
    expect(await app.me(visitor)).toEqual(before);
  });

  test('refuses who logged out meanwhile', async () => {
    const visitor = await loggedIn();
    const { location } = await visitor.visit(`${app.url}/pension`);
    const callback = (await visitor.visit(location)).location;
    await visitor.visit(`${app.url}/app-logout`, { method: 'POST' });
    expect((await app.end(visitor, callback)).code).toBe('step_up_no_transaction');
    expect((await app.me(visitor)).user).toBeNull();
  });

  test('in two tabs lets the first one in, and the second one when it looks again', async () => {
    const visitor = await loggedIn();
    const tabs = [await visitor.visit(`${app.url}/pension?1`), await visitor.visit(`${app.url}/pension?2`)];
    const callbacks = [];
    for (const { location } of tabs) callbacks.push((await visitor.visit(location)).location);
    const [first = '', second = ''] = callbacks;
    expect((await visitor.visit(first)).location).toBe(`${app.url}/pension?1`);
    expect((await app.end(visitor, second)).code).toBe('step_up_no_transaction');
    for (const path of ['/pension?1', '/pension?2']) expect((await journey(app, visitor, path)).steps).toEqual([path]);
  });

  test('finds the strategy by its name, in the Passport that is given', async () => {
    app.guard = page('/pension', requireCpr('eident', { passport: app.passport }));
    expect((await journey(app, await loggedIn(), '/pension')).answer.status).toBe(200);
  });

  test('starts a login whatever the page’s own query looks like', async () => {
    const path = '/pension?SAMLart=a&TARGET=b';
    const { steps } = await journey(app, await loggedIn(), path);
    expect(steps).toEqual([path, ...ALL_THE_WAY, path]);
  });
});

describe('requireAssurance', () => {
  beforeEach(() => {
    app.guard = page('/prescriptions', requireAssurance('high', app.strategy));
  });

  test('sends a person through a login at that level and back, and opens', async () => {
    const visitor = await loggedInLow();
    const before = (await app.me(visitor)).record;
    const { steps, answer } = await journey(app, visitor, '/prescriptions');
    expect([steps, answer.status]).toEqual([['/prescriptions', ...ALL_THE_WAY, '/prescriptions'], 200]);
    expect((await app.me(visitor)).record).toMatchObject({ key: before?.key, loa: 'high' });
  });

  test('opens at once to a level that is as high', async () => {
    const visitor = await loggedIn('level-high');
    expect((await journey(app, visitor, '/prescriptions')).steps).toEqual(['/prescriptions']);
  });

  test('logs in whoever is not, at that level', async () => {
    const { location } = await browser('level-high').visit(`${app.url}/prescriptions`);
    expect(new URL(location).searchParams.get('loa_value')).toBe('high');
  });

  test('refuses a person who cannot reach it where the login ends', async () => {
    const visitor = await loggedIn('level-substantial');
    const before = await app.me(visitor);
    const { steps, said } = await journey(app, visitor, '/prescriptions');
    expect([steps, said['code']]).toEqual([['/prescriptions', ...ALL_THE_WAY], 'loa_too_low']);
    expect(await app.me(visitor)).toEqual(before);
  });

  test('refuses another person', async () => {
    const visitor = await loggedInLow();
    const { said } = await journey(app, visitor, '/prescriptions', { brokerQuery: '&persona=citizen' });
    expect(said['code']).toBe('step_up_other_person');
  });

  test.each([
    ['after it', [0, 1]],
    ['before it', [1, 0]],
  ])('goes with requireCpr %s, each asking once', async (_name, order) => {
    const guards = [requireAssurance('high', app.strategy), requireCpr(app.strategy)];
    app.guard = page(
      '/both',
      order.flatMap((at) => guards[at] ?? []),
    );
    const visitor = await loggedInLow();
    // The simulator says of a person the level that they reach, whatever was asked for.
    if (order[0] === 1) app.simulator.fault('loa-low');
    const { steps, answer } = await journey(app, visitor, '/both');
    expect([steps, answer.status]).toEqual([['/both', ...ALL_THE_WAY, '/both', ...ALL_THE_WAY, '/both'], 200]);
    expect((await app.me(visitor)).record).toMatchObject({ loa: 'high', hasCpr: true });
  });
});

describe('a login that never gets there is refused at once', () => {
  const codes = async (visitor: Visitor) => [
    (await journey(app, visitor, '/cpr')).said['code'],
    (await journey(app, visitor, '/high')).said['code'],
  ];
  beforeEach(() => {
    app.configure({ eids: ['dk_nemid_js', 'dk_nemid-opensign', 'mitid:mitid_erhverv'] });
    app.guard = page('/high', requireAssurance('high', app.strategy), page('/cpr', requireCpr(app.strategy)));
  });

  test.each(['nemid-key-card', 'nemid-key-file', 'nemid-company'])('of a NemID: %s', async (persona) => {
    const visitor = await loggedIn(persona);
    expect(await codes(visitor)).toEqual(['cpr_unavailable', 'loa_unavailable']);
    expect((await journey(app, visitor, '/cpr')).answer.status).toBe(403);
  });

  test('of MitID Erhverv, whose highest level is substantial', async () => {
    const visitor = await loggedIn('employee');
    expect((await journey(app, visitor, '/high')).said['code']).toBe('loa_unavailable');
    expect((await visitor.visit(`${app.url}/cpr`)).location).toContain('transaction_id');
  });
});

describe('a login that came back without what the route asks for', () => {
  test('is not started again, where every failure leads back to the page', async () => {
    app.answer = returning('/pension');
    app.guard = page('/pension', requireCpr(app.strategy));
    const visitor = await loggedIn();
    const first = await journey(app, visitor, '/pension', { brokerQuery: '&cpr=cancel' });
    expect([first.steps, first.answer.status]).toEqual([['/pension', ...ALL_THE_WAY, '/pension'], 403]);
    expect(first.said['code']).toBe('cpr_required');
    // Read once: whoever tries again may.
    expect((await journey(app, visitor, '/pension')).answer.status).toBe(200);
  });

  test('is not started again where nobody was logged in, and still is not', async () => {
    app.answer = ({ res }) => res.redirect('/pension');
    app.guard = page('/pension', requireCpr(app.strategy));
    const { steps, answer, said } = await journey(app, browser('citizen'), '/pension');
    expect([steps, answer.status]).toEqual([['/pension', ...ALL_THE_WAY, '/pension'], 401]);
    expect(said['code']).toBe('login_required');
  });

  test('is not started again for its level', async () => {
    app.answer = returning('/prescriptions');
    app.guard = page('/prescriptions', requireAssurance('high', app.strategy));
    const { answer, said } = await journey(app, await loggedIn('level-substantial'), '/prescriptions');
    expect([answer.status, said['code']]).toEqual([403, 'assurance_required']);
  });

  test('does not stand in the way of another requirement, nor of a login that nobody sent the person to', async () => {
    app.guard = page('/cpr', requireCpr(app.strategy), page('/high', requireAssurance('high', app.strategy)));
    const visitor = await loggedInLow();
    await journey(app, visitor, '/cpr', { brokerQuery: '&cpr=cancel' });
    expect((await journey(app, visitor, '/high')).answer.status).toBe(200);
    app.call = { stepUp: 'cpr' };
    const callback = await app.toCallback(visitor, '&cpr=cancel');
    visitor.cookies.delete('mitid-asked');
    await visitor.visit(callback);
    expect(visitor.cookies.has('mitid-asked')).toBe(false);
  });

  test('leaves no mark once the page is open', async () => {
    app.guard = page('/pension', requireCpr(app.strategy));
    const visitor = await loggedIn();
    await journey(app, visitor, '/pension');
    expect(visitor.cookies.has('mitid-asked')).toBe(false);
  });
});

describe('what cannot be sent to the broker and back', () => {
  const JSON_ONLY = { accept: 'application/json' };
  beforeEach(() => {
    app.guard = page('/cpr', requireCpr(app.strategy), page('/high', requireAssurance('high', app.strategy)));
  });

  test.each([
    ['JSON', JSON_ONLY],
    ['JSON rather than a page', { accept: 'application/json, text/html;q=0.9' }],
    ['anything', { accept: '*/*' }],
    ['a page, by a script', { accept: 'text/html', 'sec-fetch-mode': 'cors' }],
  ])('asks for %s, and gets a typed refusal', async (_name, headers) => {
    const visitor = await loggedInLow();
    for (const [path, code] of [
      ['/cpr', 'cpr_required'],
      ['/high', 'assurance_required'],
    ] as const) {
      const answer = await visitor.visit(`${app.url}${path}`, { headers });
      const body = JSON.parse(answer.text) as Record<string, unknown>;
      expect([answer.status, answer.location, body['error']]).toEqual([403, '', code]);
      expect(Object.keys(body)).toEqual(['error', 'message']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('vary')).toContain('Accept');
      expect(answer.headers.get('content-type')).toContain('application/json');
    }
  });

  test('and 401 where nobody is logged in', async () => {
    const answer = await new Visitor().visit(`${app.url}/cpr`, { headers: JSON_ONLY });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      401,
      { error: 'login_required', message: 'Please log in first.' },
    ]);
  });

  test('and 403 where the login never gets there', async () => {
    app.configure({ eids: ['dk_nemid_js'] });
    app.guard = page('/cpr', requireCpr(app.strategy));
    const answer = await (await loggedIn('nemid-key-card')).visit(`${app.url}/cpr`, { headers: JSON_ONLY });
    expect([answer.status, (JSON.parse(answer.text) as { error: string }).error]).toEqual([403, 'cpr_unavailable']);
  });

  test('is a POST, unless the route says where the person lands', async () => {
    const visitor = await loggedIn();
    const refused = await journey(app, visitor, '/cpr', { method: 'POST' });
    expect([refused.steps, refused.answer.status, refused.said['code']]).toEqual([['/cpr'], 403, 'cpr_required']);

    app.guard = page('/cpr', requireCpr(app.strategy, { afterPost: '/me?again' }));
    const answer = await visitor.visit(`${app.url}/cpr`, { method: 'POST' });
    expect(answer.status).toBe(303);
    const callback = (await visitor.visit(answer.location)).location;
    expect((await visitor.visit(callback)).location).toBe(`${app.url}/me?again`);
    expect((await journey(app, visitor, '/cpr', { method: 'POST' })).said).toMatchObject({ method: 'POST' });
  });

  test.each(['/cpr?number=1203856234', '/cpr?next=120385-6234', '/cpr?next=%31203856234'])(
    'is a page with a CPR number in its URL: %s',
    async (path) => {
      const visitor = await loggedIn();
      const { steps, said } = await journey(app, visitor, path);
      expect([steps, said['code']]).toEqual([[path], 'cpr_required']);
      expect(JSON.stringify(app.log)).not.toContain('203856234');
    },
  );

  test('is a path that a browser reads as another host', async () => {
    const guard = requireCpr(app.strategy);
    app.guard = (req, res, next) => (req.url.startsWith('//') ? guard(req, res, next) : next());
    const { steps, said } = await journey(app, await loggedIn(), '//evil.example/x');
    expect([steps, said['code']]).toEqual([['//evil.example/x'], 'cpr_required']);
  });

  // Jest fails a test that leaves a rejection which nobody hears; Node would end the process.
  test('is a request that the application has answered meanwhile: the refusal goes to Express', async () => {
    const guard = requireCpr(app.strategy);
    const heard = new Promise<unknown>((resolve) => {
      app.guard = (req, res, next) => {
        if (req.path === '/slow') {
          guard(req, res, resolve);
          res.status(503).end('took too long');
        } else next();
      };
    });
    const answer = await new Visitor().visit(`${app.url}/slow`, { headers: JSON_ONLY });
    expect([answer.status, answer.text]).toEqual([503, 'took too long']);
    expect(await heard).toMatchObject({ code: 'login_required' });
  });

  test('is somebody logged in by another method: no route changes who somebody is', async () => {
    const visitor = browser('citizen');
    await visitor.visit(`${app.url}/login/password`, { method: 'POST' });
    const { steps, answer, said } = await journey(app, visitor, '/cpr');
    expect([steps, answer.status, said['code']]).toEqual([['/cpr'], 403, 'cpr_required']);
    expect((await app.me(visitor)).user?.id).toBe('somebody else');
  });

  test('is a store that does not answer', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    app.guard = page('/cpr', requireCpr(app.strategy));
    const visitor = await loggedIn();
    jest.spyOn(stateStore, 'get').mockRejectedValue(new Error('down'));
    const { answer, said } = await journey(app, visitor, '/cpr');
    expect([answer.status, said['code']]).toEqual([503, 'state_store_failed']);
  });
});
