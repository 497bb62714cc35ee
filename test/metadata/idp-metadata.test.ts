import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIdpMetadata } from '../../src/metadata';
import { signMetadata } from '../../src/metadata/sign-metadata';
import { CERTS } from '../support/certs';
import { errorOf } from '../support/codes';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { saml2Response } from '../support/saml2';
import { requireTool } from '../support/tool';
import {
  base64Of,
  group,
  ID,
  idp,
  keyDescriptor,
  MD,
  SAML11,
  SAML2,
  service,
  sp,
  SSO,
  PERSISTENT,
  TRANSIENT,
  type Said,
} from './support/idp';

const NOW = Date.UTC(2031, 0, 2);

const read = (xml: string | Uint8Array, entityId?: string) =>
  readIdpMetadata(xml, { now: NOW, ...(entityId !== undefined && { entityId }) });
const problemsOf = (xml: string | Uint8Array, entityId?: string) => {
  const { code, detail } = errorOf(() => read(xml, entityId));
  expect(code).toBe('configuration_invalid');
  return detail.problems;
};

const LOGOUT =
  service('SingleLogoutService', 'HTTP-Redirect', `${SSO}out`) +
  service('SingleLogoutService', 'HTTP-POST', `${SSO}post`);
const FULL = idp({
  keys: keyDescriptor('signing', base64Of(CERTS.idp.cert)) + keyDescriptor('signing', base64Of(CERTS.idpNext.cert)),
  logout: LOGOUT,
  entity: 'validUntil="2031-01-03T00:00:00Z" ID="_1"',
});

describe('what is read', () => {
  test('of an identity provider that says everything', () => {
    expect(read(FULL)).toStrictEqual({
      entityId: ID,
      singleSignOnRedirect: SSO,
      singleLogout: { redirect: `${SSO}out`, post: `${SSO}post` },
      signingCertificates: [CERTS.idp.cert, CERTS.idpNext.cert],
      validUntil: Date.UTC(2031, 0, 3),
      wantAuthnRequestsSigned: true,
      nameIdFormats: [TRANSIENT, PERSISTENT],
    });
  });

  test('of one that says the least', () => {
    expect(read(idp({ role: '' }))).toStrictEqual({
      entityId: ID,
      singleSignOnRedirect: SSO,
      signingCertificates: [CERTS.idp.cert],
      wantAuthnRequestsSigned: false,
      nameIdFormats: [TRANSIENT, PERSISTENT],
    });
  });

  test.each([
    ['redirect', 'HTTP-Redirect'],
    ['post', 'HTTP-POST'],
  ])('of one that logs out by %s only', (name, binding) => {
    const logout = service('SingleLogoutService', binding, SSO);
    expect(read(idp({ logout })).singleLogout).toStrictEqual({ [name]: SSO });
  });

  test.each([
    ['HTTP-Redirect', { redirect: SSO, redirectResponse: `${SSO}answer` }],
    ['HTTP-POST', { post: SSO, postResponse: `${SSO}answer` }],
  ])('of one that has answers to a logout sent to another place, by %s', (binding, singleLogout) => {
    const logout = service('SingleLogoutService', binding, `${SSO}" ResponseLocation="${SSO}answer`);
    expect(read(idp({ logout })).singleLogout).toStrictEqual(singleLogout);
  });

  test.each(
    ['http://idp.example/', '/answer', ''].flatMap((url) => [
      { url, binding: 'HTTP-Redirect' },
      { url, binding: 'HTTP-POST' },
    ]),
  )('whose ResponseLocation for $binding is "$url"', ({ url, binding }) => {
    const logout = service('SingleLogoutService', binding, `${SSO}" ResponseLocation="${url}`);
    expect(problemsOf(idp({ logout }))).toEqual([
      `idpMetadata has a SingleLogoutService for ${binding} whose ResponseLocation is no https: URL`,
    ]);
  });

  test.each(['true', '1', ' true '])('WantAuthnRequestsSigned=%j is true', (value) => {
    expect(read(idp({ role: `WantAuthnRequestsSigned="${value}"` })).wantAuthnRequestsSigned).toBe(true);
  });

  test.each(['false', '0'])('WantAuthnRequestsSigned=%j is not', (value) => {
    expect(read(idp({ role: `WantAuthnRequestsSigned="${value}"` })).wantAuthnRequestsSigned).toBe(false);
  });

  test('a signed document, one with comments, and one with other prefixes', () => {
    const signed = signMetadata(FULL, CERTS.foreign);
    const commented = `<?xml version="1.0" encoding="utf-8"?><!-- prod -->\n${FULL.replace('<md:IDP', '<!-- IdP --><md:IDP')}`;
    const bare = FULL.replaceAll('md:', '').replace('xmlns:md', 'xmlns').replace(`xmlns:="${MD}"`, `xmlns="${MD}"`);
    expect(bare).toContain(`<EntityDescriptor xmlns="${MD}"`);
    for (const xml of [signed, commented, bare]) expect(read(xml)).toEqual(read(FULL));
  });

  test('bytes, with a byte order mark or without, and text that begins with white space', () => {
    const xml = `<?xml version="1.0"?>${FULL}`;
    for (const same of [
      `\n  ${xml}\n`,
      `\ufeff${xml}`,
      Buffer.from(xml),
      new Uint8Array(Buffer.from(`\ufeff${xml}`)),
    ]) {
      expect(read(same)).toEqual(read(FULL));
    }
  });

  test('the location where several have the binding: the first', () => {
    const signOn = ['HTTP-POST', 'HTTP-Redirect', 'HTTP-Redirect'].map((binding, index) =>
      service('SingleSignOnService', binding, `${SSO}${index}`),
    );
    expect(read(idp({ signOn: signOn.join('') })).singleSignOnRedirect).toBe(`${SSO}1`);
  });

  test.each([
    'http://127.0.0.1:4000/sso',
    'http://localhost:4000/sso',
    'http://[::1]:4000/sso',
    'HTTPS://idp.example/',
  ])('a location: %s', (url) => {
    expect(
      read(idp({ signOn: service('SingleSignOnService', 'HTTP-Redirect', ` ${url} `) })).singleSignOnRedirect,
    ).toBe(url);
  });
});

