import { authnStatement, instant } from '../support/saml2';
import { ofClasses, SAML2, type Scene } from './harness';

const { attack, harmless } = ofClasses(26);

const minute = 60_000;
const at = (scene: Scene, minutes: number) => instant(scene.facts.now + minutes * minute);
const session = 'SAML 2.0 core 2.7.2: SessionNotOnOrAfter; node-saml 5.1 accepts one that is past';

attack({
  name: 'session-past-its-end',
  code: 'session_expired',
  source: session,
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { sessionNotOnOrAfter: at(scene, -1) } }),
});

attack({
  name: 'session-past-its-end-in-a-second-statement',
  code: 'session_expired',
  source: session,
  lanes: SAML2,
  forged: (scene) =>
    scene.signed({
      saml2: { extraAssertion: authnStatement({ now: scene.facts.now, sessionNotOnOrAfter: at(scene, -1) }) },
    }),
});

attack({
  name: 'session-end-malformed',
  code: 'time_malformed',
  source: 'XML Schema part 2 3.2.7',
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { sessionNotOnOrAfter: 'never' } }),
});

attack({
  name: 'authentication-instant-left-out',
  code: 'time_malformed',
  source: 'SAML 2.0 core 2.7.2: AuthnInstant is required',
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { authnInstant: null } }),
});

attack({
  name: 'authentication-older-than-the-request-that-forces-one',
  code: 'authentication_too_old',
  source: 'SAML 2.0 core 3.4.1: ForceAuthn asks for an authentication now, not for a session of yesterday',
  lanes: SAML2,
  options: { forceAuthn: true },
  twin: (scene) => scene.signed({ authenticationInstant: at(scene, 0) }),
  forged: (scene) => scene.signed({ authenticationInstant: at(scene, -1) }),
});

attack({
  name: 'authentication-older-than-the-application-allows',
  code: 'authentication_too_old',
  source: 'maxAuthenticationAgeMs; SAML 2.0 core 2.7.2',
  lanes: SAML2,
  options: { maxAuthenticationAgeMs: 10 * minute },
  forged: (scene) => scene.signed({ authenticationInstant: at(scene, -11) }),
});

attack({
  name: 'authentication-statement-in-another-namespace',
  code: 'message_unexpected',
  source: 'PortSwigger, The Fragile Lock (2025-12-10): namespace confusion',
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { authnStatement: '<x:AuthnStatement xmlns:x="urn:x"/>' } }),
});

attack({
  name: 'two-class-refs-in-an-authentication-context',
  code: 'message_unexpected',
  source: 'SAML 2.0 core 2.7.2.2: one; which of two would be read?',
  lanes: SAML2,
  forged: (scene) =>
    scene.signed({
      saml2: {
        authnStatement: authnStatement({ now: scene.facts.now }).replace(
          /<saml:AuthnContextClassRef>.*<\/saml:AuthnContextClassRef>/,
          '$&$&',
        ),
      },
    }),
});

harmless({
  name: 'session-that-lasts',
  source: 'SAML 2.0 core 2.7.2: SessionNotOnOrAfter is optional',
  lanes: SAML2,
  twin: (scene) => scene.signed({ saml2: { sessionNotOnOrAfter: at(scene, 30) } }),
  variant: (scene) => scene.signed({ saml2: { sessionNotOnOrAfter: ` ${at(scene, 30).replace('Z', '+00:00')} ` } }),
});

harmless({
  name: 'authentication-of-an-hour-ago-where-nobody-asks',
  source: 'Single sign-on: the person logged in elsewhere before',
  lanes: SAML2,
  variant: (scene) => scene.signed({ authenticationInstant: at(scene, -60) }),
});
