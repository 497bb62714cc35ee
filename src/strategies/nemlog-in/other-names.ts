import { noteOn as saml2NoteOn, optionOf as saml2OptionOf } from '../saml2/other-names';
import type { NemLogInOptions } from './options';

/** node-saml's names, each with ours, beside those of every SAML 2.0 strategy. */
const ALIASES: ReadonlyMap<string, keyof NemLogInOptions> = new Map([
  ['logoutCallbackUrl', 'logoutUrl'],
  ['passive', 'isPassive'],
  ['authnContext', 'loa'],
  ['disableRequestedAuthnContext', 'loa'],
]);

const ALWAYS = 'is not an option: ';
/** What node-saml lets one choose and this strategy does not. */
const NOTES: ReadonlyMap<string, string> = new Map([
  ['wantAssertionsSigned', `${ALWAYS}the assertion is always to be signed`],
  ['wantAuthnResponseSigned', `${ALWAYS}the assertion is always to be signed, and a signed response is verified too`],
]);

/** Our name of an option that somebody calls otherwise. */
export function optionOf(key: string): keyof NemLogInOptions | undefined {
  return ALIASES.get(key) ?? saml2OptionOf(key);
}

/** What is to be said of a key that is no option, where there is more to say than that. */
export function noteOn(key: string): string | undefined {
  return NOTES.get(key) ?? saml2NoteOn(key);
}
