import type { FaultAttack, Row } from '../attack';

const harm = 'Whoever holds one signed message of the broker’s, their own, logs in as anybody.';
const forges = true;
const source = 'XML signature wrapping: Somorovsky et al., USENIX Security 2012; CVE-2024-45409, CVE-2026-47201';

/** What is signed is there, and something else stands where it is looked for. */
export const WRAPPING_ATTACKS: readonly Row<FaultAttack>[] = [
  { fault: 'xsw-1', classes: [2], harm, source, forges },
  { fault: 'xsw-2', classes: [2], harm, source, forges },
  { fault: 'xsw-3', classes: [2, 4], harm, source, forges },
  { fault: 'xsw-4', classes: [2], harm, source, forges },
  { fault: 'xsw-5', classes: [2], harm, source, forges },
  { fault: 'xsw-6', classes: [2], harm, source, forges },
  { fault: 'xsw-7', classes: [2], harm, source, forges },
  { fault: 'xsw-8', classes: [2, 7], harm, source, forges },
  {
    fault: 'unsigned-beside-signed',
    classes: [4],
    harm,
    source: 'CVE-2022-41912, CVE-2026-25922, CVE-2026-2092',
    forges,
  },
  { fault: 'same-id', classes: [8, 35], harm, source: 'CVE-2025-66567, PortSwigger, The Fragile Lock', forges },
  { fault: 'two-roots', classes: [5], harm, source: 'CVE-2022-39299 (passport-saml), CVE-2022-39353 (xmldom)', forges },
  {
    fault: 'two-assertions',
    classes: [4],
    harm: 'Which of two people is logged in depends on who reads, and an unsigned one may be among them.',
    source: 'CVE-2021-28091, CVE-2017-18122',
  },
];
