import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceProvider } from '../../src/metadata/service-provider';
import { signMetadata } from '../../src/metadata/sign-metadata';
import { writeServiceProvider } from '../../src/metadata/write-service-provider';
import { CERTS, type TestCert } from '../support/certs';
import { PYTHON, requirePeer } from './support/peers';

const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const CORE = 'https://data.gov.dk/model/core/';
const URI = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';

/** In the midst of a rollover of both keys. */
const sp: ServiceProvider = {
  entityId: 'https://app.example/saml',
  callbackUrl: 'https://app.example/acs?a=1&b=2',
  logoutUrl: 'https://app.example/slo',
  signingCerts: [CERTS.idp.cert, CERTS.idpNext.cert],
  encryptionCerts: [CERTS.foreign.cert, CERTS.idpNext.cert],
  encryptionMethods: ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'],
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  serviceName: { da: 'Prøve', en: 'Trial' },
  requestedAttributes: [
    { name: `${CORE}specVersion`, nameFormat: URI, isRequired: true },
    { name: `${CORE}eid/fullName`, nameFormat: URI, friendlyName: 'Navn' },
  ],
  organization: {
    name: { da: 'Prøve & Søn <A/S>' },
    displayName: { da: 'Prøve' },
    url: { da: 'https://app.example/' },
  },
  contacts: [{ type: 'technical', emails: ['drift@app.example'] }],
  validUntil: new Date('2031-01-02T03:04:05Z'),
};
const bare = ({ cert }: TestCert) => cert.replace(/-----.*-----|\s/g, '');
const read = {
  entityId: sp.entityId,
  validUntil: expect.stringMatching(/^2031-01-02T03:04:05(\.000)?Z$/) as string,
  consumers: [[`${BINDINGS}HTTP-POST`, sp.callbackUrl]],
  logouts: [
    [`${BINDINGS}HTTP-Redirect`, sp.logoutUrl],
    [`${BINDINGS}HTTP-POST`, sp.logoutUrl],
  ],
  signing: [bare(CERTS.idp), bare(CERTS.idpNext)],
  encryption: [bare(CERTS.foreign), bare(CERTS.idpNext)],
  nameIdFormat: sp.nameIdFormat,
  attributes: [`${CORE}specVersion`, `${CORE}eid/fullName`],
  required: [`${CORE}specVersion`],
  signsRequests: true,
  wantsSigned: true,
  organization: { da: 'Prøve & Søn <A/S>' },
  mail: expect.stringMatching(/^(mailto:)?drift@app\.example$/) as string,
};

const folder = mkdtempSync(join(tmpdir(), 'interop-metadata-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What somebody else reads in a document, and whether `signer` has signed it. */
function readBy([command, ...args]: readonly [string, ...string[]], document: string, signer: TestCert): unknown {
  const [file, certificate] = [join(folder, 'sp.xml'), join(folder, 'sp.crt')];
  writeFileSync(file, document);
  writeFileSync(certificate, signer.cert);
  const { stdout, stderr } = spawnSync(command, [...args, file, certificate], { encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(stdout);
}

const READERS = {
  simplesamlphp: ['php', join(__dirname, 'simplesamlphp', 'read-metadata.php')],
  pysaml2: [PYTHON, join(__dirname, 'pysaml2', 'read-metadata.py')],
} as const;

for (const peer of ['simplesamlphp', 'pysaml2'] as const) {
  requirePeer(peer)(`our metadata, to ${peer}`, () => {
    const signed = signMetadata(writeServiceProvider(sp, '_m1'), CERTS.idp);

    test('says what we meant, and is signed by us', () => {
      expect(readBy(READERS[peer], signed, CERTS.idp)).toEqual({ verified: true, ...read });
    });

    test('is not signed by somebody else, and no longer by us when a URL is another', () => {
      expect(readBy(READERS[peer], signed, CERTS.foreign)).toMatchObject({ verified: false });
      const tampered = signed.replace('app.example/acs', 'evil.example/acs');
      expect(readBy(READERS[peer], tampered, CERTS.idp)).toMatchObject({ verified: false });
    });
  });
}
