import { instant } from '../support/xml-text';
import { citizenWith } from '../support/saml11';
import { attributesWith } from '../support/saml2';
import { ofClasses, SAML11, SAML2, type HttpWorld, type LaneName, type Scene, type StartedLogin } from './harness';
import { mitIdPerson } from './harness/signicat-people';

const { formAttack, futileAttack } = ofClasses(28);

// A step-up begins with somebody logged in: what it must never do is lend that session to another person's authentication.
const lanes: readonly LaneName[] = [...SAML11, ...SAML2, 'signicat-mitid'];
const csrf = 'Login CSRF at a step-up: the session of one person, the authentication of another';
const OTHER_UUID = '11111111-2222-4333-8444-555555555555';

const route = (lane: LaneName) => (lane === 'signicat-mitid' ? '/login/cpr' : '/login/assurance');
const laneOf = async (world: HttpWorld) => (await world.start()).scene.lane;
/** What the broker says at a step-up: authenticated just now, in an assertion of its own. */
const anew = (assertionId: string) => (scene: Scene) =>
  scene.signed({ assertionId, authenticationInstant: instant(Date.now()) });
const ofAnother = (scene: Scene) =>
  scene.signed({
    assertionId: '_other',
    authenticationInstant: instant(Date.now()),
    saml11: { attributes: citizenWith('MITID_UUID', OTHER_UUID) },
    ...(scene.names.nameIdentifier === 'saml:NameID' && { nameIdentifier: otherName(scene) }),
    ...(scene.lane === 'signicat-mitid' && { attributes: attributesWith(mitIdPerson(), 'mitidUuid', OTHER_UUID) }),
  });

function otherName({ lane }: Scene): string {
  return lane === 'signicat-mitid' ? OTHER_UUID : `https://data.gov.dk/model/core/eid/person/uuid/${OTHER_UUID}`;
}

/** A browser that is logged in, and has a step-up under way. */
async function steppingUp(world: HttpWorld, assertionId = '_before'): Promise<StartedLogin> {
  const first = await world.start();
  expect(await world.end(first, anew(assertionId))).toMatchObject({ accepted: true });
  return world.start(first.browser, route(first.scene.lane));
}

/** How a step-up ended, and that the browser is still whom it was. */
async function refusal(world: HttpWorld, login: StartedLogin, message: (scene: Scene) => string) {
  const before = await world.me(login.browser);
  const { code } = JSON.parse((await world.bring(login, message)).body) as { code: never };
  expect(await world.me(login.browser)).toEqual(before);
  return { accepted: false, code } as const;
}

formAttack({
  name: 'step-up-that-another-person-answers',
  code: 'step_up_other_person',
  source: csrf,
  lanes,
  forged: async (world) => refusal(world, await steppingUp(world), ofAnother),
});

formAttack({
  name: 'step-up-brought-by-another-browser',
  code: 'browser_mismatch',
  source: csrf,
  lanes,
  async forged(world) {
    const victim = await steppingUp(world);
    const attacker = await steppingUp(world, '_attacker');
    // Signicat and NemLog-in answer by POST: our own page says that it posts the answer again.
    const action = `${attacker.action}?mitid_reposted=1`;
    return refusal(world, { ...victim, browser: attacker.browser, action }, anew('_after'));
  },
});

formAttack({
  name: 'step-up-where-nobody-is-logged-in',
  code: 'step_up_no_transaction',
  source: csrf,
  lanes,
  async forged(world) {
    const { browser } = await world.start();
    return world.visit(browser, route(await laneOf(world)));
  },
});

formAttack({
  name: 'step-up-that-ends-in-a-session-begun-meanwhile',
  code: 'step_up_no_transaction',
  source: 'The transaction belongs to the session that it began in, and dies with it',
  lanes,
  async forged(world) {
    const login = await steppingUp(world);
    expect(await world.end(await world.start(login.browser), anew('_between'))).toMatchObject({ accepted: true });
    return refusal(world, login, anew('_after'));
  },
});

futileAttack({
  name: 'session-that-an-attacker-knows-from-before-the-step-up',
  source: 'CVE-2022-25896 (passport before 0.6): a step-up gives the browser a session of a new name',
  lanes,
  async run(world) {
    const login = await steppingUp(world);
    const thief = login.browser.copy();
    expect(await world.end(login, anew('_after'))).toMatchObject({ accepted: true });
    expect(await world.me(login.browser)).toEqual({ user: true, record: true });
    expect(await world.me(thief)).toEqual({ user: false, record: false });
  },
});
