import type { FaultAttack, Row } from '../attack';

const ORACLE = 'Whoever gets hold of an encrypted assertion can have the application decrypt it, question by question.';

/** What is wrong with the encryption, or that there is none. */
export const ENCRYPTION_ATTACKS: readonly Row<FaultAttack>[] = [
  {
    fault: 'plain-assertion',
    classes: [21],
    harm: 'The person’s CPR number travels in the open through every browser, and nobody would notice.',
    source: 'OIOSAML Web SSO Profile 3.0: assertions are encrypted',
  },
  { fault: 'rsa-1_5', classes: [21], harm: ORACLE, source: 'Bleichenbacher, 1998; Jager et al., ESORICS 2012' },
  { fault: '3des', classes: [21], harm: ORACLE, source: 'Sweet32, 2016; Jager and Somorovsky, CCS 2011' },
  {
    fault: 'bad-padding',
    classes: [21],
    harm: ORACLE,
    source: 'Jager and Somorovsky, How to Break XML Encryption, CCS 2011',
  },
  {
    fault: 'bad-tag',
    classes: [21],
    harm: 'A ciphertext can be changed, and its plaintext is taken.',
    source: 'NIST SP 800-38D',
  },
  {
    fault: 'short-tag',
    classes: [21],
    harm: 'A tag that short can be guessed: the plaintext is the attacker’s.',
    source: 'CVE-2026-32600',
  },
];
