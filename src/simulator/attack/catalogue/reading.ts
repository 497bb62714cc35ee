import type { FaultAttack, Row } from '../attack';

const CUT =
  'Where a text is read as far as the comment, admin@bank.example<!-- -->.evil.example is admin@bank.example.';
const DTD = 'Entities read files, call servers and fill the memory, before any signature is looked at.';

/** What a reader of XML makes of the text. */
export const READING_ATTACKS: readonly Row<FaultAttack>[] = [
  { fault: 'comment', classes: [11], harm: CUT, source: 'VU#475445, CVE-2017-11427 to 11430' },
  { fault: 'comment-in-nameid', classes: [11], harm: CUT, source: 'VU#475445, CVE-2017-11427 to 11430' },
  {
    fault: 'instruction-in-nameid',
    classes: [11, 10],
    harm: 'Where the document is read instead of what was verified, a part of the name is gone.',
    source: 'xml-crypto 6.3.2 canonicalizes an instruction as its text',
  },
  { fault: 'dtd', classes: [18], harm: DTD, source: 'CVE-2026-28809, CVE-2021-27736' },
  { fault: 'entity', classes: [18, 10], harm: DTD, source: 'CVE-2025-23369, CVE-2026-28809' },
];
