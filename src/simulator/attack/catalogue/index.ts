import type { Attack, FaultAttack, LogoutAttack } from '../attack';
import { ADDRESSING_ATTACKS } from './addressing';
import { BROWSER_ATTACKS } from './browser';
import { CONTENT_ATTACKS } from './content';
import { ENCRYPTION_ATTACKS } from './encryption';
import { LOGOUT_ATTACKS } from './logout';
import { READING_ATTACKS } from './reading';
import { SIGNATURE_ATTACKS } from './signature';
import { WRAPPING_ATTACKS } from './wrapping';

const FAULTS: readonly FaultAttack[] = [
  ...SIGNATURE_ATTACKS,
  ...WRAPPING_ATTACKS,
  ...READING_ATTACKS,
  ...ENCRYPTION_ATTACKS,
  ...ADDRESSING_ATTACKS,
  ...CONTENT_ATTACKS,
].map((row) => ({ ...row, kind: 'fault', id: row.fault }));

const LOGOUTS: readonly LogoutAttack[] = LOGOUT_ATTACKS.flatMap((row) =>
  (row.binding === undefined ? (['redirect', 'post'] as const) : [row.binding]).map((binding) => ({
    ...row,
    kind: 'logout',
    id: `${row.fault}-by-${binding}`,
    binding,
  })),
);

/** Every attack, in the order in which they are played and told. */
export const ATTACKS: readonly Attack[] = [
  ...FAULTS,
  ...BROWSER_ATTACKS.map((row) => ({ ...row, kind: 'browser' as const })),
  ...LOGOUTS,
];
