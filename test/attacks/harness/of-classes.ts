import { attack, harmless } from './attack';
import { formAttack } from './form-attack';
import { futileAttack } from './futile-attack';
import { logoutAttack, logoutFutile, logoutHarmless } from './logout-attack';
import { mixUpAttack } from './mix-up';
import type { Classes } from './registry';
import { sentAttack, sentRefusal } from './sent-attack';

/** A row that may say other classes than its file's. */
type MayDiffer<T> = Omit<T, 'classes'> & { readonly classes?: Classes };

/** What makes the rows of a file, each of these classes of the catalogue unless it says others itself. */
export function ofClasses(...classes: Classes) {
  const withClasses =
    <T extends { readonly classes: Classes }>(make: (row: T) => void) =>
    (row: MayDiffer<T>): void =>
      make({ classes, ...row } as unknown as T);
  return {
    attack: withClasses(attack),
    harmless: withClasses(harmless),
    formAttack: withClasses(formAttack),
    futileAttack: withClasses(futileAttack),
    logoutAttack: withClasses(logoutAttack),
    logoutFutile: withClasses(logoutFutile),
    logoutHarmless: withClasses(logoutHarmless),
    mixUpAttack: withClasses(mixUpAttack),
    sentAttack: withClasses(sentAttack),
    sentRefusal: withClasses(sentRefusal),
  };
}
