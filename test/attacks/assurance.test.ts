import { citizenWith } from '../support/saml11';
import { attributesWith, NSIS, OIOSAML3_PRIVATE } from '../support/saml2';
import { ALL_LANES, ofClasses } from './harness';

const { formAttack } = ofClasses(26);

const source = 'NSIS, OIOSAML 3: the level is the broker’s word, and which one is enough is the application’s';

formAttack({
  name: 'login-at-a-lower-level-than-the-application-asks-for',
  code: 'loa_too_low',
  source,
  lanes: ALL_LANES,
  options: { policy: { minimumLoa: 'substantial' } },
  forged: (world) =>
    world.send((scene) =>
      scene.signed({
        assertionId: '_low',
        saml11: { attributes: citizenWith('LOA', `${NSIS}Low`) },
        saml2: { attributes: attributesWith(OIOSAML3_PRIVATE, `${NSIS}loa`, 'Low') },
      }),
    ),
});
