/** A level of the Danish National Standard for Identity Assurance, lowest first. */
export const NSIS_LEVELS = ['low', 'substantial', 'high'] as const;
export type Nsis = (typeof NSIS_LEVELS)[number];

/** Whether `level` is at least `floor`; no level reaches no floor. */
export function nsisAtLeast(level: Nsis | undefined, floor: Nsis): boolean {
  return level !== undefined && NSIS_LEVELS.indexOf(level) >= NSIS_LEVELS.indexOf(floor);
}
