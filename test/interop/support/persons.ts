import { profileFromOioSaml, type Profile } from '../../../src/profile';
import { OIO_LOGINS, oioLogin, type OioLogin } from '../../support/oiosaml-logins';

/** Whom an identity provider logs in, by the words of OIOSAML. */
export interface Person {
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** NameFormat of the attributes' names. */
  readonly nameFormat: string;
}

/** A person as one of our test logins says them, but for the attributes `without`. */
export function personOf(login: OioLogin, without: readonly string[] = []): Person {
  const { subject, nameFormat, says } = OIO_LOGINS[login];
  const said = Object.entries<string | readonly string[]>(says).filter(([name]) => !without.includes(name));
  return {
    nameId: subject.nameId,
    attributes: Object.fromEntries(said.map(([name, value]) => [name, [value].flat()])),
    nameFormat: `urn:oasis:names:tc:SAML:2.0:attrname-format:${nameFormat}`,
  };
}

/** What they are spoken of in. */
export function dialectOf(login: OioLogin): 'oiosaml-3' | 'oiosaml-2' {
  return OIO_LOGINS[login].nameFormat === 'uri' ? 'oiosaml-3' : 'oiosaml-2';
}

/** The profile of one of our test logins, as it is where the same words come from `issuer`: all of it, save the transaction. */
export function profileOf(login: OioLogin, issuer: string, without: readonly string[] = []): object {
  const changes = Object.fromEntries(without.map((name) => [name, undefined]));
  return withoutTransaction(profileFromOioSaml(oioLogin(login, changes, { issuer })));
}

/** The same of a profile that came from there. */
export function withoutTransaction({ transaction, ...profile }: Profile): object {
  expect(transaction.trust).toBe('signature');
  return profile;
}
