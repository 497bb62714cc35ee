import { GuardMarks } from '../../src/strategies/guard-marks';

const requestWith = (cookie: string) => ({ headers: { cookie } });

describe('the mark of a login that came back', () => {
  test('is a cookie of this host alone, for fifteen seconds', () => {
    expect(new GuardMarks(true).mark('assurance-high')).toBe(
      '__Host-mitid-asked=assurance-high; Path=/; Max-Age=15; HttpOnly; SameSite=Lax; Secure',
    );
    expect(new GuardMarks(false).mark('cpr')).toBe('mitid-asked=cpr; Path=/; Max-Age=15; HttpOnly; SameSite=Lax');
  });

  test('is taken away under the same name', () => {
    expect(new GuardMarks(true).removal()).toBe(
      '__Host-mitid-asked=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
    );
  });

  test('counts for what was asked for, and under no name that a sibling domain can plant', () => {
    const marks = new GuardMarks(true);
    expect(marks.isMarked(requestWith('__Host-mitid-asked=cpr'), 'cpr')).toBe(true);
    expect(marks.isMarked(requestWith('__Host-mitid-asked=cpr'), 'assurance-high')).toBe(false);
    expect(marks.isMarked(requestWith('mitid-asked=cpr'), 'cpr')).toBe(false);
    expect(marks.isMarked(requestWith(''), '')).toBe(false);
  });
});
