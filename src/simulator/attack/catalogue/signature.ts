import type { FaultAttack, Row } from '../attack';

const FORGE = 'Anybody logs in as anybody, without a key.';
const SHAPE = 'What is verified is not what is read, sooner or later: the signature covers something else.';

/** Whose signature there is, over what, and how it was made. */
export const SIGNATURE_ATTACKS: readonly Row<FaultAttack>[] = [
  { fault: 'unsigned', classes: [1], harm: FORGE, source: 'Signature exclusion: CVE-2012-5353, CVE-2026-28323' },
  {
    fault: 'bad-signature',
    classes: [13],
    harm: FORGE,
    source: 'A failed verification read as success: CVE-2016-9955',
  },
  {
    fault: 'tampered',
    classes: [13],
    harm: 'Whoever holds an assertion writes into it what they like.',
    source: 'XML Signature 3.2.1: reference validation',
  },
  {
    fault: 'bad-response-signature',
    classes: [1],
    harm: 'A signature that is there and bad counts as none: what it covered can be changed.',
    source: 'rules of this package: every signature that is present must hold',
  },
  {
    fault: 'assertion-signed-only',
    classes: [36],
    harm: 'Recipient and Status can be rewritten: an answer to another service is taken.',
    source: 'SAML 1.1 Browser/POST: the Response is signed',
  },
  {
    fault: 'foreign-key',
    classes: [16],
    harm: 'The key is taken from the message: everybody is the broker.',
    source: 'Certificate faking (SAML Raider)',
  },
  {
    fault: 'hmac',
    classes: [14],
    harm: 'The broker’s certificate, which is public, signs for everybody.',
    source: 'GHSA-c27r-x354-4m68, CVE-2018-7644',
  },
  {
    fault: 'sha1',
    classes: [15],
    harm: 'A collision of SHA-1 can stand in for a signed assertion.',
    source: 'SHAttered, 2017; NIST SP 800-131A',
  },
  {
    fault: 'no-reference',
    classes: [7],
    harm: 'A signature over nothing is a signature of any assertion.',
    source: 'XML Signature 4.3.3',
  },
  {
    fault: 'empty-reference',
    classes: [7],
    harm: SHAPE,
    source: 'SAML core 5.4.2: the reference names the signed element’s id',
  },
  { fault: 'two-references', classes: [7], harm: SHAPE, source: 'SAML core 5.4.2: one reference; CVE-2026-33487' },
  { fault: 'extra-transform', classes: [12], harm: SHAPE, source: 'SAML core 5.4.4: two transforms at most' },
  {
    fault: 'void-canonicalization',
    classes: [9],
    harm: 'Whoever has one signature over nothing has one over every assertion.',
    source: 'CVE-2025-66475 (php-saml); PortSwigger, The Fragile Lock',
  },
  { fault: 'second-signed-info', classes: [6], harm: FORGE, source: 'CVE-2025-29775 (xml-crypto)', forges: true },
  { fault: 'comment-in-digest', classes: [6], harm: FORGE, source: 'CVE-2025-29774 (xml-crypto)', forges: true },
];
