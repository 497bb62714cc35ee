import { SAML } from '@node-saml/passport-saml';
import { CERTS } from '../support/certs';
import { LoginApp } from '../strategies/nemlog-in/support/login-app';
import { Visitor } from '../strategies/eident/support/visitor';
import { Checked, GOOD, oddIn, POLICY } from './support/checked';
import { authnRequest, SP, type Asked, type Sent } from './support/service-provider';
import { startWithOneKey } from './support/start';

const LOA = 'https://data.gov.dk/concept/core/nsis/loa/';
const NAME_ID = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
const appSwitch = (content: string, uri = 'https://data.gov.dk/eid/saml/extensions'): string =>
  `<samlp:Extensions><e:AppSwitch xmlns:e="${uri}">${content}</e:AppSwitch></samlp:Extensions>${POLICY}`;
const appParts = (platform: string, url: string): string =>
  `<e:Platform>${platform}</e:Platform><e:ReturnURL>${url}</e:ReturnURL>`;
const policy = (attributes: string): string => `<samlp:NameIDPolicy ${attributes}/>`;

/** Asks for no level and no type. */
const NO_CONTEXT: Asked = { loa: undefined, types: [] };

let checked: Checked;
beforeAll(async () => {
  checked = await Checked.start();
});
afterAll(() => checked.simulator.close());

