import { deflateRawSync } from 'node:zlib';
import { ASSERTION2, PERSON_NAME_ID, PROTOCOL2 } from '../support/saml2';
import { fieldsOf, MITID, ofClasses, SAML2, type Scene } from './harness';

const { formAttack } = ofClasses(30);

const redirect = 'SAML 2.0 bindings 3.4: a redirect signs its query, which nothing here reads as an answer';
const deflated = (xml: string) => deflateRawSync(xml).toString('base64');

const logoutRequest = ({ facts }: Scene) =>
  `<samlp:LogoutRequest xmlns:samlp="${PROTOCOL2}" xmlns:saml="${ASSERTION2}" ID="_logout" Version="2.0"` +
  ` IssueInstant="${new Date(facts.now).toISOString()}" Destination="${facts.recipient}">` +
  `<saml:Issuer>${facts.issuer}</saml:Issuer><saml:NameID>${PERSON_NAME_ID}</saml:NameID></samlp:LogoutRequest>`;

formAttack({
  name: 'logout-request-without-a-signature-by-redirect',
  code: 'message_unexpected',
  source: 'node-saml 5.1 logs out by one (issue 419)',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const { browser, scene } = await world.start();
    return world.get(browser, { SAMLRequest: deflated(logoutRequest(scene)) });
  },
});

formAttack({
  name: 'logout-request-without-a-signature-by-post',
  code: 'message_unexpected',
  source: 'GHSA-63ch-w8pw-4mf2 (samlify); CVE-2023-40178 (node-saml)',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const { browser, scene } = await world.start();
    return world.post(browser, { SAMLRequest: Buffer.from(logoutRequest(scene)).toString('base64') });
  },
});

formAttack({
  name: 'logout-request-beside-an-answer',
  code: 'message_unexpected',
  source: 'Two messages in one form: which of them would be judged?',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const login = await world.start();
    const SAMLRequest = Buffer.from(logoutRequest(login.scene)).toString('base64');
    return world.post(login.browser, { ...fieldsOf(login, login.scene.signed()), SAMLRequest });
  },
});

formAttack({
  name: 'answer-by-redirect',
  classes: [31],
  code: 'message_unexpected',
  source: redirect,
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const login = await world.start();
    return world.get(login.browser, fieldsOf(login, login.scene.signed()));
  },
});

formAttack({
  name: 'answer-deflated-by-redirect',
  classes: [31],
  code: 'message_unexpected',
  source: redirect,
  async forged(world) {
    const login = await world.start();
    const { RelayState = '' } = fieldsOf(login, '');
    return world.get(login.browser, { SAMLResponse: deflated(login.scene.signed()), RelayState });
  },
});

formAttack({
  name: 'artifact-where-none-is-asked-for',
  classes: [29],
  code: 'message_unexpected',
  source: 'SAML 2.0 bindings 3.6: it would have us ask somebody for an answer',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const { browser } = await world.start();
    return world.get(browser, { SAMLart: 'AAQAAMFbLinlXaCM', RelayState: 'x' });
  },
});
