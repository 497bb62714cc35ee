import { judgeSuite } from './judge-suite';

judgeSuite('saml11', { all: 1_000, accepted: 150 });
