import { judgeSuite } from './judge-suite';

judgeSuite('logout', { all: 500, accepted: 150 });
