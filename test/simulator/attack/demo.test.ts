import { startDemo, type Demo } from '../../../examples/login/demo';
import { attackCommand } from '../../../src/cli/attack';
import { attackedIn } from './support/attacked';
import { runInProcess } from '../../cli/in-process';

// The demo shows its own wiring: what it does with each message, the package does.
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ port: 0, simulatorPort: 0, log: () => undefined });
});
afterAll(() => demo.close());

const NOT_ASKED = { 'old-authn-instant': 'the login does not ask for ForceAuthn' };

describe('the demo refuses the whole catalogue', () => {
  test.each([
    ['mitid', 'eident', {}],
    ['nemlog-in', 'nemlogin', NOT_ASKED],
    ['signicat-mitid', 'signicat-mitid', { ...NOT_ASKED, 'loa-low': 'the login asks for no level' }],
    ['signicat-nemid', 'signicat-nemid', {}],
  ])(
    'by the button %s',
    async (button, broker, skipped) => {
      const login = `${demo.url}/login/${button}`;
      const args = [login, '--simulator', demo.simulator.url, '--logged-in', '/profile', '--json'];
      const { code, out, err } = await runInProcess(attackCommand(), args, {});
      const told = attackedIn(out);
      expect([code, err, told.broker]).toEqual([0, '', broker]);
      expect([told['let-in'], told.failed, told.reasons]).toEqual([[], [], skipped]);
      expect(told.refused.length).toBeGreaterThan(35);
    },
    120_000,
  );
});
