import { ASSERTION_ID } from '../support/saml11';
import { attack } from './harness';

const replay = 'SAML 1.1 bindings 4.1.2.5.1: an assertion is used once; node-saml 5.1 accepts it three times';

attack({
  name: 'assertion-used-again',
  code: 'assertion_replayed',
  source: replay,
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
  afterTwin: true,
  forged: (scene) => scene.signed({ assertionId: ASSERTION_ID, nameIdentifier: 'someone-else' }),
});
