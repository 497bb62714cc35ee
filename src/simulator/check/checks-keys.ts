import type { X509Certificate } from 'node:crypto';
import { DATA_ENCRYPTION, KEY_ENCRYPTIONS, keyWrapping } from '../brokers/saml2/algorithms';
import { METADATA } from '../brokers/saml2/names';
import { daysLeft, isInForce, issuedBy, lifetimeOf, nameOf, weaknessIn } from './certificates';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import type { AnnouncedKeys, ReadableMetadata } from './metadata-evidence';
import { ofMetadata } from './seen';

const SOON_DAYS = 30;
const USES = ['signing', 'encryption'] as const;
const KNOWN_ALGORITHMS: ReadonlySet<string> = new Set([
  ...Object.values(DATA_ENCRYPTION),
  ...KEY_ENCRYPTIONS.map((name) => keyWrapping(name).uri),
]);

/** The keys that are announced, and what is to be done with them (facts/oiosaml.md 1.4 to 1.6). */
export const KEY_CHECKS: readonly Check[] = [
  {
    id: 'key-signing',
    about: 'metadata',
    what: 'It has a certificate for signing',
    demand: 'must',
    source: "WantAuthnRequestsSigned in NemLog-in's metadata",
    judge: ofMetadata(({ signing }) => judgeThere(signing, 'signing', 'requests are signed with')),
  },
  {
    id: 'key-encryption',
    about: 'metadata',
    what: 'It has a certificate for encryption',
    demand: 'must',
    source: 'OIOSAML.Java: exactly one EncryptedAssertion',
    judge: ofMetadata(({ encryption }) => judgeThere(encryption, 'encryption', 'assertions are encrypted for')),
  },
  {
    id: 'keys-readable',
    about: 'metadata',
    what: 'Every X509Certificate can be read',
    demand: 'must',
    source: 'XML Signature 4.4.4: base64 of DER, without PEM lines',
    judge: ofMetadata(({ signing, encryption }) => {
      const count = signing.unreadable + encryption.unreadable;
      return judged(
        count === 0,
        `${count} that cannot be read`,
        'Write the base64 between the PEM lines, and nothing else.',
      );
    }),
  },
  {
    id: 'keys-rsa',
    about: 'metadata',
    what: 'Every key is RSA with 2048 bits or more',
    demand: 'must',
    source: 'OCES keys are RSA, of 2048 bits or more',
    judge: ofCertificates((certificates) => {
      const weak = certificates.flatMap((one) => {
        const weakness = weaknessIn(one);
        return weakness === undefined ? [] : [`${nameOf(one)} ${weakness}`];
      });
      return judged(
        weak.length === 0,
        weak.join('; ') || 'RSA, 2048 bits or more',
        'Make a new key of 3072 bits and have it certified.',
      );
    }),
  },
  {
    id: 'keys-valid',
    about: 'metadata',
    what: 'For each use, a certificate is in force',
    demand: 'must',
    source: 'RFC 5280 4.1.2.5',
    judge: ofCertificates((_all, metadata, now) => {
      const without = USES.filter((use) => {
        const { certificates } = metadata[use];
        return certificates.length > 0 && !certificates.some((one) => isInForce(one, now));
      });
      const got = without.map((use) => `${use}: ${metadata[use].certificates.map(lifetimeOf).join(', ')}`);
      return judged(got.length === 0, got.join('; ') || 'one for each', 'Have it renewed, and announce the new one.');
    }),
  },
  {
    id: 'keys-lasting',
    about: 'metadata',
    what: 'Every certificate is in force for 30 days or more',
    demand: 'should',
    source: 'a new certificate is announced, registered, and only then used',
    judge: ofCertificates((_all, metadata, now) => {
      // Where none is in force, that is what is to be mended.
      const used = USES.map((use) => metadata[use].certificates).filter((some) =>
        some.some((one) => isInForce(one, now)),
      );
      const ending = used.flat().filter((one) => daysLeft(one, now) < SOON_DAYS);
      const got = ending.map((one) => `${nameOf(one)}: ${lifetimeOf(one)}`);
      return judged(
        got.length === 0,
        got.join('; ') || 'all',
        'Announce the next one beside it now; take out what has ended.',
      );
    }),
  },
  {
    id: 'keys-issued',
    about: 'metadata',
    what: 'Every certificate is of OCES3, or at least not self-signed',
    demand: 'should',
    source: 'FoxIDs: every request is signed with an OCES3 certificate',
    judge: ofCertificates((certificates) => {
      const own = certificates.filter((one) => issuedBy(one) === 'itself');
      return judged(
        own.length === 0,
        own.length === 0 ? 'all' : `test keys, certified by themselves: ${own.map(nameOf).join('; ')}`,
        'They will do on your machine. For NemLog-in, order an OCES3 organisation or system certificate.',
      );
    }),
  },
  {
    id: 'encryption-methods',
    about: 'metadata',
    what: 'Every EncryptionMethod is AES-128 or AES-256 in GCM or CBC, or RSA-OAEP',
    demand: 'should',
    source: 'OIOSAML.Java, OIOSAML.Net, OS2faktor; RSA 1.5 and Triple DES are broken',
    judge: ofMetadata(({ role }) => {
      const named = role
        .all(METADATA, 'KeyDescriptor')
        .flatMap((descriptor) => descriptor.all(METADATA, 'EncryptionMethod'))
        .map((method) => method.attribute('Algorithm') ?? 'none');
      const unknown = named.filter((uri) => !KNOWN_ALGORITHMS.has(uri));
      return unknown.length === 0
        ? met(named.join(', ') || 'none is named: NemLog-in chooses')
        : unmet(unknown.join(', '), 'Take it out, and switch it off where you decrypt.');
    }),
  },
];

function ofCertificates(
  judge: (certificates: readonly X509Certificate[], metadata: ReadableMetadata, now: number) => Judgement,
): Check['judge'] {
  return ofMetadata((metadata, { now }) => {
    const all = [...metadata.signing.certificates, ...metadata.encryption.certificates];
    const [...distinct] = new Map(all.map((one) => [one.fingerprint256, one])).values();
    return distinct.length === 0 ? notSeen('no certificate that can be read') : judge(distinct, metadata, now);
  });
}

function judgeThere({ certificates, unreadable }: AnnouncedKeys, use: string, purpose: string): Judgement {
  return judged(
    certificates.length + unreadable > 0,
    certificates.map(nameOf).join('; ') || (unreadable > 0 ? 'one that cannot be read' : 'none'),
    `Add a KeyDescriptor of use="${use}" with the certificate that ${purpose}.`,
  );
}
