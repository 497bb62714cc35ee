import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import {
  authnRequestUrl,
  type AuthnRequest,
  type AuthnRequestSettings,
} from '../../../src/protocols/saml2/authn-request';
import { BROWSER_MESSAGE, readXml, type XmlElement } from '../../../src/trust';
import { CERTS } from '../../support/certs';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { requireSchemas, schemaProblems } from '../../support/saml-schemas';
import { ASSERTION2, NAME_ID_PERSISTENT, PROTOCOL2 } from '../../support/saml2';
import { requireTool } from '../../support/tool';

const EXTENSIONS = 'https://data.gov.dk/eid/saml/extensions';
const HOSTILE = `https://app.example/?a=1&b="2"'<3>`;

const settings: AuthnRequestSettings = {
  entityId: 'https://app.example/saml',
  callbackUrl: 'https://app.example/login/nemlog-in/callback',
  entryPoint: 'https://login.idp.example/idp/saml/3.0/',
  signingKey: createPrivateKey(CERTS.idp.key),
};
const request: AuthnRequest = {
  id: '_0f1e2d3c4b5a69788796a5b4c3d2e1f001122334',
  relayState: 'iXk3-_9fQ2',
  dialect: 'oiosaml-3',
  issueInstant: Date.UTC(2031, 0, 2, 3, 4, 5, 678),
};
const everything: AuthnRequest = {
  ...request,
  loa: 'high',
  identityTypes: ['private', 'professional'],
  forceAuthn: true,
  isPassive: true,
  appSwitch: { platform: 'iOS', returnUrl: 'https://app.example/switch' },
};

const urlOf = (said: Partial<AuthnRequest> = {}, set: Partial<AuthnRequestSettings> = {}) =>
  authnRequestUrl({ ...settings, ...set }, { ...request, ...said });

function documentOf(url: string): string {
  const message = new URL(url).searchParams.get('SAMLRequest') ?? '';
  return inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
}

const rootOf = (url: string): XmlElement => readXml(Buffer.from(documentOf(url)), BROWSER_MESSAGE).root;
const attributesOf = (element: XmlElement | undefined) =>
  Object.fromEntries(element?.attributes.map(({ local, value }) => [local, value]) ?? []);

function contextOf(
  root: XmlElement,
): { comparison: string | undefined; classRefs: (string | undefined)[] } | undefined {
  const [context] = root.all(PROTOCOL2, 'RequestedAuthnContext');
  if (context === undefined) return undefined;
  const classRefs = context.all(ASSERTION2, 'AuthnContextClassRef').map(({ text }) => text);
  expect(context.elements).toHaveLength(classRefs.length);
  return { comparison: context.attribute('Comparison'), classRefs };
}