requireSchemas()('against the OASIS schema', () => {
  test.each([
    ['the identity provider', FULL],
    ['a group', group('Name="g"', idp(), group('', sp(), FULL))],
  ])('%s of these tests is valid', (_, xml) => {
    expect(schemaProblems(xml, 'saml-2.0-metadata')).toBe('');
  });
});

describe('signing certificates', () => {
  const [one, next, ca, leaf] = [CERTS.idp, CERTS.idpNext, CERTS.tlsCa, CERTS.tlsLocalhost].map(({ cert }) => cert) as [
    string,
    string,
    string,
    string,
  ];
  const certificatesOf = (keys: string) => read(idp({ keys })).signingCertificates;

  test('are those of a KeyDescriptor for signing or for everything, not for encryption', () => {
    const encryption = keyDescriptor('encryption', base64Of(CERTS.foreign.cert));
    expect(certificatesOf(keyDescriptor('', base64Of(one)) + encryption)).toEqual([one]);
    expect(certificatesOf(encryption + keyDescriptor('signing', base64Of(one)))).toEqual([one]);
  });

  test('stand in lines, with white space around', () => {
    const lines = `\r\n\t${base64Of(one).replaceAll(/(.{64})/g, '$1\r\n\t')}\n`;
    expect(certificatesOf(keyDescriptor('signing', lines))).toEqual([one]);
  });

  test('count once', () => {
    expect(certificatesOf(keyDescriptor('signing', base64Of(one)).repeat(2))).toEqual([one]);
    expect(certificatesOf(keyDescriptor('signing', base64Of(one), base64Of(one)))).toEqual([one]);
  });

  test('of a chain are its end', () => {
    expect(certificatesOf(keyDescriptor('signing', base64Of(leaf), base64Of(ca)))).toEqual([leaf]);
    expect(certificatesOf(keyDescriptor('signing', base64Of(ca), base64Of(leaf)))).toEqual([leaf]);
    const apart = keyDescriptor('signing', base64Of(ca)) + keyDescriptor('signing', base64Of(leaf));
    expect(certificatesOf(apart)).toEqual([ca, leaf]);
  });

  test('are 32 at most, with those of their chains; those for encryption are not counted', () => {
    const encryption = keyDescriptor('encryption', base64Of(one)).repeat(40);
    const keys = keyDescriptor('signing', base64Of(leaf), base64Of(ca)).repeat(16);
    expect(certificatesOf(encryption + keys)).toEqual([leaf]);
    const tooMany = ['idpMetadata has more than 32 X509Certificates to sign with'];
    expect(problemsOf(idp({ keys: keys + keyDescriptor('signing', base64Of(one)) }))).toEqual(tooMany);
    expect(problemsOf(idp({ keys: keyDescriptor('signing', ...Array<string>(33).fill(base64Of(one))) }))).toEqual(
      tooMany,
    );
  });

  test('of another name in one X509Data are all taken', () => {
    expect(certificatesOf(keyDescriptor('signing', base64Of(one), base64Of(next)))).toEqual([one, next]);
  });

  test.each([
    ['not base64', '%%%'],
    ['no certificate', Buffer.from('certificate').toString('base64')],
    ['PEM', one],
    ['empty', ''],
    ['an element', `<x>${base64Of(one)}</x>`],
  ])('that cannot be read is a problem: %s', (_, content) => {
    expect(
      problemsOf(idp({ keys: keyDescriptor('signing', base64Of(next)) + keyDescriptor('signing', content) })),
    ).toEqual(['idpMetadata has an X509Certificate that cannot be read, in KeyDescriptor[1]']);
  });

  const NONE = ['idpMetadata has no KeyDescriptor for signing with an X509Certificate to trust'];
  test.each([
    ['no KeyDescriptor', ''],
    ['one for encryption', keyDescriptor('encryption', base64Of(one))],
    [
      'one without X509Data',
      '<md:KeyDescriptor><ds:KeyInfo><ds:KeyName>x</ds:KeyName></ds:KeyInfo></md:KeyDescriptor>',
    ],
    ['one without certificates', keyDescriptor('signing')],
    ['one for something else', keyDescriptor('Signing', base64Of(one))],
    ['one of another namespace', keyDescriptor('signing', base64Of(one)).replaceAll('md:Key', 'ds:Key')],
  ])('are needed: %s', (_, keys) => {
    expect(problemsOf(idp({ keys }))).toEqual(NONE);
  });
});

