import { claimsProfile, CLAIMS_LOGINS, type ClaimsLoginName } from '../../support/claims-logins';

// Class 33 where no SAML is: claims come as an object, so that a name of its members could be more than a name.
describe.each(Object.keys(CLAIMS_LOGINS) as ClaimsLoginName[])('claims of %s', (kind) => {
  test.each(['__proto__', 'constructor', 'prototype'])('one called %s is refused: message_unexpected', (name) => {
    const changes = Object.defineProperty({}, name, { value: { id: 'evil' }, enumerable: true });
    expect(() => claimsProfile(kind, changes)).toThrow(
      expect.objectContaining({ code: 'message_unexpected' }) as Error,
    );
  });

  test('those with other names of members say nothing', () => {
    const names = ['toString', 'hasOwnProperty', 'valueOf', 'id', 'key', 'provider', 'nameID'];
    const person = (changes: object) => {
      const { attributes, transaction, ...rest } = claimsProfile(kind, { ...changes });
      expect([attributes.size > 0, transaction.trust]).toEqual([true, 'application']);
      return rest;
    };
    expect(person(Object.fromEntries(names.map((name) => [name, 'evil'])))).toEqual(person({}));
  });
});
