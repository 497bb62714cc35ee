import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTS, type TestCert } from '../../support/certs';
import {
  ASSERTION2,
  BASIC_FORMAT,
  HOLDER_OF_KEY2,
  instant,
  NAME_ID_ENTITY,
  OIOSAML2_CITIZEN,
  OIOSAML2_EMPLOYEE,
  OIOSAML3_PROFESSIONAL,
  PROFESSIONAL_NAME_ID,
  PROTOCOL2,
  saml2Response,
  signSaml2,
  STATUS2,
  type Saml2Message,
} from '../../support/saml2';
import { requireSchemas, schemaProblems } from '../../support/saml-schemas';
import { requireTool } from '../../support/tool';

// What the tests of this folder judge is only worth something if it is a SAML message: here other implementations say so.
requireSchemas()('what the builder writes, the OASIS schema accepts', () => {
  const later = instant(Date.now() + 60_000);
  test.each<[string, Saml2Message]>([
    ['a private person', {}],
    ['a professional', { attributes: OIOSAML3_PROFESSIONAL, nameId: PROFESSIONAL_NAME_ID }],
    ['OIOSAML 2', { attributes: OIOSAML2_CITIZEN, attributeFormat: BASIC_FORMAT }],
    ['OIOSAML 2 of an employee', { attributes: OIOSAML2_EMPLOYEE, attributeFormat: BASIC_FORMAT }],
    [
      'everything',
      {
        issuerFormat: NAME_ID_ENTITY,
        confirmations: [{}, { method: HOLDER_OF_KEY2, notBefore: later, before: '<saml:NameID>another</saml:NameID>' }],
        nameQualifier: 'q',
        sessionNotOnOrAfter: later,
        audiences: [['urn:a', 'urn:b'], ['urn:a']],
        extraConditions: '<saml:OneTimeUse/><saml:ProxyRestriction Count="1"/>',
        indented: true,
      },
    ],
  ])('%s', (_, says) => {
    for (const what of ['assertion', 'response', 'both'] as const) {
      expect(schemaProblems(signSaml2(saml2Response(says), { what }), 'saml-2.0-protocol')).toBe('');
    }
  });

  test('a failure', () => {
    const statusCodes = [`${STATUS2}Responder`, `${STATUS2}AuthnFailed`];
    const xml = saml2Response({ statusCodes, statusMessage: 'no', assertion: '' });
    expect(schemaProblems(signSaml2(xml, { what: 'response' }), 'saml-2.0-protocol')).toBe('');
  });
});

requireTool('xmlsec1')('what the builder signs, xmlsec1 verifies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-builder2-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function verifies(xml: string, { cert }: TestCert, node: 'Assertion' | 'Response'): boolean {
    const [file, pem] = [join(folder, 'message.xml'), join(folder, 'cert.pem')];
    writeFileSync(file, xml);
    writeFileSync(pem, cert);
    const path = node === 'Response' ? "/*[local-name()='Response']" : "//*[local-name()='Assertion']";
    const { status } = spawnSync('xmlsec1', [
      ...['verify', '--enabled-key-data', 'x509', '--enabled-reference-uris', 'same-doc'],
      ...['--id-attr:ID', `${ASSERTION2}:Assertion`, '--id-attr:ID', `${PROTOCOL2}:Response`],
      ...['--pubkey-cert-pem', pem, '--node-xpath', `${path}/*[local-name()='Signature']`, file],
    ]);
    return status === 0;
  }

  test('a signed assertion, a signed response, and both', () => {
    expect(verifies(signSaml2(saml2Response()), CERTS.idp, 'Assertion')).toBe(true);
    expect(verifies(signSaml2(saml2Response(), { what: 'response' }), CERTS.idp, 'Response')).toBe(true);
    const both = signSaml2(saml2Response({ indented: true }), { what: 'both', signer: CERTS.idpNext });
    expect(verifies(both, CERTS.idpNext, 'Assertion')).toBe(true);
    expect(verifies(both, CERTS.idpNext, 'Response')).toBe(true);
    expect(verifies(both.replace('Prøve', 'Prove'), CERTS.idpNext, 'Assertion')).toBe(false);
  });
});
