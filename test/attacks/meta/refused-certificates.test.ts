import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { judgeWorld } from '../harness/judge-world';
import { LANES } from '../harness/lanes';
import { CERTS, type TestCert } from '../../support/certs';

// A weak key is no attack by message: it never becomes a trusted key, so there is no twin that could log in with it.
describe('keys that are refused at configuration', () => {
  test.each([
    ['RSA of 1024 bits', CERTS.weakRsa1024, '1024 bits'],
    ['EC on another curve', CERTS.secp256k1, 'secp256k1'],
    ['DSA', CERTS.dsa, 'type dsa'],
    ['Ed25519', CERTS.ed25519, 'type ed25519'],
  ] as const)('%s', (_, { cert }: TestCert, problem) => {
    const read = readTrustedCertificates([CERTS.idp.cert, cert], 'idpCert');
    expect(read.certificates).toHaveLength(1);
    expect(read.problems).toEqual([expect.stringContaining(problem)]);
    expect(read.problems[0]).toMatch(/^idpCert\[1\] /);
  });
});

describe('certificates outside their time', () => {
  test.each([
    ['expired', CERTS.expired, false],
    ['not valid yet', CERTS.notYetValid, true],
  ] as const)('only one that is %s: no_valid_certificate', async (_, signer, usable) => {
    const verdict = await judgeWorld(LANES['saml11-artifact'], { idpCert: signer.cert }).send((scene) =>
      scene.signed({}, { signer }),
    );
    expect(verdict).toEqual({ accepted: false, code: 'no_valid_certificate' });
    const { certificates } = readTrustedCertificates(signer.cert, 'idpCert');
    expect(new TrustedCertificates(certificates).usableFrom(Date.now())).toBe(usable);
  });
});
