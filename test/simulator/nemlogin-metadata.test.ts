import { X509Certificate } from 'node:crypto';
import { readIdpMetadata } from '../../src/metadata';
import type { Simulator } from '../../src/simulator';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { codeOfAsync } from '../support/codes';
import { Judge } from './support/judge-nemlogin';
import { DECRYPTION_KEY, nemLogIn, SP } from './support/service-provider';
import { elements } from './support/message';
import { startWithOneKey } from './support/start';
import { xmlsec1Decrypts, xmlsec1VerifiesSaml2 } from './support/xmlsec1-saml2';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [SP] } });
});
afterEach(() => simulator.close());

const metadata = async (): Promise<string> => (await fetch(simulator.nemlogin.metadataUrl)).text();
const certificates = (xml: string): string[] =>
  elements(xml, 'X509Certificate').map(({ text = '' }) => new X509Certificate(Buffer.from(text, 'base64')).toString());

test('is what the product’s own reader takes, over HTTP and from the member', async () => {
  const xml = await metadata();
  expect(xml).toBe(simulator.nemlogin.idpMetadata);
  expect(readIdpMetadata(xml, { now: Date.now() })).toMatchObject({
    entityId: simulator.nemlogin.entityId,
    singleSignOnRedirect: simulator.nemlogin.entryPoint,
    wantAuthnRequestsSigned: true,
    nameIdFormats: [
      'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
    ],
  });
  const { headers } = await fetch(simulator.nemlogin.metadataUrl);
  expect(headers.get('content-type')).toMatch(/^application\/samlmetadata\+xml/);
});

test('describes the attributes of the dialect', async () => {
  const names = (xml: string): (string | undefined)[] => elements(xml, 'Attribute').map((one) => one.attribute('Name'));
  expect(names(await metadata())).toContain('https://data.gov.dk/model/core/eid/professional/cvr');
  simulator.nemlogin.configure({ dialect: 'oiosaml-2' });
  expect(names(await metadata())).toContain('dk:gov:saml:attribute:CvrNumberIdentifier');
});

requireSchemas()('the OASIS schema', () => {
  test.each(['oiosaml-3', 'oiosaml-2'] as const)('takes it: %s', async (dialect) => {
    simulator.nemlogin.configure({ dialect });
    simulator.nemlogin.announceNextKey();
    expect(schemaProblems(await metadata(), 'saml-2.0-metadata')).toBe('');
  });
});

describe('a rollover', () => {
  test('announced: two certificates, the old one signs; rolled over: the next alone', async () => {
    const [old = ''] = certificates(await metadata());
    const signedBy = async (pem: string): Promise<boolean> => {
      const { message } = await nemLogIn(simulator, 'citizen');
      return xmlsec1VerifiesSaml2(xmlsec1Decrypts(message, DECRYPTION_KEY), 'Assertion', pem);
    };
    simulator.nemlogin.announceNextKey();
    const [first, next = '', ...more] = certificates(await metadata());
    expect([first, more]).toEqual([old, []]);
    expect(next).not.toBe(old);
    expect(await signedBy(old)).toBe(true);
    simulator.nemlogin.announceNextKey();
    expect(certificates(await metadata())).toEqual([old, next]);
    simulator.nemlogin.rollOver();
    expect(certificates(await metadata())).toEqual([next]);
    expect([await signedBy(old), await signedBy(next)]).toEqual([false, true]);
  });

  test('unannounced: whoever has read the metadata before does not trust it', async () => {
    const before = new Judge(simulator);
    const { idpMetadata } = simulator.nemlogin;
    simulator.nemlogin.rollOver();
    const stale = new Judge({ ...simulator, nemlogin: { ...simulator.nemlogin, idpMetadata } });
    expect(await codeOfAsync(stale.logIn('citizen'))).toBe('decryption_failed');
    expect((await before.logIn('citizen')).displayName).toBe('Anna Sørensen');
  });

  test('E-Ident keeps its key', () => {
    const { idpCert } = simulator.eident;
    simulator.nemlogin.rollOver();
    expect(simulator.eident.idpCert).toBe(idpCert);
  });
});
