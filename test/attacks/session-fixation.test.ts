import { ofClasses, WITH_SIGNICAT } from './harness';

const { futileAttack } = ofClasses(28);

futileAttack({
  name: 'session-that-an-attacker-knows-from-before-the-login',
  source: 'CVE-2022-25896 (passport before 0.6), CVE-2023-29019: a login gives the browser a session of a new name',
  lanes: WITH_SIGNICAT,
  run: async (world) => {
    const { browser } = await world.start();
    await browser.get('/cart');
    const thief = browser.copy();
    expect(await world.logIn(browser, (scene) => scene.signed())).toMatchObject({ accepted: true });
    expect(await world.me(browser)).toEqual({ user: true, record: true });
    expect(await world.me(thief)).toEqual({ user: false, record: false });
  },
});
