import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTS, type TestCert } from '../../support/certs';
import {
  ASSERTION,
  ASSERTION_ID,
  EIGHT_KILOBYTES,
  PROTOCOL,
  saml11Response,
  signSaml11,
  soapEnvelope,
} from '../../support/saml11';
import { ASSERTION2, ASSERTION_ID2, PROTOCOL2, saml2Response, signSaml2 } from '../../support/saml2';
import { signByHand, SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import * as m from '../../support/xmldsig/methods';

const installed = spawnSync('xmlsec1', ['--version']).status === 0;

// The attacks are only worth something if the signatures they start from are right: here a third implementation says so.
(installed ? describe : describe.skip)('what the test builders sign, xmlsec1 verifies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-builder-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function verify(xml: string, { cert }: TestCert, node: 'Assertion' | 'Response'): void {
    const file = join(folder, 'message.xml');
    const pem = join(folder, 'cert.pem');
    writeFileSync(file, xml);
    writeFileSync(pem, cert);
    const path = node === 'Response' ? "/*[local-name()='Response']" : "//*[local-name()='Assertion']";
    execFileSync(
      'xmlsec1',
      [
        'verify',
        ...['--enabled-key-data', 'x509', '--enabled-reference-uris', 'same-doc'],
        ...['--id-attr:ID', `${ASSERTION2}:Assertion`, '--id-attr:ID', `${PROTOCOL2}:Response`],
        ...['--id-attr:AssertionID', `${ASSERTION}:Assertion`, '--id-attr:ResponseID', `${PROTOCOL}:Response`],
        ...['--pubkey-cert-pem', pem, '--node-xpath', `${path}/*[local-name()='Signature']`, file],
      ],
      { stdio: 'pipe' },
    );
  }

  test('a signed assertion, a signed response, and both', () => {
    verify(signSaml11(saml11Response()), CERTS.idp, 'Assertion');
    verify(signSaml11(saml11Response(), { what: 'response' }), CERTS.idp, 'Response');
    const both = signSaml11(saml11Response(), { what: 'both', prefix: '' });
    verify(both, CERTS.idp, 'Assertion');
    verify(both, CERTS.idp, 'Response');
    verify(soapEnvelope(signSaml11(saml11Response())), CERTS.idp, 'Assertion');
  });

  test('the same in SAML 2.0, and by hand', () => {
    verify(signSaml2(saml2Response()), CERTS.idp, 'Assertion');
    const both = signSaml2(saml2Response(), { what: 'both' });
    verify(both, CERTS.idp, 'Assertion');
    verify(both, CERTS.idp, 'Response');
    const placed = saml2Response().replace('<saml:Subject>', (tag) => SIGNATURE_HERE + tag);
    verify(signByHand(placed, { signer: CERTS.idp, id: ASSERTION_ID2 }), CERTS.idp, 'Assertion');
  });

  test.each([
    [m.RSA_SHA256, CERTS.idp],
    [m.RSA_SHA384, CERTS.idp],
    [m.RSA_SHA512, CERTS.idpNext],
    [m.ECDSA_SHA256, CERTS.ec256],
    [m.ECDSA_SHA384, CERTS.ec384],
    [m.ECDSA_SHA512, CERTS.ec521],
  ])('%s', (signatureAlgorithm, signer) => {
    verify(signSaml11(saml11Response(), { signatureAlgorithm, signer }), signer, 'Assertion');
  });

  test('a signature by hand, plain, with PrefixLists, and with inclusive canonicalization', () => {
    const xml = saml11Response({ extraAttributes: SIGNATURE_HERE }).replace(
      /(%SIGNATURE%)(<\/saml:AttributeStatement>)/,
      '$2$1',
    );
    const usual = { signer: CERTS.idp, id: ASSERTION_ID };
    verify(signByHand(xml, usual), CERTS.idp, 'Assertion');
    verify(signByHand(xml, { ...usual, prefixList: 'xsd samlp', signedInfoPrefixList: 'xsi' }), CERTS.idp, 'Assertion');
    const transforms = `<ds:Transforms><ds:Transform Algorithm="${m.ENVELOPED}"/></ds:Transforms>`;
    verify(
      signByHand(xml, { ...usual, transforms, canonicalizer: 'inclusive', signedInfoCanonicalizer: 'inclusive' }),
      CERTS.idp,
      'Assertion',
    );
  });
});

test('the message of the benchmark is what its name says', () => {
  const { length } = Buffer.from(signSaml11(saml11Response(EIGHT_KILOBYTES), { what: 'response' }));
  expect(length).toBeGreaterThan(7_800);
  expect(length).toBeLessThan(8_400);
});
