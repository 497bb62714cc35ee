import { createPublicKey, X509Certificate } from 'node:crypto';
import { verifyOcesChain, type ChainOptions, type CertificateSource } from '../../src/certificates';
import { CERTS } from '../support/certs';
import { errorOf } from '../support/codes';
import { requireTool } from '../support/tool';
import { CA, NO_KEY_ID, OpenSsl, PSS, type IssueOptions, type Issued } from './openssl';

const DAY_MS = 24 * 60 * 60 * 1000;
/** When every certificate that is made below has begun. */
const NOW = new Date(Date.now() + DAY_MS);
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const UUID = '3a905527-0060-4948-8854-01f938664cac';
const SYSTEM = `/CN=Prøve system/serialNumber=UI:DK-O:G:${UUID}/O=Prøve A\\/S/organizationIdentifier=NTRDK-90000001/C=DK`;

let openssl: OpenSsl;
const made = new Map<string, Issued>();
beforeAll(() => (openssl = new OpenSsl()));
afterAll(() => openssl.remove());

/** Each is made once: openssl takes its time. */
function issued(options: IssueOptions): Issued {
  const id = JSON.stringify(options);
  const certificate = made.get(id) ?? openssl.issue(options);
  made.set(id, certificate);
  return certificate;
}

const root = (changes: Partial<IssueOptions> = {}) =>
  issued({ subject: '/CN=Test rod-CA/C=DK', key: CERTS.tlsCa, extensions: CA, days: 100, ...changes });
const intermediate = (changes: Partial<IssueOptions> = {}) =>
  issued({ subject: '/CN=Test udstedende-CA/C=DK', key: CERTS.idpNext, issuer: root(), extensions: CA, ...changes });
const leaf = (changes: Partial<IssueOptions> = {}) =>
  issued({ subject: SYSTEM, key: CERTS.idp, issuer: intermediate(), args: PSS, ...changes });

interface Chain {
  readonly leaf: Issued;
  readonly roots: readonly Issued[];
  readonly intermediates?: readonly Issued[];
  readonly at?: Date;
}

const pems = (certificates: readonly Issued[]) => certificates.map(({ cert }) => cert);
const ours = ({ leaf: { cert }, roots, intermediates = [], at = NOW }: Chain) =>
  verifyOcesChain(cert, { roots: pems(roots), intermediates: pems(intermediates), at });
const theirs = ({ leaf: { cert }, roots, intermediates = [], at = NOW }: Chain) =>
  openssl.verify(cert, pems(roots), pems(intermediates), at);
const refusal = (chain: Chain) => {
  const { code, detail } = errorOf(() => ours(chain));
  return [code, detail.got];
};

requireTool('openssl')('a chain that openssl verifies too', () => {
  test.each<[string, () => Chain]>([
    ['through an intermediate', () => ({ leaf: leaf(), roots: [root()], intermediates: [intermediate()] })],
    ['directly below a root', () => ({ leaf: leaf({ issuer: root() }), roots: [root()] })],
    [
      'signed with PKCS #1, above and below',
      () => ({ leaf: leaf({ args: ['-sha256'] }), roots: [root()], intermediates: [intermediate()] }),
    ],
    [
      'signed with RSASSA-PSS and SHA-512 by its authorities',
      () => {
        const pss512 = ['-sha512', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:64'];
        const [top, middle] = [root({ args: pss512 }), intermediate({ issuer: root({ args: pss512 }), args: pss512 })];
        return { leaf: leaf({ issuer: middle }), roots: [top], intermediates: [middle] };
      },
    ],
    [
      'by an authority with an EC key',
      () => {
        const middle = intermediate({ key: CERTS.ec384 });
        return { leaf: leaf({ issuer: middle, args: ['-sha384'] }), roots: [root()], intermediates: [middle] };
      },
    ],
    [
      'among roots and intermediates that are not its own',
      () => ({
        leaf: leaf(),
        roots: [root({ subject: '/CN=Other' }), root({ key: CERTS.foreign }), root()],
        intermediates: [intermediate({ key: CERTS.foreign }), leaf({ issuer: root() }), intermediate()],
      }),
    ],
    [
      'as long as the path length allows',
      () => {
        const top = root({ extensions: ['basicConstraints=critical,CA:TRUE,pathlen:1', 'keyUsage=keyCertSign'] });
        const middle = intermediate({ issuer: top });
        return { leaf: leaf({ issuer: middle }), roots: [top], intermediates: [middle] };
      },
    ],
    [
      // In the last second itself RFC 5280 says yes, and openssl no.
      'a second before the end of the intermediate',
      () => {
        const middle = intermediate({ days: 5 });
        const at = new Date(Date.parse(new X509Certificate(middle.cert).validTo) - 1000);
        return { leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle], at };
      },
    ],
  ])('%s', (_, make) => {
    const chain = make();
    expect(theirs(chain)).toBe('OK');
    const { content } = ours(chain);
    expect(content.chain.at(0)?.toString()).toBe(chain.leaf.cert);
    expect(chain.roots.map(({ cert }) => cert)).toContain(content.chain.at(-1)?.toString());
    const ends = content.chain.map(({ validTo }) => Date.parse(validTo));
    expect(content.validUntil).toEqual(new Date(Math.min(...ends)));
    expect(content.at).toEqual(chain.at ?? NOW);
    expect(content.certificate).toMatchObject({ kind: 'organisation', uuid: UUID, cvr: '90000001' });
  });
});

