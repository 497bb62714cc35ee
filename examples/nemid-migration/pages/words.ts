import type { CaseReason } from 'passport-mitid-saml/migration';

const EVIDENCE: Readonly<Record<string, string>> = {
  pid: 'the PID of the NemID',
  cpr: 'the CPR number',
  'cpr-uuid': 'the CPR office’s UUID',
  'cvr-rid': 'CVR number and RID',
  'cvr-uid': 'CVR number and UID',
  'cvr-fid': 'CVR number and FID',
  certificate: 'the certificate',
  approval: 'somebody’s approval',
  import: 'the identity itself, known when the account was made',
};

/** Kinds of evidence in words; `–` for none. */
export function evidenceWords(kinds: readonly string[]): string {
  return kinds.map((kind) => EVIDENCE[kind] ?? kind).join(', and ') || '–';
}

/** Why a login waits, in words. */
export const REASONS: Readonly<Record<CaseReason, string>> = {
  'evidence-disagrees': 'The evidence disagrees',
  'two-accounts': 'Two accounts claim the login',
  'needs-approval': 'What agrees is not enough',
  'link-taken': 'The account is linked to another identity',
};
