import type { CommonOptions } from '../common-options';
import type { Saml2Options } from './options';

/** node-saml's names, each with ours: who comes from there tries those first. */
const ALIASES: ReadonlyMap<string, keyof Saml2Options | keyof CommonOptions> = new Map([
  ['issuer', 'entityId'],
  ['audience', 'entityId'],
  ['callbackURL', 'callbackUrl'],
  ['path', 'callbackUrl'],
  ['cert', 'idpMetadata'],
  ['idpCert', 'idpMetadata'],
  ['entryPoint', 'idpMetadata'],
  ['metadata', 'idpMetadata'],
  ['idpIssuer', 'idpEntityId'],
  ['privateKey', 'signingKey'],
  ['privateCert', 'signingKey'],
  ['publicCert', 'signingCert'],
  ['decryptionPvk', 'decryptionKeys'],
  ['decryptionCert', 'decryptionKeys'],
  ['maxAssertionAgeMs', 'maxAuthenticationAgeMs'],
  ['cacheProvider', 'stateStore'],
  ['samlAuthnRequestExtensions', 'editAuthnRequest'],
]);

const ALWAYS = 'is not an option: ';
/** What node-saml lets one choose and no strategy of ours does. */
const NOTES: ReadonlyMap<string, string> = new Map([
  ['validateInResponseTo', `${ALWAYS}InResponseTo is always validated`],
  ['signatureAlgorithm', `${ALWAYS}requests are always signed with rsa-sha256`],
  ['digestAlgorithm', `${ALWAYS}requests are always signed with rsa-sha256`],
  ['identifierFormat', `${ALWAYS}a persistent NameID is always asked for`],
]);

/** Our name of an option that somebody calls otherwise, where every SAML 2.0 strategy has it. */
export function optionOf(key: string): keyof Saml2Options | keyof CommonOptions | undefined {
  return ALIASES.get(key);
}

/** What is to be said of a key that is no option, where there is more to say than that. */
export function noteOn(key: string): string | undefined {
  return NOTES.get(key);
}
