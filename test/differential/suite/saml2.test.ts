import { judgeSuite } from './judge-suite';

judgeSuite('saml2', { all: 800, accepted: 150 });