/** Each with all that is found, and a word of what was got in the first. */
const WRONG: readonly (readonly [name: string, odd: readonly string[], got: RegExp, asked: Asked, sent?: Sent])[] = [
  ['SigAlg twice', ['mend request-query'], /SigAlg more/, {}, { query: (query) => `${query}&SigAlg=x` }],
  [
    'a broken escape',
    ['mend request-query'],
    /escape in RelayState/,
    {},
    { escape: (text) => (text === 'x' ? '%' : encodeURIComponent(text)) },
  ],
  ['a DOCTYPE', ['mend request-readable'], /xml_doctype/, { xml: '<!DOCTYPE a><a/>' }],
  ['no SAMLRequest', ['mend request-readable', 'mend request-signed'], /SAMLRequest/, {}, { query: () => '' }],
  ['no signature', ['mend request-signed'], /no signature/, {}, { query: (query) => query.replace(/&SigAlg=.*/, '') }],
  [
    'a signature in the document',
    ['mend request-signed'],
    /inside the document/,
    { extra: `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>${POLICY}` },
    { query: (query) => query.replace(/&SigAlg=.*/, '') },
  ],
  [
    'SHA-1',
    ['mend request-algorithm'],
    /rsa-sha1/,
    {},
    { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', hash: 'sha1' },
  ],
  ['another key', ['mend request-signature'], /none of: .*OCES|none of: /, {}, { key: CERTS.foreign.key }],
  [
    'RelayState added',
    ['mend request-signature'],
    /none of/,
    {},
    { relayState: 'x', query: (query) => query.replace('RelayState=x', 'RelayState=y') },
  ],
  ['RelayState of 81 bytes', ['mend relay-state'], /81 bytes/, {}, { relayState: '€'.repeat(27) }],
  ['no Issuer', ['mend issuer'], /0 Issuers/, { issuer: null }],
  ['two Issuers', ['mend issuer'], /2 Issuers/, { extra: `<saml:Issuer>b</saml:Issuer>${POLICY}` }],
  ['a stranger', ['mend issuer-known'], /stranger/, { issuer: 'https://stranger.example' }],
  ['Version 1.1', ['mend version'], /1\.1/, { version: '1.1' }],
  ['an ID that is none', ['mend request-id'], /1aaa/, { id: `1${'a'.repeat(40)}` }],
  ['a short ID', ['warn request-id-long'], /3 characters/, { id: '_abc' }],
  ['no IssueInstant', ['mend issue-instant'], /none/, { issueInstant: null }],
  ['a time without a zone', ['mend issue-instant'], /T12/, { issueInstant: '2026-01-01T12:00:00' }],
  ['an old request', ['mend issue-instant'], /2020/, { issueInstant: '2020-01-01T12:00:00Z' }],
  [
    'a request of tomorrow',
    ['mend issue-instant'],
    /-86/,
    { issueInstant: new Date(Date.now() + 86_400_000).toISOString() },
  ],
  ['no Destination', ['mend destination'], /none/, { destination: null }],
  ['another Destination', ['mend destination'], /elsewhere/, { destination: 'https://elsewhere.example' }],
  ['another callback', ['mend callback'], /4000/, { callbackUrl: 'http://localhost:4000/acs' }],
  [
    'another binding',
    ['mend protocol-binding'],
    /Artifact/,
    { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact' },
  ],
  ['ForceAuthn yes', ['mend force-passive-boolean'], /ForceAuthn yes/, { forceAuthn: 'yes' }],
  ['IsPassive TRUE', ['mend force-passive-boolean'], /IsPassive TRUE/, { isPassive: 'TRUE' }],
  ['both', ['warn force-or-passive'], /both/, { forceAuthn: 'true', isPassive: '1' }],
  ['a Subject', ['warn no-subject'], /Subject/, { extra: `<saml:Subject/>${POLICY}` }],
  ['Scoping', ['warn no-subject'], /Scoping/, { extra: `${POLICY}<samlp:Scoping/>` }],
  [
    'an e-mail as NameID',
    ['mend name-id-policy'],
    /email/,
    { extra: policy('Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"') },
  ],
  ['a transient NameID', ['warn name-id-persistent'], /transient/, { extra: policy(`Format="${NAME_ID}transient"`) }],
  ['no AllowCreate', ['warn allow-create'], /means false/, { extra: policy(`Format="${NAME_ID}persistent"`) }],
  ['an unknown level', ['mend class-refs'], /Medium/, { loa: 'Medium' }],
  [
    'a ClassRef of others',
    ['mend class-refs'],
    /Password/,
    { classRefs: ['urn:oasis:names:tc:SAML:2.0:ac:classes:Password'] },
  ],
  [
    'an empty context',
    ['mend class-refs', 'warn loa-asked'],
    /empty/,
    { ...NO_CONTEXT, extra: `${POLICY}<samlp:RequestedAuthnContext/>` },
  ],
  ['no level', ['warn loa-asked'], /none/, NO_CONTEXT],
  ['a level exactly', ['mend comparison'], /exact/, { comparison: 'exact' }],
  ['a level without Comparison', ['mend comparison'], /means exact/, { comparison: null }],
  ['another platform', ['mend app-switch'], /Symbian/, { extra: appSwitch(appParts('Symbian', 'https://a.example')) }],
  ['no ReturnURL', ['mend app-switch'], /ReturnURL none/, { extra: appSwitch('<e:Platform>iOS</e:Platform>') }],
  [
    'AppSwitch of others',
    ['mend app-switch'],
    /urn:x/,
    { extra: appSwitch(appParts('iOS', 'https://a.example'), 'urn:x') },
  ],
];

describe('one thing wrong is found, and nothing else', () => {
  test.each(WRONG.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [odd, got, asked, sent] }) => {
    const checklist = await checked.request(asked, sent);
    expect(oddIn(checklist)).toEqual(odd);
    const [first] = checklist.findings.filter(({ verdict }) => verdict === 'mend' || verdict === 'warn');
    expect(first?.got).toMatch(got);
    expect(first?.mend?.length).toBeGreaterThan(10);
  });
});

