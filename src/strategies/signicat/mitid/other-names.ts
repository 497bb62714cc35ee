import { noteOn as saml2NoteOn, optionOf as saml2OptionOf } from '../../saml2/other-names';
import type { SignicatMitIdOptions } from './options';

/** node-saml's names, each with ours, beside those of every SAML 2.0 strategy. */
const ALIASES: ReadonlyMap<string, keyof SignicatMitIdOptions> = new Map([
  ['passive', 'isPassive'],
  ['disableRequestedAuthnContext', 'authnContext'],
]);

const ALWAYS = 'is not an option: ';
const SIGNED = `${ALWAYS}the assertion is always to be signed, or with allowSignedResponseOnly the response around it`;
const NOTES: ReadonlyMap<string, string> = new Map([
  ['loa', `${ALWAYS}no level can be asked of Signicat by itself; see authnContext and policy.minimumLoa`],
  ['wantAssertionsSigned', SIGNED],
  ['wantAuthnResponseSigned', SIGNED],
]);

/** Our name of an option that somebody calls otherwise. */
export function optionOf(key: string): keyof SignicatMitIdOptions | undefined {
  return ALIASES.get(key) ?? saml2OptionOf(key);
}

/** What is to be said of a key that is no option, where there is more to say than that. */
export function noteOn(key: string): string | undefined {
  return NOTES.get(key) ?? saml2NoteOn(key);
}