describe('the document', () => {
  test('says who asks whom, when, and where the answer goes', async () => {
    const root = rootOf(await urlOf());
    expect(`{${root.uri}}${root.local}`).toBe(`{${PROTOCOL2}}AuthnRequest`);
    expect(attributesOf(root)).toEqual({
      ID: request.id,
      Version: '2.0',
      IssueInstant: '2031-01-02T03:04:05.678Z',
      Destination: settings.entryPoint,
      ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      AssertionConsumerServiceURL: settings.callbackUrl,
    });
    const [issuer] = root.all(ASSERTION2, 'Issuer');
    expect(issuer?.text).toBe(settings.entityId);
    expect(attributesOf(issuer)).toEqual({});
  });

  test('asks for a persistent NameID, and for nothing else that was not asked for', async () => {
    const root = rootOf(await urlOf());
    expect(root.elements.map(({ local }) => local)).toEqual(['Issuer', 'NameIDPolicy']);
    expect(attributesOf(root.elements[1])).toEqual({ AllowCreate: 'true', Format: NAME_ID_PERSISTENT });
  });

  test.each([
    [{ forceAuthn: true }, { ForceAuthn: 'true', IsPassive: undefined }],
    [{ isPassive: true }, { ForceAuthn: undefined, IsPassive: 'true' }],
    [
      { forceAuthn: false, isPassive: false },
      { ForceAuthn: undefined, IsPassive: undefined },
    ],
  ])('%j is %j', async (said, { ForceAuthn, IsPassive }) => {
    const root = rootOf(await urlOf(said));
    expect([root.attribute('ForceAuthn'), root.attribute('IsPassive')]).toEqual([ForceAuthn, IsPassive]);
  });

  const LOA = 'https://data.gov.dk/concept/core/nsis/loa/';
  test.each<[Partial<AuthnRequest>, ReturnType<typeof contextOf>]>([
    [{ loa: 'low' }, { comparison: 'minimum', classRefs: [`${LOA}Low`] }],
    [{ loa: 'substantial' }, { comparison: 'minimum', classRefs: [`${LOA}Substantial`] }],
    [{ loa: 'high' }, { comparison: 'minimum', classRefs: [`${LOA}High`] }],
    [
      { loa: 'substantial', identityTypes: ['professional'] },
      { comparison: 'minimum', classRefs: [`${LOA}Substantial`, 'https://data.gov.dk/eid/Professional'] },
    ],
    [
      { loa: 'high', identityTypes: ['private', 'professional'] },
      {
        comparison: 'minimum',
        classRefs: [`${LOA}High`, 'https://data.gov.dk/eid/Person', 'https://data.gov.dk/eid/Professional'],
      },
    ],
    [{ identityTypes: ['private'] }, { comparison: 'exact', classRefs: ['https://data.gov.dk/eid/Person'] }],
    [{ identityTypes: [] }, undefined],
    [{ dialect: 'oiosaml-2', loa: 'substantial', identityTypes: ['private'] }, undefined],
    [
      { authnContext: ['urn:a', 'urn:b'], loa: 'high' },
      { comparison: 'exact', classRefs: ['urn:a', 'urn:b'] },
    ],
    [{ authnContext: [] }, undefined],
  ])('%j asks for %j', async (said, expected) => {
    expect(contextOf(rootOf(await urlOf(said)))).toEqual(expected);
  });

  test('asks for no context without a dialect', async () => {
    const { id, relayState, issueInstant } = request;
    const url = await authnRequestUrl(settings, { id, relayState, issueInstant, loa: 'high' });
    expect(contextOf(rootOf(url))).toBeUndefined();
  });

  test('names the app to switch back to, before what the schema puts behind it', async () => {
    const root = rootOf(await urlOf({ appSwitch: { platform: 'Android', returnUrl: 'dk.app.example' }, loa: 'low' }));
    expect(root.elements.map(({ uri, local }) => [uri, local])).toEqual([
      [ASSERTION2, 'Issuer'],
      [PROTOCOL2, 'Extensions'],
      [PROTOCOL2, 'NameIDPolicy'],
      [PROTOCOL2, 'RequestedAuthnContext'],
    ]);
    const [appSwitch, ...more] = root.elements[1]?.elements ?? [];
    expect(more).toEqual([]);
    expect([appSwitch?.uri, appSwitch?.local]).toEqual([EXTENSIONS, 'AppSwitch']);
    expect(appSwitch?.elements.map(({ uri, local, text }) => [uri, local, text])).toEqual([
      [EXTENSIONS, 'Platform', 'Android'],
      [EXTENSIONS, 'ReturnURL', 'dk.app.example'],
    ]);
  });

  test('a text is a text, whatever characters it has', async () => {
    const url = await urlOf(
      { appSwitch: { platform: 'iOS', returnUrl: HOSTILE } },
      { entityId: HOSTILE, callbackUrl: HOSTILE, entryPoint: 'https://login.idp.example/?a=1&b=<2>' },
    );
    const root = rootOf(url);
    expect(root.elements[0]?.text).toBe(HOSTILE);
    expect(root.attribute('AssertionConsumerServiceURL')).toBe(HOSTILE);
    expect(root.attribute('Destination')).toBe('https://login.idp.example/?a=1&b=<2>');
    expect(root.elements[1]?.elements[0]?.elements[1]?.text).toBe(HOSTILE);
    expect(root.elements.map(({ local }) => local)).toEqual(['Issuer', 'Extensions', 'NameIDPolicy']);
  });

  test('a value that XML cannot hold is refused', async () => {
    const error = await errorOfAsync(
      urlOf({ appSwitch: { platform: 'iOS', returnUrl: 'https://app.example/\u0000' } }),
    );
    expect([error.code, error.detail.where]).toEqual(['parameter_invalid', 'AuthnRequest']);
  });

  test('of two requests at a time, each says its own', async () => {
    const ids = ['_a', '_b', '_c'];
    const roots = (await Promise.all(ids.map((id) => urlOf({ id, relayState: id })))).map(rootOf);
    expect(roots.map((root) => root.attribute('ID'))).toEqual(ids);
  });
});

