import { MitIdError } from '../../../src/errors';
import type { Profile } from '../../../src/profile';
import type { Row } from '../../../src/profile/dialects/row';
import { signicatSaml11 } from '../../../src/profile/dialects/signicat-saml11';
import { signicatSaml2 } from '../../../src/profile/dialects/signicat-saml2';
import { cprForms, findCpr } from '../../support/cpr-watch/forms';
import { CPR, type Said } from '../../support/eident-logins';
import { SIGNICAT_LOGINS, signicatLogin, signicatProfile, type SignicatLogin } from '../../support/signicat-logins';

const outcomeOf = (kind: SignicatLogin, changes: Said): Profile | MitIdError => {
  try {
    return signicatProfile(kind, changes);
  } catch (error) {
    if (error instanceof MitIdError) return error;
    throw error;
  }
};

const namesOf = (rows: readonly Row[]) => [...new Set(rows.map(({ attribute }) => attribute))];

/** Every attribute that is read, with every login in which it is. */
const ATTRIBUTES = (Object.keys(SIGNICAT_LOGINS) as SignicatLogin[]).flatMap((kind) => {
  const { rows } = SIGNICAT_LOGINS[kind].protocol === 'saml2' ? signicatSaml2() : signicatSaml11();
  return namesOf(rows).map((attribute) => [kind, attribute] as const);
});

test.each(ATTRIBUTES)('%s: child elements in %s are no text', (kind, name) => {
  const [one] = signicatLogin(kind).content.attributes;
  const attributes = [{ name, namespace: one!.namespace, values: ['x'], hasElements: true }];
  const read = () => signicatProfile(kind, {}, { attributes });
  expect(read).toThrow(expect.objectContaining({ code: 'attribute_malformed' }) as Error);
});

test.each(ATTRIBUTES)('%s: an empty %s is a missing one', (kind, name) => {
  const told = (value: Said[string]) => {
    const outcome = outcomeOf(kind, { [name]: value });
    return outcome instanceof MitIdError
      ? { code: outcome.code, detail: outcome.detail }
      : { ...outcome, attributes: undefined };
  };
  const missing = told(undefined);
  for (const value of ['', ' \t\r\n', [], ['', ' ']]) expect(told(value)).toEqual(missing);
});

test('whatever the value, every error of every attribute is free of it', () => {
  const forms = cprForms(CPR);
  const encoded = Buffer.from(`${CPR} and more`).toString('base64');
  const errors = new Set<string>();
  for (const [kind, name] of ATTRIBUTES) {
    for (const value of [
      '010190-5123',
      `x ${CPR} y`,
      encoded,
      `CN=${CPR}, serialNumber=${CPR}`,
      [CPR, 'x', '0101905124'],
    ]) {
      const outcome = outcomeOf(kind, { [name]: value });
      if (!(outcome instanceof MitIdError)) continue;
      errors.add(name);
      const told = `${outcome.explain()} ${String(outcome.stack)} ${String(outcome.cause)}`;
      expect({ name, found: findCpr(told, forms) }).toEqual({ name, found: undefined });
    }
  }
  const all = new Set(ATTRIBUTES.map(([, name]) => name));
  // Addresses are a list of any text; those with a CPR number are left out of the profile.
  expect([...all].filter((name) => !errors.has(name))).toEqual(['email']);
});
