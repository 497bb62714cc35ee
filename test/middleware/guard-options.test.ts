import express from 'express';
import passport from 'passport';
import request from 'supertest';
import { MitIdError } from '../../src/errors';
import { requireAssurance, requireCpr, type RouteGuardOptions } from '../../src/middleware';
import { EIdentStrategy } from '../../src/strategies/eident';
import { OPTIONS } from '../strategies/eident/options';
import { errorOf } from '../support/codes';

const strategy = new EIdentStrategy(OPTIONS, (_profile, done) => done(null, false));

function problemsOf(make: () => unknown): readonly string[] | undefined {
  const error = errorOf(make);
  expect(error).toMatchObject({ code: 'configuration_invalid' });
  return error.detail.problems;
}

describe('a guard refuses to be made', () => {
  test.each<[string, unknown, string]>([
    ['without a strategy', [], 'requireCpr(): is given no strategy'],
    ['for one given twice', [strategy, strategy], 'requireCpr(): is given a strategy twice'],
    ['for an empty name', '', 'requireCpr(): is given what is neither a strategy of this package nor the name of one'],
    ['for nothing', undefined, 'requireCpr(): is given what is neither a strategy of this package nor the name of one'],
    [
      'for another package’s strategy',
      new passport.Strategy(),
      'requireCpr(): is given what is neither a strategy of this package nor the name of one',
    ],
  ])('%s', (_name, strategies, problem) => {
    expect(problemsOf(() => requireCpr(strategies as string))).toEqual([problem]);
  });

  test.each<[object, string]>([
    [{ afterPost: 'https://evil.example/' }, 'afterPost must be a local path, such as /account'],
    [
      { afterPost: '/x?cpr=0101905123' },
      'afterPost holds a CPR number, or ten digits that could be one, and would stand in a URL',
    ],
    [{ passport: {} }, 'passport must be a Passport'],
    [{ parameters: 'high' }, 'parameters must be an object'],
    [{ afterpost: '/x' }, 'afterpost is not an option; did you mean afterPost?'],
  ])('with %j', (options, problem) => {
    expect(problemsOf(() => requireCpr(strategy, options as RouteGuardOptions))).toEqual([`requireCpr(): ${problem}`]);
  });

  test('for a level that is none', () => {
    expect(problemsOf(() => requireAssurance('medium' as 'high', strategy))).toEqual([
      'requireAssurance(): the level must be one of low, substantial, high',
    ]);
  });
});

describe('a request through a guard that was set up wrongly is an error of the application', () => {
  async function problemsAt(guard: express.RequestHandler, ...before: express.RequestHandler[]): Promise<unknown> {
    const app = express();
    app.get('/', ...before, guard, (_req, res) => void res.send('open'));
    app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
      if (error instanceof MitIdError) res.status(error.status).json([error.code, error.detail.problems]);
      else next(error);
    });
    const answer = await request(app).get('/');
    expect(answer.status).toBe(500);
    return answer.body as unknown;
  }

  test('without passport.session() before it', async () => {
    expect(await problemsAt(requireCpr(strategy))).toEqual([
      'configuration_invalid',
      ['requireCpr() stands before passport.session(), and must stand after it'],
    ]);
  });

  const fresh = new passport.Passport();
  fresh.use('other', new passport.Strategy());

  test.each([
    ['eident', 'knows no strategy named eident'],
    ['other', 'knows no strategy of this package named other'],
  ])('where the name %s stands for no strategy of ours', async (name, problem) => {
    const handler = requireAssurance('high', name, { passport: fresh });
    expect(await problemsAt(handler, fresh.initialize() as express.RequestHandler)).toEqual([
      'configuration_invalid',
      [`requireAssurance(): Passport ${problem}; is it another Passport? Give option passport`],
    ]);
  });
});

test('a guard may be given a name before Passport knows the strategy, and finds it in the Passport that everybody uses', async () => {
  const guard = requireCpr('late');
  passport.use('late', strategy);
  const app = express();
  app.use(passport.initialize());
  app.get('/', guard, (_req, res) => void res.send('open'));
  const answer = await request(app).get('/').set('Accept', 'application/json');
  passport.unuse('late');
  expect([answer.status, answer.body]).toEqual([401, { error: 'login_required', message: 'Please log in first.' }]);
});
