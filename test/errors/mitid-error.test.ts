import { inspect } from 'node:util';
import { CODES, MitIdError } from '../../src/errors';

describe('MitIdError', () => {
  const error = new MitIdError(
    'loa_too_low',
    { got: 'low', expected: 'substantial', where: 'LOA', option: 'policy.minimumLoa' },
    { brokerCode: 'a.b-c', cause: new Error('inner') },
  );

  it('takes outcome, status and public message from the table', () => {
    expect(error).toMatchObject({ code: 'loa_too_low', ...CODES.loa_too_low });
    expect(error).toBeInstanceOf(Error);
  });

  it('says in explain() everything the log needs, and the reference', () => {
    expect(error.explain()).toBe(
      `loa_too_low (${error.reference}), at LOA, got low, expected substantial, option policy.minimumLoa, broker said a.b-c`,
    );
    expect(error.reference).toMatch(/^[0-9a-f]{8}$/);
    expect(new MitIdError('loa_too_low').reference).not.toBe(error.reference);
  });

  it('keeps the detail out of every dump', () => {
    expect(error.detail.got).toBe('low');
    expect(JSON.stringify(error)).not.toContain('policy.minimumLoa');
    expect(inspect(error)).not.toContain('policy.minimumLoa');
    expect(Object.keys(error).sort()).toEqual(['brokerCode', 'code', 'name', 'outcome', 'reference', 'status']);
  });

  it('lists the problems in the message of a configuration error only', () => {
    const problems = ['idpCert is missing', 'loa and aal are both given'];
    expect(new MitIdError('configuration_invalid', { problems }).message).toBe(
      'passport-mitid-saml cannot start with this configuration:\n  - idpCert is missing\n  - loa and aal are both given',
    );
    expect(new MitIdError('parameter_invalid', { problems }).message).toBe(CODES.parameter_invalid.message);
  });
});