requireSchemas()('against the OASIS schema', () => {
  test.each([
    ['the least', request],
    ['everything', everything],
    ['OIOSAML 2', { ...everything, dialect: 'oiosaml-2' as const }],
  ])('%s is valid', async (_, said) => {
    expect(schemaProblems(documentOf(await urlOf(said)), 'saml-2.0-protocol')).toBe('');
  });

  test('what is not valid is found', async () => {
    const spoilt = documentOf(await urlOf(everything)).replace('IsPassive="true"', 'IsPassive="perhaps"');
    expect(schemaProblems(spoilt, 'saml-2.0-protocol')).toContain('IsPassive');
  });
});

describe('the URL', () => {
  test('is the entry point with four parameters, in the order that is signed', async () => {
    const url = new URL(await urlOf());
    expect(url.origin + url.pathname).toBe(settings.entryPoint);
    expect([...url.searchParams.keys()]).toEqual(['SAMLRequest', 'RelayState', 'SigAlg', 'Signature']);
    expect(url.searchParams.get('RelayState')).toBe(request.relayState);
    expect(url.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
  });

  test('keeps the parameters of the entry point', async () => {
    const url = await urlOf({}, { entryPoint: 'https://login.idp.example/sso?tenant=a' });
    expect([...new URL(url).searchParams.keys()]).toEqual([
      'tenant',
      'SAMLRequest',
      'RelayState',
      'SigAlg',
      'Signature',
    ]);
  });

  test.each([
    ['none', ''],
    ['81 bytes', 'x'.repeat(81)],
    ['82 bytes in 41 characters', 'æ'.repeat(41)],
  ])('RelayState of %s is refused', async (_, relayState) => {
    const error = await errorOfAsync(urlOf({ relayState }));
    expect([error.code, error.detail.where]).toEqual(['parameter_invalid', 'RelayState']);
  });

  test.each(['x'.repeat(80), 'æ'.repeat(40)])('RelayState of 80 bytes is sent', async (relayState) => {
    expect(new URL(await urlOf({ relayState })).searchParams.get('RelayState')).toBe(relayState);
  });
});

// Octets as they stand in the URL: decoded and escaped again they would prove something else.
function signedOctets(url: string): { octets: Buffer; signature: Buffer } {
  const raw = new Map(
    url
      .slice(url.indexOf('?') + 1)
      .split('&')
      .map((pair) => [pair.split('=')[0] ?? '', pair]),
  );
  const octets = ['SAMLRequest', 'RelayState', 'SigAlg'].map((name) => raw.get(name)).join('&');
  const signature = decodeURIComponent((raw.get('Signature') ?? '').slice('Signature='.length));
  return { octets: Buffer.from(octets, 'latin1'), signature: Buffer.from(signature, 'base64') };
}

const ODD_STATES = ['iXk3-_9fQ2', "a b!c'd(e)f~g*h", 'æ+%2B/=&?#'];

describe('the signature', () => {
  const key = createPublicKey(CERTS.idp.cert);

  test.each(ODD_STATES)('verifies over the raw octets of the query, RelayState %j', async (relayState) => {
    const { octets, signature } = signedOctets(await urlOf({ relayState }));
    expect(verify('sha256', octets, key, signature)).toBe(true);
  });

  test('no longer verifies when one octet is another', async () => {
    const { octets, signature } = signedOctets(await urlOf());
    const changed = Buffer.from(octets.toString().replace('RelayState=i', 'RelayState=j'));
    expect(changed).not.toEqual(octets);
    expect(verify('sha256', changed, key, signature)).toBe(false);
  });

  test('is the same with the key as PEM text', async () => {
    expect(await urlOf({}, { signingKey: CERTS.idp.key })).toBe(await urlOf());
  });

  test.each([
    ['an EC key', CERTS.ec256.key],
    ['an EC key object', createPrivateKey(CERTS.ec256.key)],
    ['a certificate', CERTS.idp.cert],
    ['a public key object', key],
    ['no PEM', 'none'],
  ])('%s is refused', async (_, signingKey) => {
    const error = await errorOfAsync(urlOf({}, { signingKey }));
    expect(error.code).toBe('configuration_invalid');
    expect(error.detail.problems).toEqual(['signingKey is not an RSA private key in PEM']);
  });
});

requireTool('openssl')('the signature, with openssl', () => {
  const accepts = (url: string, certificate: string): boolean => {
    const { octets, signature } = signedOctets(url);
    const folder = mkdtempSync(join(tmpdir(), 'authn-request-'));
    try {
      const [keyFile, signatureFile] = [join(folder, 'key.pem'), join(folder, 'signature')];
      writeFileSync(keyFile, createPublicKey(certificate).export({ type: 'spki', format: 'pem' }));
      writeFileSync(signatureFile, signature);
      const args = ['dgst', '-sha256', '-verify', keyFile, '-signature', signatureFile];
      return spawnSync('openssl', args, { input: octets }).stdout.toString() === 'Verified OK\n';
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test.each(ODD_STATES)('verifies over the raw octets of the query, RelayState %j', async (relayState) => {
    expect(accepts(await urlOf({ relayState }), CERTS.idp.cert)).toBe(true);
  });

  test('does not verify with another key', async () => {
    expect(accepts(await urlOf(), CERTS.foreign.cert)).toBe(false);
  });
});

describe('editAuthnRequest', () => {
  const edited = (edit: (xml: string) => unknown) =>
    authnRequestUrl(settings, request, edit as (xml: string) => string);

  test('what it returns is what is sent and signed', async () => {
    let given = '';
    const url = await authnRequestUrl(settings, request, (xml) => {
      given = xml;
      return Promise.resolve(xml.replace('<samlp:AuthnRequest ', '<samlp:AuthnRequest ProviderName="Prøve" '));
    });
    expect(given).toBe(documentOf(await urlOf()));
    expect(rootOf(url).attribute('ProviderName')).toBe('Prøve');
    const { octets, signature } = signedOctets(url);
    expect(verify('sha256', octets, createPublicKey(CERTS.idp.cert), signature)).toBe(true);
  });

  test.each<[string, (xml: string) => unknown, RegExp]>([
    ['nothing', () => undefined, /^undefined$/],
    ['a promise of a number', () => Promise.resolve(1), /^number$/],
    ['an empty string', () => '', /^xml_malformed/],
    ['a document that is not well-formed', (xml) => xml.replace('</samlp:AuthnRequest>', ''), /^xml_malformed/],
    ['a DOCTYPE', (xml) => xml.replace('?>', '?><!DOCTYPE x>'), /^xml_doctype/],
    ['a comment', (xml) => xml.replace('<saml:Issuer', '<!-- x --><saml:Issuer'), /^xml_comment/],
    [
      'another message',
      (xml) => xml.replaceAll('AuthnRequest', 'LogoutRequest'),
      /^\{urn:[^}]*protocol\}LogoutRequest$/,
    ],
    ['another namespace', (xml) => xml.replaceAll(':2.0:protocol', ':2.0:protocols'), /^\{urn:[^}]*protocols\}AuthnR/],
    ['another ID', (xml) => xml.replace(request.id, '_other'), /^another ID$/],
    ['no ID', (xml) => xml.replace(` ID="${request.id}"`, ''), /^another ID$/],
    ['its ID elsewhere', (xml) => xml.replace(' ID=', ' id='), /^another ID$/],
  ])('%s is refused', async (_, edit, got) => {
    const { code, detail } = await errorOfAsync(edited(edit));
    expect([code, detail.where, detail.option]).toEqual(['parameter_invalid', 'editAuthnRequest', 'editAuthnRequest']);
    expect(detail.got).toMatch(got);
  });

  test('its own exception is the cause', async () => {
    const thrown = new Error('no');
    const error = await errorOfAsync(
      edited(() => {
        throw thrown;
      }),
    );
    expect([error.code, error.cause]).toEqual(['parameter_invalid', thrown]);
    expect(await codeOfAsync(edited(() => Promise.reject(thrown)))).toBe('parameter_invalid');
  });
});