requireTool('openssl')('a chain that openssl refuses too', () => {
  const NO_ISSUER = 'a certificate whose issuer is not among the roots and intermediates';

  test.each<[string, () => Chain, string, string, RegExp]>([
    [
      'of another root',
      () => ({ leaf: leaf(), roots: [root({ subject: '/CN=Other' })], intermediates: [intermediate()] }),
      'identity_certificate',
      NO_ISSUER,
      /unable to get .*issuer/,
    ],
    [
      'of another root of the same name',
      () => ({ leaf: leaf({ issuer: root(), extensions: [NO_KEY_ID] }), roots: [root({ key: CERTS.foreign })] }),
      'identity_certificate',
      'roots[0] has not signed it',
      /signature failure/,
    ],
    [
      'without its intermediate',
      () => ({ leaf: leaf(), roots: [root()] }),
      'identity_certificate',
      NO_ISSUER,
      /unable to get local issuer/,
    ],
    [
      'that ends at an intermediate',
      () => ({ leaf: leaf(), roots: [root({ subject: '/CN=Other' })], intermediates: [intermediate(), root()] }),
      'identity_certificate',
      NO_ISSUER,
      /self-signed certificate in certificate chain/,
    ],
    [
      'that has expired',
      () => ({ leaf: leaf(), roots: [root()], intermediates: [intermediate()], at: inDays(31) }),
      'identity_expired',
      'a certificate that expired at',
      /expired/,
    ],
    [
      'that is not valid yet',
      () => ({ leaf: leaf(), roots: [root()], intermediates: [intermediate()], at: inDays(-3) }),
      'identity_certificate',
      'a certificate that is not valid yet',
      /not yet valid/,
    ],
    [
      'whose intermediate has expired',
      () => {
        const middle = intermediate({ days: 5 });
        return { leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle], at: inDays(6) };
      },
      'identity_certificate',
      'intermediates[0] has expired',
      /expired/,
    ],
    [
      'whose root has expired',
      () => {
        const top = root({ days: 5 });
        return { leaf: leaf({ issuer: top }), roots: [top], at: inDays(6) };
      },
      'identity_certificate',
      'roots[0] has expired',
      /expired/,
    ],
    [
      'below a certificate that is no authority',
      () => {
        const middle = intermediate({ extensions: ['basicConstraints=critical,CA:FALSE'] });
        return { leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle] };
      },
      'identity_certificate',
      'intermediates[0] is no certificate authority',
      /invalid CA certificate/,
    ],
    [
      'below a certificate without basicConstraints',
      () => {
        const middle = intermediate({ extensions: [] });
        return { leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle] };
      },
      'identity_certificate',
      'intermediates[0] is no certificate authority',
      /invalid CA certificate/,
    ],
    [
      'below an authority that may not sign certificates',
      () => {
        const middle = intermediate({ extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=cRLSign'] });
        return { leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle] };
      },
      'identity_certificate',
      'intermediates[0] may not sign certificates',
      /./,
    ],
    [
      'that is longer than the path length of its root',
      () => {
        const top = root({ extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=keyCertSign'] });
        const middle = intermediate({ issuer: top });
        return { leaf: leaf({ issuer: middle }), roots: [top], intermediates: [middle] };
      },
      'identity_certificate',
      'roots[0] allows 0 authorities below it, not 1',
      /path length constraint exceeded/,
    ],
    [
      'with an intermediate whose signature is of another key',
      () => {
        const forged = intermediate({ issuer: root({ key: CERTS.foreign }), extensions: [...CA, NO_KEY_ID] });
        return { leaf: leaf({ issuer: forged }), roots: [root()], intermediates: [forged] };
      },
      'identity_certificate',
      'roots[0] has not signed it',
      /signature failure/,
    ],
    [
      'signed by a certificate of the same name as its authority',
      () => ({
        leaf: leaf({ issuer: intermediate({ key: CERTS.foreign }), extensions: [NO_KEY_ID] }),
        roots: [root()],
        intermediates: [intermediate()],
      }),
      'identity_certificate',
      'intermediates[0] has not signed it',
      /signature failure/,
    ],
    [
      'whose authority key identifier is of another key',
      () => {
        const other = intermediate({ key: CERTS.foreign, issuer: root() });
        return { leaf: leaf({ issuer: other }), roots: [root()], intermediates: [intermediate()] };
      },
      'identity_certificate',
      'intermediates[0] has another key identifier',
      /unable to get local issuer/,
    ],
    [
      'with a critical extension that nobody knows',
      () => ({
        leaf: leaf({ extensions: ['1.2.3.4=critical,ASN1:NULL'] }),
        roots: [root()],
        intermediates: [intermediate()],
      }),
      'identity_certificate',
      'a certificate that has a critical extension that is not judged here: 1.2.3.4',
      /unhandled critical extension/,
    ],
    [
      'that goes round in a circle',
      () => {
        const [one, two] = ['/CN=One', '/CN=Two'];
        const [first, second] = [
          issued({ subject: one, key: CERTS.idpNext, extensions: CA }),
          issued({ subject: two, key: CERTS.foreign, extensions: CA }),
        ];
        const firstBySecond = intermediate({ subject: one, key: CERTS.idpNext, issuer: second });
        const secondByFirst = intermediate({ subject: two, key: CERTS.foreign, issuer: first });
        return { leaf: leaf({ issuer: first }), roots: [root()], intermediates: [firstBySecond, secondByFirst] };
      },
      'identity_certificate',
      NO_ISSUER,
      /./,
    ],
  ])('%s', (_, make, code, got, words) => {
    const chain = make();
    const said = theirs(chain);
    expect(said).not.toBe('OK');
    expect(said).toMatch(words);
    expect(refusal(chain)).toEqual([code, expect.stringContaining(got)]);
  });
});

