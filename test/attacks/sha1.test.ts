import { CERTS } from '../support/certs';
import { DSA_SHA1, ECDSA_SHA1, ECDSA_SHA256, RSA_SHA1, RSA_SHA256, SHA1 } from '../support/xmldsig/methods';
import { ofClasses } from './harness';

const { attack, harmless } = ofClasses(15);

const broken = 'Leurent and Peyrin, SHA-1 is a shambles, 2020; node-saml 5.1 accepts it';

attack({
  name: 'sha1-signature-and-digest',
  code: 'signature_sha1',
  source: broken,
  forged: (scene) => scene.signed({}, { signatureAlgorithm: RSA_SHA1, digestAlgorithm: SHA1 }),
});

attack({
  name: 'sha1-signature',
  code: 'signature_sha1',
  source: broken,
  forged: (scene) => scene.signed({}, { signatureAlgorithm: RSA_SHA1 }),
});

attack({
  name: 'sha1-digest',
  code: 'signature_sha1',
  source: broken,
  forged: (scene) => scene.signed({}, { signatureAlgorithm: RSA_SHA256, digestAlgorithm: SHA1 }),
});

attack({
  name: 'sha1-signature-with-ecdsa',
  code: 'signature_sha1',
  source: broken,
  options: { idpCert: CERTS.ec256.cert },
  twin: (scene) => scene.signed({}, { signer: CERTS.ec256, signatureAlgorithm: ECDSA_SHA256 }),
  forged: (scene) => scene.signed({}, { signer: CERTS.ec256, signatureAlgorithm: ECDSA_SHA1 }),
});

harmless({
  name: 'sha1-where-the-application-allows-it',
  source: 'dangerouslyAllowSha1, for a broker that cannot be moved',
  options: { dangerouslyAllowSha1: true },
  variant: (scene) => scene.signed({}, { signatureAlgorithm: RSA_SHA1, digestAlgorithm: SHA1 }),
});

attack({
  name: 'sha1-allowed-and-signed-by-a-stranger',
  code: 'signature_invalid',
  source: broken,
  options: { dangerouslyAllowSha1: true },
  forged: (scene) => scene.signed({}, { signer: CERTS.foreign, signatureAlgorithm: RSA_SHA1, digestAlgorithm: SHA1 }),
});

attack({
  name: 'sha1-allowed-does-not-allow-dsa',
  code: 'signature_algorithm',
  source: 'FIPS 186-5 drops DSA',
  options: { dangerouslyAllowSha1: true },
  forged: (scene) => scene.signed({}, { signer: CERTS.dsa, signatureAlgorithm: DSA_SHA1 }),
});
