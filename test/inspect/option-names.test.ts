import type { MitIdErrorCode } from '../../src/errors';
import { optionsOf, OPTIONS_OF } from '../../src/inspect/option-names';
import { codesUnder } from '../attacks/harness/code-groups';

/** What a message can be refused for, by itself: the groups of src/errors/codes.ts, and what of the others a message says. */
const CODES: readonly MitIdErrorCode[] = [
  ...codesUnder('reading'),
  ...codesUnder('structure and signature'),
  ...codesUnder('what the message says'),
  ...codesUnder('logout'),
  ...codesUnder('what the broker said of the person'),
  ...codesUnder('attributes'),
  ...(['artifact_malformed', 'artifact_source', 'parameter_duplicate', 'soap_fault', 'no_valid_certificate'] as const),
];

test('every code that a message can fail with is in the table, and nothing else', () => {
  expect(CODES.length).toBeGreaterThan(70);
  expect(Object.keys(OPTIONS_OF).sort()).toEqual([...CODES].sort());
});

test('a broker is told the options that its strategy has', () => {
  expect(optionsOf('eident', 'issuer_mismatch')).toEqual(['idpIssuer']);
  expect(optionsOf('nemlog-in', 'issuer_mismatch')).toEqual(['idpMetadata', 'idpEntityId']);
  expect(optionsOf('eident', 'audience_mismatch')).toEqual(['audience', 'merchantId']);
  expect(optionsOf('signicat-nemid', 'audience_mismatch')).toEqual(['audience']);
  expect(optionsOf('signicat-mitid', 'audience_mismatch')).toEqual(['entityId']);
  expect(optionsOf('nemlog-in', 'in_response_to_missing')).toEqual([]);
});

test('the one that the error names comes first', () => {
  expect(optionsOf('nemlog-in', 'signature_invalid', 'idpEntityId')).toEqual(['idpEntityId', 'idpMetadata']);
  expect(optionsOf('nemlog-in', 'destination_mismatch', 'logoutUrl')).toEqual(['logoutUrl']);
});