requireTool('openssl')('a chain that openssl verifies and we refuse', () => {
  test('signed with SHA-1, by the leaf’s authority or further up', () => {
    const sha1 = leaf({ args: ['-sha1'] });
    expect(refusal({ leaf: sha1, roots: [root()], intermediates: [intermediate()] })).toEqual([
      'identity_certificate',
      'intermediates[0] has signed with RSA with SHA-1',
    ]);
    const pssSha1 = leaf({ args: ['-sha1', '-sigopt', 'rsa_padding_mode:pss'] });
    expect(refusal({ leaf: pssSha1, roots: [root()], intermediates: [intermediate()] })).toEqual([
      'identity_certificate',
      'intermediates[0] has signed with RSASSA-PSS with SHA-1',
    ]);
    const middle = intermediate({ args: ['-sha1'] });
    expect(refusal({ leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle] })).toEqual([
      'identity_certificate',
      'roots[0] has signed with RSA with SHA-1',
    ]);
  });

  // The signature of a root proves nothing: it is trusted because it was given.
  test('but not where SHA-1 is a root’s signature of itself', () => {
    const top = root({ args: ['-sha1'] });
    expect(ours({ leaf: leaf({ issuer: top }), roots: [top] }).content.chain).toHaveLength(2);
  });

  test('with a weak key, in the leaf or an intermediate', () => {
    const weak = 'has an RSA key of 1024 bits; 2048 or more are needed';
    expect(refusal({ leaf: leaf({ key: CERTS.weakRsa1024, issuer: root() }), roots: [root()] })).toEqual([
      'identity_certificate',
      `a certificate that ${weak}`,
    ]);
    const middle = intermediate({ key: CERTS.weakRsa1024 });
    // A salt of 32 bytes beside SHA-256 fits into 1024 bits.
    expect(refusal({ leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle] })).toEqual([
      'identity_certificate',
      `intermediates[0] ${weak}`,
    ]);
  });

  // What a stranger sends along is verified with: it must not cost more than a key of any authority would.
  test.each([
    [
      'larger than any authority needs',
      1025,
      Buffer.from('010001', 'hex'),
      'has an RSA key of 8200 bits; 8192 are the most',
    ],
    ['with a long exponent', 256, Buffer.from('0100000001', 'hex'), 'has an RSA key with an unusual exponent'],
  ])('with an intermediate whose key is %s', (_, bytes, exponent, problem) => {
    const jwk = { kty: 'RSA', n: Buffer.alloc(bytes, 0xff).toString('base64url'), e: exponent.toString('base64url') };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const middle = intermediate({ args: ['-force_pubkey', openssl.write(publicKey)] });
    const chain = { leaf: leaf({ extensions: [NO_KEY_ID] }), roots: [root()], intermediates: [middle] };
    expect(refusal(chain)).toEqual(['identity_certificate', `intermediates[0] ${problem}`]);
  });

  test('with a critical constraint on names, which is not judged here', () => {
    const middle = intermediate({ extensions: [...CA, 'nameConstraints=critical,permitted;email:.example'] });
    expect(refusal({ leaf: leaf({ issuer: middle }), roots: [root()], intermediates: [middle] })).toEqual([
      'identity_certificate',
      'intermediates[0] has a critical extension that is not judged here: 2.5.29.30',
    ]);
  });

  test('of more than six authorities', () => {
    const above = [root()];
    for (let number = 1; number <= 6; number += 1) {
      above.push(intermediate({ subject: `/CN=Level ${number}`, issuer: above.at(-1)! }));
    }
    const chainOf = (authorities: readonly Issued[]): Chain => ({
      leaf: leaf({ issuer: authorities.at(-1)! }),
      roots: [root()],
      intermediates: authorities.slice(1),
    });
    expect(theirs(chainOf(above))).toBe('OK');
    expect(refusal(chainOf(above))).toEqual(['identity_certificate', 'a chain of more than 6 authorities']);
    expect(ours(chainOf(above.slice(0, 6))).content.chain).toHaveLength(7);
  });
});

