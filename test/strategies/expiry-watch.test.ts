import { readTrustedCertificates, TrustedCertificates } from '../../src/certificates';
import { ExpiryWatch } from '../../src/strategies/expiry-watch';
import { CERTS } from '../support/certs';

describe('ExpiryWatch', () => {
  test('says once of each certificate that it has expired, when its day has come', () => {
    const { certificates } = readTrustedCertificates([CERTS.expired.cert, CERTS.idp.cert], 'idpCert');
    const said: string[] = [];
    const watch = new ExpiryWatch(new TrustedCertificates(certificates), (line) => said.push(line));
    const [expired, idp] = certificates;

    watch.check(Date.now());
    watch.check(Date.now());
    expect(said).toEqual([expect.stringContaining(expired?.fingerprint256 ?? 'none') as string]);

    watch.check((idp?.notAfter ?? 0) + 1);
    watch.check((idp?.notAfter ?? 0) + 2);
    expect(said).toHaveLength(2);
    expect(said[1]).toContain(idp?.fingerprint256);
    expect(said[1]).toContain(new Date(idp?.notAfter ?? 0).toISOString().slice(0, 10));
  });
});
