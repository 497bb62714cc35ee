import { ProgressDisplay } from '../../src/cli/migrate-import-progress';

/** A stream that keeps what is written, and a display on it whose time the test lets pass. */
class Shown {
  readonly written: string[] = [];
  readonly display: ProgressDisplay;
  #now = 1000;

  constructor(isTTY?: boolean) {
    const write = (text: string) => this.written.push(text);
    this.display = new ProgressDisplay({ ...(isTTY !== undefined && { isTTY }), write }, () => this.#now);
  }

  /** What is written for a share of a file of 1,000,000 bytes with 40,000 rows, `milliseconds` after the last. */
  after(milliseconds: number, share: number): string {
    this.#now += milliseconds;
    const before = this.written.length;
    this.display.show({ bytes: share * 1e6, size: 1e6, rows: share * 40_000, rejected: 1234 });
    return this.written.slice(before).join('');
  }
}

const CLEAR = '\r\u001b[2K';
const bar = (full: number) => `${CLEAR}[${'#'.repeat(full)}${' '.repeat(24 - full)}]`;

describe('on a terminal', () => {
  test('one bar is drawn over the last, ten times a second at most', () => {
    const shown = new Shown(true);
    expect(shown.after(99, 0.1)).toBe('');
    expect(shown.after(1, 0.25)).toMatch(/25 %/);
    expect(shown.after(99, 0.5)).toBe('');
    expect(shown.after(9801, 0.5)).toBe(`${bar(12)} 50 %, 20,000 rows, 1,234 rejected, 2,000 a second, 10 s left`);
    expect(shown.after(100, 1)).toMatch(/^[^\n]*\[#{24}\] 100 %, 40,000 rows, [^\n]* 0 s left$/);
  });

  test('the bar is taken away in the end, where there is one', () => {
    const shown = new Shown(true);
    shown.display.end();
    expect(shown.written).toEqual([]);
    shown.after(100, 0.5);
    shown.display.end();
    expect(shown.written.at(-1)).toBe(CLEAR);
  });

  test('before the first byte nothing is said of the rest, and a long rest is said in minutes', () => {
    const shown = new Shown(true);
    expect(shown.after(100, 0)).toBe(`${bar(0)} 0 %, 0 rows, 1,234 rejected, 0 a second`);
    expect(shown.after(79_900, 0.5)).toMatch(/, 80 s left$/);
    expect(shown.after(10_000, 0.5)).toMatch(/, 2 min left$/);
  });
});

describe.each([
  ['a pipe', undefined],
  ['a file', false],
])('into %s', (_, isTTY) => {
  test('a line of plain text is written, every five seconds at most', () => {
    const shown = new Shown(isTTY);
    expect(shown.after(4999, 0.25)).toBe('');
    expect(shown.after(1, 0.25)).toBe('25 %, 10,000 rows, 1,234 rejected, 2,000 a second, 15 s left\n');
    expect(shown.after(4999, 0.5)).toBe('');
    expect(shown.after(1, 0.5)).toBe('50 %, 20,000 rows, 1,234 rejected, 2,000 a second, 10 s left\n');
    shown.display.end();
    expect(shown.written).toHaveLength(2);
    expect(shown.written.join('')).not.toMatch(/[\r\u001b]/);
  });
});