requireTool('openssl')('a root', () => {
  test('may be an issuing authority, whose own issuer is then not needed', () => {
    expect(ours({ leaf: leaf(), roots: [intermediate()] }).content.chain).toHaveLength(2);
  });

  test('is not the certificate itself', () => {
    const own = leaf({ extensions: CA });
    expect(refusal({ leaf: own, roots: [own] })).toEqual([
      'identity_certificate',
      'a certificate whose issuer is not among the roots and intermediates',
    ]);
  });

  test('that is no authority, weak or unreadable is a mistake of the configuration', () => {
    const problemsOf = (roots: ChainOptions['roots'], at = NOW) => {
      const { code, detail } = errorOf(() => verifyOcesChain(leaf().cert, { roots, at }));
      return [code, detail.problems];
    };
    expect(problemsOf([CERTS.idp.cert, CERTS.weakRsa1024.cert, 'x', leaf().cert])).toEqual([
      'configuration_invalid',
      [
        'roots[0] is no certificate authority',
        'roots[1] has an RSA key of 1024 bits; 2048 or more are needed',
        'roots[2]: 1 characters that are no X.509 certificate',
        'roots[3] is no certificate authority',
      ],
    ]);
    expect(problemsOf([])).toEqual(['configuration_invalid', ['roots holds no certificate']]);
    expect(problemsOf(root().cert, new Date('never'))).toEqual(['configuration_invalid', ['at is no date']]);
    expect(problemsOf(root().cert, null as unknown as Date)).toEqual(['configuration_invalid', ['at is no date']]);
  });
});

