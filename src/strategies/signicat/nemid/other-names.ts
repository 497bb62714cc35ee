import type { SignicatNemIdOptions } from './options';

/** Signicat's, E-Ident's and node-saml's names, each with ours. */
const ALIASES: ReadonlyMap<string, keyof SignicatNemIdOptions> = new Map([
  ['entryPoint', 'authenticationUrl'],
  ['target', 'callbackUrl'],
  ['callbackURL', 'callbackUrl'],
  ['issuer', 'idpIssuer'],
  ['cert', 'idpCert'],
  ['entityId', 'audience'],
  ['merchantId', 'audience'],
  ['profile', 'graphicalProfile'],
  ['locale', 'language'],
  ['cacheProvider', 'stateStore'],
]);

/** Our name of an option that somebody calls otherwise. */
export function optionOf(key: string): keyof SignicatNemIdOptions | undefined {
  return ALIASES.get(key);
}
