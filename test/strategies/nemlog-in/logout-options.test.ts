import { readLogoutPaths } from '../../../src/strategies/nemlog-in/logout-options';
import { errorOf } from '../../support/codes';
import { LoginApp } from './support/login-app';

const app = LoginApp.use();

test.each<[string, object, string]>([
  ['//evil.example', {}, 'logout leads to what is no local path, such as /'],
  ['/', { partialPath: 'https://evil.example/' }, 'logout.partialPath must be a local path, such as /'],
  ['/', { partialPath: '' }, 'logout.partialPath must be a local path, such as /'],
  ['/', { partialpath: '/' }, 'logout.partialpath is not an option; did you mean partialPath?'],
])('configuration_invalid: logout(%j, %j)', (path, options, problem) => {
  const { code, message } = errorOf(() => app.strategy.logout(path, options));
  expect(code).toBe('configuration_invalid');
  expect(message).toContain(problem);
});

test('a path that is not named is not kept', () => {
  expect(readLogoutPaths('/', {})).toEqual({ path: '/' });
  expect(readLogoutPaths('/', { partialPath: '/bye?partly' })).toEqual({ path: '/', partialPath: '/bye?partly' });
});
