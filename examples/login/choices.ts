import type { Choice, ChoiceGroup } from './choices/choice';
import { EIDENT_CHOICES, eidentChoiceById } from './choices/eident';
import { NEMLOG_IN } from './choices/nemlog-in';
import { NEMID_VARIANTS, SIGNICAT_CHOICES, signicatChoiceOf } from './choices/signicat';
import type { Visitor } from './visitor';

export type { Broker, Choice, ChoiceGroup, EIdentChoice } from './choices/choice';
export { stepUpOn } from './choices/eident';

/** The front page, by broker. */
export const CHOICE_GROUPS: readonly ChoiceGroup[] = [
  { title: { da: 'E-Ident', en: 'E-Ident' }, choices: EIDENT_CHOICES },
  { title: { da: 'NemLog-in', en: 'NemLog-in' }, choices: [NEMLOG_IN] },
  { title: { da: 'Signicat', en: 'Signicat' }, choices: SIGNICAT_CHOICES, variants: NEMID_VARIANTS },
];

/** The buttons. Each is a strategy with options in the call: `passport.authenticate('eident', options)`. */
export const CHOICES: readonly Choice[] = CHOICE_GROUPS.flatMap(({ choices, variants = [] }) => [
  ...choices,
  ...variants,
]);

/** The button that a login was started with, as far as what came back says. */
export function choiceOf({ broker, profile }: Visitor): Choice | undefined {
  if (broker === 'eident') return eidentChoiceById(profile.transaction.additionalInfo);
  return broker === 'nemlog-in' ? NEMLOG_IN : signicatChoiceOf(broker);
}

/** The button of that id. */
export function choiceById(id: unknown): Choice | undefined {
  return CHOICES.find((choice) => choice.id === id) ?? eidentChoiceById(id);
}