requireTool('openssl')('two self-signed certificates of one name in one X509Data', () => {
  test('are both taken: neither issued the other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'idp-metadata-'));
    try {
      const [one, other] = [CERTS.idp, CERTS.idpNext].map(({ key }, index) => {
        const keyFile = join(folder, `${index}.pem`);
        writeFileSync(keyFile, createPrivateKey(key).export({ type: 'pkcs8', format: 'pem' }));
        const extensions = ['-addext', 'subjectKeyIdentifier=none', '-addext', 'authorityKeyIdentifier=none'];
        return spawnSync('openssl', [
          'req',
          '-x509',
          '-key',
          keyFile,
          '-subj',
          '/CN=same',
          ...extensions,
        ]).stdout.toString();
      }) as [string, string];
      const keys = keyDescriptor('signing', base64Of(one), base64Of(other));
      expect(read(idp({ keys })).signingCertificates).toEqual([one, other]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('which identity provider', () => {
  const [a, b, c] = ['https://a.example', 'https://b.example', 'https://c.example'].map((entityId) =>
    idp({ entityId }),
  ) as [string, string, string];

  test('the only one among service providers, however deep', () => {
    expect(read(group('', sp(), group('', group('', b)), sp('https://other.example'))).entityId).toBe(
      'https://b.example',
    );
  });

  test('the one that is named', () => {
    expect(read(group('', a, group('', b), c), 'https://b.example').entityId).toBe('https://b.example');
    expect(read(a, 'https://a.example').entityId).toBe('https://a.example');
  });

  test('not named, of three', () => {
    expect(problemsOf(group('', a, group('', b), c))).toEqual([
      'idpMetadata holds 3 identity providers; name one with idpEntityId: https://a.example, https://b.example, https://c.example',
    ]);
  });

  test('not named, of many: ten are listed', () => {
    const many = Array.from({ length: 12 }, (_, index) => idp({ entityId: `https://idp${index}.example` }));
    const [problem = ''] = problemsOf(group('', ...many)) ?? [];
    expect(problem).toMatch(/^idpMetadata holds 12 identity providers; .*idp0\.example, .*idp9\.example, …$/);
    expect(problem).not.toContain('idp10');
  });

  test('named, but for the last slash', () => {
    expect(problemsOf(group('', a, b), 'https://a.example/')).toEqual([
      'idpEntityId names an entity that is not there: idpMetadata holds https://a.example, https://b.example',
    ]);
  });

  test('named, and there twice', () => {
    expect(problemsOf(group('', a, a), 'https://a.example')).toEqual([
      'idpMetadata describes the entity of idpEntityId more than once',
    ]);
  });

  test('named, and a service provider', () => {
    expect(problemsOf(group('', a, sp()), 'https://app.example')).toEqual([
      'idpEntityId names an entity that describes a service provider (https://app.example), perhaps your own; the identity provider’s is needed',
    ]);
  });

  test('none: the metadata of a service provider was pasted', () => {
    const problem =
      'describes a service provider (https://app.example), perhaps your own; the identity provider’s is needed';
    expect(problemsOf(sp())).toEqual([`idpMetadata ${problem}`]);
    expect(problemsOf(sp(), ID)).toEqual([`idpEntityId names an entity that is not there: idpMetadata ${problem}`]);
  });

  test.each([
    ['an empty group', group('')],
    ['an entity without a role', `<md:EntityDescriptor xmlns:md="${MD}" entityID="x"/>`],
    [
      'a role of another namespace',
      `<md:EntityDescriptor xmlns:md="${MD}" entityID="x"><IDPSSODescriptor xmlns="urn:x"/></md:EntityDescriptor>`,
    ],
    ['an entity inside something else', group('', `<md:Extensions>${idp()}</md:Extensions>`)],
  ])('none: %s', (_, xml) => {
    expect(problemsOf(xml)).toEqual(['idpMetadata holds no identity provider (IDPSSODescriptor)']);
  });

  test('one without a name', () => {
    expect(problemsOf(idp({ entityId: '' }))).toEqual(['idpMetadata has an EntityDescriptor without entityID']);
  });
});

describe('which role', () => {
  const roleOf = (xml: string) => /<md:IDP.*<\/md:IDPSSODescriptor>/s.exec(xml)?.[0] ?? '';
  const withRoles = (...roles: string[]) =>
    idp().replace(/<md:IDP.*<\/md:IDPSSODescriptor>/s, roles.map(roleOf).join(''));

  test('the one for SAML 2.0, which may know other protocols too', () => {
    const old = idp({
      protocols: SAML11,
      signOn: service('SingleSignOnService', 'HTTP-Redirect', 'https://old.example/'),
    });
    const both = idp({ protocols: ` ${SAML11}\n${SAML2} ` });
    expect(read(withRoles(old, both)).singleSignOnRedirect).toBe(SSO);
  });

  test('none for SAML 2.0', () => {
    expect(problemsOf(idp({ protocols: SAML11 }))).toEqual([
      `idpMetadata describes an identity provider without SAML 2.0; its protocolSupportEnumeration is: ${SAML11}`,
    ]);
    expect(problemsOf(idp({ protocols: `${SAML2}x` }))?.[0]).toContain('without SAML 2.0');
  });

  test('two for SAML 2.0', () => {
    expect(problemsOf(withRoles(idp(), idp()))).toEqual([
      'idpMetadata has more than one IDPSSODescriptor for SAML 2.0 in one entity',
    ]);
  });
});

describe('locations', () => {
  test.each([
    [
      'HTTP-POST',
      service('SingleSignOnService', 'HTTP-POST', SSO) + service('SingleSignOnService', 'SOAP', SSO),
      'HTTP-POST, SOAP',
    ],
    ['none', '', 'none'],
    ['another role', service('SingleLogoutService', 'HTTP-Redirect', SSO), 'none'],
  ])('a login needs HTTP-Redirect: %s', (_, signOn, others) => {
    expect(problemsOf(idp({ signOn }))).toEqual([
      `idpMetadata has no SingleSignOnService for HTTP-Redirect; it has: ${others}`,
    ]);
  });

  test.each([
    'http://idp.example/',
    'http://localhost.evil.example/',
    'javascript:alert(1)',
    'ftp://idp.example/',
    '/sso',
    '',
  ])('that no browser is sent to: %j', (url) => {
    for (const [name, binding] of [
      ['SingleSignOnService', 'HTTP-Redirect'],
      ['SingleLogoutService', 'HTTP-Redirect'],
      ['SingleLogoutService', 'HTTP-POST'],
    ] as const) {
      const said = service(name, binding, url);
      expect(problemsOf(idp(name === 'SingleSignOnService' ? { signOn: said } : { logout: said }))).toEqual([
        `idpMetadata has a ${name} for ${binding} whose Location is no https: URL`,
      ]);
    }
  });
});

describe('validUntil', () => {
  const at = (time: string) => `validUntil="${time}"`;
  const until = (said: Said, around = '') => group(around, idp(said));

  test('is the earliest that applies', () => {
    const [day3, day4, day5] = [3, 4, 5].map((day) => at(`2031-01-0${day}T00:00:00Z`));
    for (const xml of [
      until({ entity: day3!, role: day4! }, day5),
      until({ entity: day5!, role: day3! }, day4),
      until({ entity: day4!, role: day5! }, day3),
    ]) {
      expect(read(xml).validUntil).toBe(Date.UTC(2031, 0, 3));
    }
  });

  test('of an entity beside does not matter', () => {
    const other = idp({ entityId: 'https://old.example', entity: at('2030-01-01T00:00:00Z') });
    expect(read(group('', other, idp()), ID)).not.toHaveProperty('validUntil');
  });

  test.each([
    ['the entity', until({ entity: at('2031-01-02T00:00:00Z') })],
    ['its role', until({ role: at('2031-01-02T00:00:00Z') })],
    ['the group', until({}, at('2031-01-02T01:00:00+01:00'))],
  ])('of %s is past when its time has come', (_, xml) => {
    expect(problemsOf(xml)).toEqual(['idpMetadata was valid until 2031-01-02T00:00:00.000Z; ask for the present one']);
    expect(readIdpMetadata(xml, { now: NOW - 1 }).validUntil).toBe(NOW);
  });

  test.each(['2031-01-03T00:00:00', 'tomorrow', ''])('that is no time is a problem: %j', (time) => {
    expect(problemsOf(until({ entity: at(time) }))).toEqual([
      'idpMetadata has a validUntil, of EntityDescriptor, that is no xs:dateTime with a zone',
    ]);
  });
});

describe('cacheDuration', () => {
  const said = (entity: string, role: string, around: string) =>
    read(group(around, idp({ entity: entity && `cacheDuration="${entity}"`, role: role && `cacheDuration="${role}"` })))
      .cacheDurationMs;

  test('is the shortest that applies', () => {
    expect(said('PT1H', 'PT2H', 'cacheDuration="PT3H"')).toBe(3_600_000);
    expect(said('PT3H', 'PT1H', 'cacheDuration="PT2H"')).toBe(3_600_000);
    expect(said('PT2H', '', 'cacheDuration="PT1H"')).toBe(3_600_000);
  });

  test('that is unreadable is none: it is a wish', () => {
    expect(said('1h', '', '')).toBeUndefined();
    expect(said('1h', 'PT2H', '')).toBe(7_200_000);
  });
});

describe('something else than metadata', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'is empty'],
    ['white space', ' \r\n', 'is empty'],
    ['no bytes', Buffer.alloc(0), 'is empty'],
    [
      'an HTML page',
      '<!DOCTYPE html>\n<html lang="da"><head>',
      'is an HTML page, not metadata: a login or error page may have come in its place',
    ],
    [
      'an XHTML page',
      '<html xmlns="http://www.w3.org/1999/xhtml"/>',
      'is an HTML page, not metadata: a login or error page may have come in its place',
    ],
    ['nothing but a byte order mark', Buffer.from('\ufeff'), 'is empty'],
    ['a path', './metadata/idp.xml', 'is not XML; a path is written { file: … }'],
    ['a path of Windows', 'C:\\metadata\\idp.xml', 'is not XML; a path is written { file: … }'],
    [
      'a URL',
      'https://idp.example/metadata',
      'is a URL; write { url, metadataSigningCert }, or give the text that is found there',
    ],
    ['a certificate', CERTS.idp.cert, 'is PEM text, not metadata'],
    [
      'a Response',
      saml2Response(),
      'has the root element Response, not EntityDescriptor or EntitiesDescriptor of SAML 2.0 metadata',
    ],
    [
      'an entity of another namespace',
      '<EntityDescriptor xmlns="urn:x"/>',
      'has the root element EntityDescriptor, not EntityDescriptor or EntitiesDescriptor of SAML 2.0 metadata',
    ],
    ['a DOCTYPE', `<!DOCTYPE md [<!ENTITY x "y">]>${FULL}`, 'has a DOCTYPE, which is refused'],
    ['UTF-16', Buffer.from(`\ufeff${FULL}`, 'utf16le'), 'is not UTF-8'],
    ['Latin-1', Buffer.from(FULL.replace('entityID', 'x="æ" entityID'), 'latin1'), 'is not UTF-8'],
    [
      'another encoding declared',
      `<?xml version="1.0" encoding="ISO-8859-1"?>${FULL}`,
      'declares another XML version than 1.0, or another encoding than UTF-8',
    ],
    ['too much', `${FULL}<!--${' '.repeat(1024 * 1024)}-->`, 'is larger than 1048576 bytes'],
  ])('%s', (_, xml, problem) => {
    expect(problemsOf(xml)).toEqual([`idpMetadata ${problem}`]);
  });

  test.each([
    ['cut short', FULL.slice(0, -10), /^idpMetadata cannot be read: xml_malformed \(/],
    ['an id twice', group('', FULL, FULL), /^idpMetadata cannot be read: id_duplicate \(/],
    ['lines of text', 'entityID: https://idp.example\nkeys: none', /^idpMetadata cannot be read: xml_malformed \(/],
    [
      'a comment inside a text',
      FULL.replace(TRANSIENT, `${TRANSIENT}<!-- x -->y`),
      /^idpMetadata cannot be read: xml_comment/,
    ],
  ])('%s', (_, xml, problem) => {
    expect(problemsOf(xml)?.[0]).toMatch(problem);
  });
});

test('several problems are told at once, in the message too', () => {
  const error = errorOf(() => read(idp({ keys: '', signOn: '', entity: 'validUntil="2020-01-01T00:00:00Z"' })));
  expect(error.detail.problems).toHaveLength(3);
  for (const problem of error.detail.problems ?? []) expect(error.message).toContain(problem);
});
