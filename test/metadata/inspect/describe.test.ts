import { readTrusted } from '../../../src/certificates';
import { describeMetadata, signMetadata } from '../../../src/metadata';
import { CERTS, type TestCert } from '../../support/certs';
import { codeOf } from '../../support/codes';
import { RSA_SHA1, SHA1 } from '../../support/xmldsig/methods';
import { signXml } from '../../support/xmldsig/sign';
import { base64Of, group, ID, idp, keyDescriptor, SAML11, service, sp, SSO, TRANSIENT } from '../support/idp';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2031, 0, 2);
const IDP = `${ID}, identity provider,`;

const describeXml = (xml: string, signer?: TestCert) =>
  describeMetadata(xml, {
    now: NOW,
    ...(signer !== undefined && { signedBy: readTrusted(signer.cert, 'x', NOW).certificates }),
  });
const oddOf = (xml: string, signer?: TestCert) => describeXml(xml, signer).odd;
const at = (ms: number) => new Date(ms).toISOString();
const keyOf = ({ cert }: TestCert, use = 'signing') => keyDescriptor(use, base64Of(cert));

describe('what is described', () => {
  test('of an identity provider that nothing is odd about', () => {
    const organization =
      '<md:Organization><md:OrganizationName xml:lang="da">DIGST</md:OrganizationName><md:OrganizationDisplayName xml:lang="da">Styrelsen</md:OrganizationDisplayName></md:Organization>';
    const xml = idp({
      entity: `ID="_1" validUntil="${at(NOW + 7 * DAY)}" cacheDuration="PT6H"`,
      keys: keyOf(CERTS.idp) + keyOf(CERTS.ec256, '') + keyOf(CERTS.idpNext, 'encryption'),
      logout: service('SingleLogoutService', 'HTTP-POST', `${SSO}out`),
    }).replace('</md:EntityDescriptor>', `${organization}</md:EntityDescriptor>`);
    const described = describeXml(signMetadata(xml, CERTS.foreign), CERTS.foreign);
    expect(described).toMatchObject({
      root: 'EntityDescriptor',
      signature: { algorithm: 'rsa-sha256', digest: 'sha256', verified: true },
      odd: [],
      entities: [
        {
          entityId: ID,
          organization: 'Styrelsen',
          validUntil: at(NOW + 7 * DAY),
          cacheDuration: 'PT6H',
          roles: [
            {
              role: 'IDPSSODescriptor',
              wantAuthnRequestsSigned: true,
              endpoints: [
                { service: 'SingleLogoutService', binding: 'HTTP-POST', location: `${SSO}out` },
                { service: 'SingleSignOnService', binding: 'HTTP-Redirect', location: SSO },
              ],
              keys: [
                { use: 'signing', certificates: [{ key: 'RSA 2048', signature: 'RSA with SHA-256' }] },
                { use: 'signing and encryption', certificates: [{ key: 'EC prime256v1' }] },
                { use: 'encryption' },
              ],
            },
          ],
        },
      ],
    });
    expect(described.signature?.says?.subject).toContain('CN=foreign');
  });

  test('of a group: its times, and every entity in it', () => {
    const described = describeXml(group('cacheDuration="P1D"', idp(), group('', sp())));
    expect(described).toMatchObject({ root: 'EntitiesDescriptor', cacheDuration: 'P1D', odd: [] });
    expect(described.entities.map(({ entityId }) => entityId)).toEqual([ID, 'https://app.example']);
  });

  test('days left, to the day', () => {
    const end = Date.UTC(2049, 11, 31, 23, 59, 59);
    for (const [now, left] of [
      [end - DAY, 1],
      [end, 0],
      [end + 1, -1],
    ] as const) {
      const [entity] = describeMetadata(idp(), { now }).entities;
      expect(entity?.roles[0]?.keys[0]?.certificates[0]?.daysLeft).toBe(left);
    }
  });

  test('only metadata', () => {
    expect(codeOf(() => describeXml('<html/>'))).toBe('configuration_invalid');
  });
});