requireTool('openssl')('a certificate', () => {
  const options = (): ChainOptions => ({ roots: root().cert, intermediates: intermediate().cert, at: NOW });

  test('comes as PEM, base64, DER or what TLS gives', () => {
    const x509 = new X509Certificate(leaf().cert);
    const sources: CertificateSource[] = [leaf().cert, x509.raw.toString('base64'), x509.raw, x509];
    for (const source of sources) {
      expect(verifyOcesChain(source, options()).content.fingerprint256).toBe(x509.fingerprint256);
    }
  });

  test('has its authorities in one text, several, or as TLS gives them', () => {
    const words = `subject=somebody\n${root().cert}and\n${intermediate().cert}`;
    expect(
      verifyOcesChain(leaf().cert, { roots: root().cert, intermediates: words, at: NOW }).content.chain,
    ).toHaveLength(3);
    const [der, x509] = [new X509Certificate(root().cert).raw, new X509Certificate(intermediate().cert)];
    expect(verifyOcesChain(leaf().cert, { roots: der, intermediates: [x509], at: NOW }).content.chain).toHaveLength(3);
  });

  test('that is not of OCES is refused as such', () => {
    const { code, detail } = errorOf(() => verifyOcesChain(intermediate().cert, options()));
    expect([code, detail.where]).toEqual(['attribute_malformed', 'certificate']);
  });

  test('with too many or unreadable intermediates is refused', () => {
    const withIntermediates = (intermediates: string[]) =>
      errorOf(() => verifyOcesChain(leaf().cert, { ...options(), intermediates })).detail.got;
    expect(withIntermediates(Array.from({ length: 17 }, () => intermediate().cert))).toBe(
      '17 intermediates; 16 are the most',
    );
    expect(withIntermediates([intermediate().cert, 'nothing'])).toBe(
      'intermediates[1]: 7 characters that are no X.509 certificate',
    );
  });

  test('has its intermediates counted before any of them is read', () => {
    let read = 0;
    class Counted extends Uint8Array {
      override get length(): number {
        read += 1;
        return this.byteLength;
      }
    }
    const { raw } = new X509Certificate(intermediate().cert);
    const given = (count: number) => Array.from({ length: count }, () => new Counted(raw));
    const verify = (intermediates: ChainOptions['intermediates']) =>
      verifyOcesChain(leaf().cert, { roots: root().cert, at: NOW, ...(intermediates && { intermediates }) });
    const [few, many] = [given(16), given(17)];
    read = 0;
    expect(errorOf(() => verify(many)).detail.got).toBe('17 intermediates; 16 are the most');
    expect(read).toBe(0);
    expect(verify(few).content.chain).toHaveLength(3);
    expect(read).toBeGreaterThanOrEqual(16);
  });

  test('with more text of intermediates than is looked through is refused', () => {
    const cert = intermediate().cert;
    const verify = (intermediates: string[]) => verifyOcesChain(leaf().cert, { ...options(), intermediates });
    const padding = ' '.repeat(1024 * 1024 - cert.length);
    expect(verify([cert + padding]).content.chain).toHaveLength(3);
    expect(errorOf(() => verify([cert, `${padding} `])).detail.got).toBe(
      '1048577 characters of intermediates; 1048576 are the most',
    );
  });

  test('that was verified cannot be changed, and cannot be made by hand', () => {
    const verified = verifyOcesChain(leaf().cert, options());
    expect(Object.isFrozen(verified)).toBe(true);
    expect(() => Object.assign(verified.content.certificate, { cvr: '90000009' })).toThrow(TypeError);
    const forged = Object.create(Object.getPrototypeOf(verified) as object) as typeof verified;
    expect(() => forged.content).toThrow(TypeError);
    const Constructor = verified.constructor as new (...content: unknown[]) => object;
    for (const given of [
      [],
      [verified.content],
      [undefined, verified.content],
      [Symbol('verified'), verified.content],
    ]) {
      expect(() => new Constructor(...given)).toThrow('is made by verifyOcesChain, and by nothing else');
    }
  });
});
