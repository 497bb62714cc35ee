import type { EIdentOptions } from '../../../src/strategies/eident';
import { CERTS } from '../../support/certs';

/** Options that nothing is wrong with, on loopback. */
export const OPTIONS: EIdentOptions = {
  entryPoint: 'http://localhost:7000/its/index.html',
  assertionUrl: 'http://localhost:7000/saml1resp/getassertion',
  logoutUrl: 'http://localhost:7000/gls/logout.html',
  callbackUrl: 'http://localhost:3000/login/mitid/callback',
  merchantId: 'MERCHANT1',
  merchantPassword: 'secret',
  idpIssuer: 'https://broker.example',
  idpCert: CERTS.idp.cert,
};