describe('what is odd', () => {
  test('nothing about the least that is needed', () => {
    expect(oddOf(idp())).toEqual([]);
  });

  test('nothing about a service provider for being one, which is noted', () => {
    expect(describeXml(sp())).toMatchObject({
      notes: ["This is a service provider's metadata: for the broker to read, not for idpMetadata."],
      odd: [],
    });
    expect(describeXml(idp()).notes).toEqual([]);
  });

  const ISO = at(NOW - 1);
  test.each<[string, string, string[]]>([
    [
      'several identity providers',
      group('', idp(), idp({ entityId: 'https://b.example' })),
      ['the document describes 2 identity providers: name one with idpEntityId'],
    ],
    ['nobody', group(''), ['the document describes no identity provider']],
    ['no entityID', idp({ entityId: '' }), ['an entity has no entityID']],
    ['a validUntil that is past', idp({ entity: `validUntil="${ISO}"` }), [`${ID} was valid until ${ISO}`]],
    [
      'a validUntil that is near',
      idp({ role: `validUntil="${at(NOW + 2 * DAY - 1)}" WantAuthnRequestsSigned="1"` }),
      [`${IDP} is valid until ${at(NOW + 2 * DAY - 1)} only`],
    ],
    [
      'a validUntil that is none',
      group('validUntil="soon"', idp()),
      ['the group has a validUntil that is no xs:dateTime with a zone'],
    ],
    ['one of a group within', group('', group(`validUntil="${ISO}"`, idp())), [`a group was valid until ${ISO}`]],
    [
      'a cacheDuration that is none',
      idp({ entity: 'cacheDuration="6h"' }),
      [`${ID} has a cacheDuration that is no xs:duration`],
    ],
    [
      'requests that need not be signed',
      idp({ role: '' }),
      [`${IDP} does not say WantAuthnRequestsSigned, which OIOSAML demands`],
    ],
    ['another protocol', idp({ protocols: SAML11 }), [`${IDP} is not for SAML 2.0`]],
    [
      'no HTTP-Redirect',
      idp({ signOn: service('SingleSignOnService', 'HTTP-POST', SSO) }),
      [`${IDP} has no SingleSignOnService for HTTP-Redirect; it has: HTTP-POST`],
    ],
    [
      'no SingleSignOnService',
      idp({ signOn: '' }),
      [`${IDP} has no SingleSignOnService for HTTP-Redirect; it has: none`],
    ],
    [
      'http',
      idp({ logout: service('SingleLogoutService', 'SOAP', 'http://idp.example/') }),
      [`${IDP} has a SingleLogoutService for SOAP whose Location is no https: URL`],
    ],
    [
      'a NameIDFormat of its own',
      idp().replace(TRANSIENT, 'urn:x'),
      [`${IDP} has a NameIDFormat that SAML does not know: urn:x`],
    ],
    [
      'no persistent NameID',
      idp().replace(/<md:NameIDFormat>\s*\S*persistent\s*<\/md:NameIDFormat>/, ''),
      [`${IDP} does not offer the persistent NameIDFormat, which is asked for`],
    ],
    [
      'two roles of one kind',
      idp().replace(/<md:IDP.*<\/md:IDPSSODescriptor>/s, '$&$&'),
      [`${ID} describes itself as an identity provider 2 times`],
    ],
  ])('%s', (_, xml, odd) => {
    expect(oddOf(xml)).toEqual(odd);
  });

  test.each<[string, string, (string | RegExp)[]]>([
    ['none', '', ['has no certificate for signing']],
    ['one for encryption only', keyOf(CERTS.idp, 'encryption'), ['has no certificate for signing']],
    [
      'one without a certificate',
      keyOf(CERTS.idp) + keyDescriptor('signing'),
      ['has a KeyDescriptor[1] that holds no X509Certificate'],
    ],
    [
      'one that is unreadable',
      keyOf(CERTS.idp) + keyDescriptor('signing', 'AAAA'),
      ['has a KeyDescriptor[1] that holds an X509Certificate that cannot be read'],
    ],
    [
      'one for something else',
      keyOf(CERTS.idp) + keyOf(CERTS.idp, 'sign'),
      ['has a use, of KeyDescriptor[1], that is neither signing nor encryption'],
    ],
    [
      'an expired one',
      keyOf(CERTS.expired),
      [/^has a certificate for signing, 6B:32:18:5D…, that expired \d+ day\(s\) ago$/],
    ],
    ['one not valid yet', keyOf(CERTS.notYetValid), [/^has a certificate for signing, .{11}…, that is not valid yet$/]],
    [
      'a weak one',
      keyOf(CERTS.weakRsa1024, ''),
      [
        /^has a certificate for signing and encryption, .{11}…, that has an RSA key of 1024 bits; 2048 or more are needed$/,
      ],
    ],
  ])('a key: %s', (_, keys, odd) => {
    const expected = odd.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as string)));
    expect(oddOf(idp({ keys })).map((line) => line.replace(`${IDP} `, ''))).toEqual(expected);
  });

  test('a certificate that expires within 30 days', () => {
    const end = Date.UTC(2049, 11, 31, 23, 59, 59);
    const odd = (days: number) => describeMetadata(idp(), { now: end - days * DAY }).odd;
    expect(odd(30)).toEqual([]);
    expect(odd(29)).toEqual([expect.stringMatching(/that expires in 29 day\(s\)$/)]);
  });

  describe('about the signature', () => {
    const signed = idp({ entity: 'ID="_1"' });
    const sign = (algorithms: object) =>
      signXml(signed, {
        element: 'EntityDescriptor',
        idAttribute: 'ID',
        signer: CERTS.foreign,
        place: 'first',
        ...algorithms,
      });

    test.each([
      ['method', sign({ signatureAlgorithm: RSA_SHA1 })],
      ['digest', sign({ digestAlgorithm: SHA1 })],
    ])('SHA-1 in its %s', (_, xml) => {
      expect(oddOf(xml)).toEqual(['the document is signed with SHA-1, which is refused']);
    });

    test('that the given certificate does not verify it, and nothing where none is given', () => {
      const changed = signMetadata(signed, CERTS.foreign).replace('login.idp', 'login.other');
      expect(describeXml(changed).signature).not.toHaveProperty('verified');
      expect(oddOf(changed)).toEqual([]);
      expect(describeXml(changed, CERTS.foreign).signature).toMatchObject({ verified: false });
      expect(oddOf(changed, CERTS.foreign)).toEqual([
        expect.stringMatching(/^the document is not signed as .* digest_mismatch/),
      ]);
      expect(oddOf(signMetadata(signed, CERTS.idp), CERTS.foreign)).toEqual([
        expect.stringContaining('signature_invalid'),
      ]);
    });

    test('that there is none, where a certificate is given', () => {
      expect(describeXml(signed, CERTS.foreign)).not.toHaveProperty('signature');
      expect(oddOf(signed, CERTS.foreign)).toEqual([
        expect.stringMatching(/^the document has no signature over its root/),
      ]);
      expect(oddOf(signed)).toEqual([]);
    });
  });
});
