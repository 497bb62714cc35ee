import type { ImportProgress } from '../migration/import/import-options';

const BAR = 24;
/** How often what is written changes: on a terminal, and elsewhere. */
const [EVERY_MS, LINE_EVERY_MS] = [100, 5000];

/** Where it is shown: `process.stderr`, mostly. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far an import is: a bar on a terminal, a line every five seconds elsewhere. It says numbers alone. */
export class ProgressDisplay {
  readonly #stream: ProgressStream;
  readonly #clock: () => number;
  readonly #start: number;
  #shown: number;
  #hasBar = false;

  /** @param clock in milliseconds, from any moment on. For tests that let time pass. */
  constructor(stream: ProgressStream, clock: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#clock = clock;
    this.#start = this.#shown = clock();
  }

  show({ bytes, size, rows, rejected }: ImportProgress): void {
    const now = this.#clock();
    const isTerminal = this.#stream.isTTY;
    if (now - this.#shown < (isTerminal ? EVERY_MS : LINE_EVERY_MS)) return;
    this.#shown = now;
    const share = Math.min(1, bytes / size);
    const seconds = (now - this.#start) / 1000;
    const rest = share === 0 ? '' : `, ${span((seconds * (1 - share)) / share)} left`;
    const said = `${Math.floor(share * 100)} %, ${count(rows)} rows, ${count(rejected)} rejected, ${count(rows / seconds)} a second${rest}`;
    if (!isTerminal) {
      this.#stream.write(`${said}\n`);
      return;
    }
    const full = Math.round(share * BAR);
    this.#stream.write(`\r\u001b[2K[${'#'.repeat(full)}${' '.repeat(BAR - full)}] ${said}`);
    this.#hasBar = true;
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#hasBar) this.#stream.write('\r\u001b[2K');
  }
}

/** `1,234`. */
export function count(number: number): string {
  return Math.round(number).toLocaleString('en');
}

function span(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