describe('what is in order', () => {
  test('a good request by an OCES3 certificate', async () => {
    const checklist = await checked.request();
    expect(oddIn(checklist)).toEqual([]);
    const seen = checklist.findings.filter(({ about, verdict }) => about === 'AuthnRequest' && verdict === 'ok');
    expect(seen.length).toBeGreaterThan(25);
    expect(checklist.findings.find(({ id }) => id === 'request-certificate-issued')?.got).toBe('certified by OCES3');
  });

  const GOOD_TOO: readonly (readonly [name: string, asked: Asked, sent?: Sent])[] = [
    ['as little as there can be', { ...NO_CONTEXT, loa: 'Low', extra: '', callbackUrl: null }],
    ['the binding by its name', { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST' }],
    ['booleans as 0 and 1', { forceAuthn: '1', isPassive: '0' }],
    ['a credential type', { classRefs: ['https://nemlogin.dk/internal/credential/type/mitid'] }],
    ['SHA-512', {}, { algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', hash: 'sha512' }],
    ['RelayState of 80 bytes', {}, { relayState: 'x'.repeat(80) }],
    [
      'escapes in lower case',
      {},
      { relayState: 'a/b', escape: (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()) },
    ],
    ['AppSwitch', { extra: appSwitch(appParts('Android', 'dk.app.example')) }],
  ];
  test.each(GOOD_TOO.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [asked, sent] }) => {
    expect(oddIn(await checked.request(asked, sent))).toEqual([]);
  });

  test('no level, in OIOSAML 2', async () => {
    checked.simulator.nemlogin.configure({ dialect: 'oiosaml-2' });
    try {
      expect(oddIn(await checked.request(NO_CONTEXT))).toEqual([]);
    } finally {
      checked.simulator.nemlogin.configure({ dialect: 'oiosaml-3' });
    }
  });
});

describe('the certificate', () => {
  test.each([
    ['idp', ['warn request-certificate-issued']],
    ['weakRsa1024', ['mend request-key', 'warn request-certificate-issued']],
    ['expired', ['mend request-certificate-valid', 'warn request-certificate-issued']],
    ['notYetValid', ['mend request-certificate-valid', 'warn request-certificate-issued']],
  ] as const)('%s', async (name, odd) => {
    const entityId = `https://${name}.example`;
    checked.simulator.nemlogin.register({ ...SP, entityId, signingCert: CERTS[name].cert });
    expect(oddIn(await checked.request({ issuer: entityId }, { key: CERTS[name].key }))).toEqual(odd);
  });

  test('of the metadata, where nobody is registered; the request may be by any of them', async () => {
    const { simulator } = checked;
    const entityId = 'https://by-metadata.example';
    const metadata = checked.metadata.replace(SP.entityId, entityId);
    simulator.nemlogin.checkMetadata(metadata);
    expect(oddIn(await checked.request({ issuer: entityId }))).toEqual([]);
    expect(oddIn(await checked.request({ issuer: entityId }, { key: CERTS.idp.key }))).toEqual([
      'mend request-signature',
    ]);
  });
});

describe('where the answer goes', () => {
  const entityId = 'https://by-index.example';
  const withIndex = async (index: string, callbackUrl: string | null = null): Promise<string[]> => {
    const written = authnRequest(checked.simulator, { ...GOOD, issuer: entityId, callbackUrl });
    const xml = written.replace(' ID=', ` AssertionConsumerServiceIndex="${index}" ID=`);
    return oddIn(await checked.request({ xml }));
  };
  beforeAll(() => void checked.simulator.nemlogin.checkMetadata(checked.metadata.replace(SP.entityId, entityId)));

  test('an index that the metadata has, one that it has not, and one beside a URL', async () => {
    expect(await withIndex('0')).toEqual([]);
    expect(await withIndex('7')).toEqual(['mend callback']);
    expect(await withIndex('0', SP.callbackUrl)).toEqual(['mend callback']);
  });
});

describe('whose requests are kept', () => {
  test('an ID that comes again is found, and the next request is judged anew', async () => {
    const again = { id: `_${'b'.repeat(40)}` };
    expect(oddIn(await checked.request(again))).toEqual([]);
    const before = (await checked.request(again)).requests;
    expect(oddIn(checked.simulator.nemlogin.checklists()[0]!)).toEqual(['mend request-id-new']);
    expect(oddIn(await checked.request({ ...again, issuer: 'https://idp.example' }))).not.toContain(
      'mend request-id-new',
    );
    const next = await checked.request();
    expect([oddIn(next), next.requests]).toEqual([[], before + 1]);
  });

  test('those of the last twenty', async () => {
    for (let index = 1; index <= 25; index += 1) await checked.request({ issuer: `https://${index}.example` });
    const names = checked.simulator.nemlogin.checklists().map(({ entityId }) => entityId);
    expect([names.length, names[0], names.includes('https://5.example')]).toEqual([20, 'https://25.example', false]);
  });

  test('a CPR number in one is masked, and a long value is cut short', async () => {
    const fictitious = ['010190', '6789'].join('');
    const { findings } = await checked.request({
      destination: `https://a.example/${fictitious}/${'long'.repeat(200)}`,
    });
    const got = findings.find(({ id }) => id === 'destination')?.got ?? '';
    expect(got).toMatch(/^https:\/\/a\.example\/010190-xxxx\/long/);
    expect(got.length).toBeLessThan(320);
  });
});

describe('whole service providers', () => {
  const app = LoginApp.use();

  test('ours passes every must, by its request and its metadata', async () => {
    const simulator = await startWithOneKey({});
    const strategy = app.configure({ idpMetadata: simulator.nemlogin.idpMetadata });
    const metadata = strategy.serviceProviderMetadata({
      serviceName: { da: 'Fjordbo' },
      organization: { name: { da: 'Fjordbo' }, displayName: { da: 'Fjordbo' }, url: { da: 'https://app.example' } },
      contacts: [{ type: 'technical', emails: ['drift@app.example'] }],
      sign: true,
    });
    simulator.nemlogin.registerMetadata(metadata);
    simulator.nemlogin.checkMetadata(metadata);
    const answered = simulator.nemlogin.nextRequest();
    const { location } = await app.begin(new Visitor());
    const response = await fetch(location, { headers: { 'x-persona': 'citizen' } });
    await answered;
    expect(await response.text()).toContain('SAMLResponse');
    const [checklist, ...more] = simulator.nemlogin.checklists();
    await simulator.close();
    expect(more).toEqual([]);
    const notMet = checklist?.findings.filter(({ demand, verdict }) => demand === 'must' && verdict !== 'ok') ?? [];
    // AppSwitch is for apps, and single logout is announced by who has it.
    expect(notMet.map(({ id, verdict }) => `${verdict} ${id}`)).toEqual(['not seen app-switch', 'not seen slo-https']);
    expect(oddIn(checklist!).filter((one) => one !== 'warn slo-both')).toEqual([
      'warn request-certificate-issued',
      'warn keys-issued',
    ]);
  });

  const saml = (more: Record<string, unknown> = {}): SAML =>
    new SAML({
      entryPoint: checked.simulator.nemlogin.entryPoint,
      callbackUrl: SP.callbackUrl,
      issuer: SP.entityId,
      idpCert: CERTS.idp.cert,
      ...more,
    });
  const begin = async (service: SAML) => {
    await fetch(await service.getAuthorizeUrlAsync('', undefined, {}));
    return oddIn(checked.simulator.nemlogin.checklists()[0]!);
  };

  test('node-saml as it comes: no signature, another NameID, a ClassRef of others', async () => {
    expect(await begin(saml())).toEqual([
      'mend request-signed',
      'mend name-id-policy',
      'mend class-refs',
      'warn loa-asked',
    ]);
    expect(oddIn(checked.simulator.nemlogin.checkMetadata(saml().generateServiceProviderMetadata(null)))).toEqual(
      expect.arrayContaining([
        'mend requests-signed',
        'mend key-signing',
        'mend key-encryption',
        'mend metadata-name-id',
      ]),
    );
  });

  test('node-saml with a key, and nothing else said: SHA-1', async () => {
    expect(await begin(saml({ privateKey: checked.key, issuer: 'https://node-saml.example' }))).toContain(
      'mend request-algorithm',
    );
  });

  test('node-saml mended as the checklist says', async () => {
    const mended = saml({
      privateKey: checked.key,
      signatureAlgorithm: 'sha256',
      identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      authnContext: [`${LOA}Substantial`],
      racComparison: 'minimum',
    });
    checked.simulator.nemlogin.checkMetadata(checked.metadata);
    expect(await begin(mended)).toEqual([]);
  });
});
