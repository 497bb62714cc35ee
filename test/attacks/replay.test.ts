import { ofClasses, SAML2, WITH_SIGNICAT } from './harness';

const { attack } = ofClasses(22);

const replay =
  'SAML 1.1 bindings 4.1.2.5.1, SAML 2.0 profiles 4.1.4.5: an assertion is used once; node-saml 5.1 accepts it three times';

attack({
  name: 'assertion-used-again',
  classes: [22, 36],
  code: 'assertion_replayed',
  source: replay,
  lanes: WITH_SIGNICAT,
  afterTwin: true,
  forged: (scene) => scene.signed(),
});

attack({
  name: 'assertion-used-again-in-another-response',
  code: 'assertion_replayed',
  source: replay,
  afterTwin: true,
  forged: (scene) => scene.signed({ responseId: '_another' }),
});

attack({
  name: 'assertion-id-used-for-another-person',
  code: 'assertion_replayed',
  source: replay,
  lanes: WITH_SIGNICAT,
  afterTwin: true,
  forged: (scene) => scene.signed({ assertionId: scene.ids.Assertion, nameIdentifier: 'someone-else' }),
});

const oneTimeUse = { extraConditions: '<saml:OneTimeUse></saml:OneTimeUse>' };
attack({
  name: 'assertion-with-one-time-use-used-again',
  code: 'assertion_replayed',
  source: replay,
  lanes: SAML2,
  afterTwin: true,
  twin: (scene) => scene.signed(oneTimeUse),
  forged: (scene) => scene.signed(oneTimeUse),
});
