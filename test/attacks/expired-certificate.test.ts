import { CERTS } from '../support/certs';
import { ofClasses, WITH_SIGNICAT } from './harness';

const { attack } = ofClasses(17);

for (const [name, signer] of [
  ['expired', CERTS.expired],
  ['not-valid-yet', CERTS.notYetValid],
] as const) {
  attack({
    name: `signed-with-a-trusted-certificate-that-is-${name}`,
    code: 'signature_invalid',
    source: 'A certificate is judged at use, not only at start',
    lanes: WITH_SIGNICAT,
    options: { idpCert: [CERTS.idp.cert, signer.cert] },
    forged: (scene) => scene.signed({}, { signer }),
  });
}
