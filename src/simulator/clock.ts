/** The simulator's clock: the machine's, shifted, so that a test need not wait for anything to expire. */
export class SimulatorClock {
  private shiftMs = 0;

  /** Milliseconds since 1970, as the simulator sees it. */
  now(): number {
    return Date.now() + this.shiftMs;
  }

  /** Sets how far the clock runs ahead of the machine's (negative: behind), in milliseconds; 0 is the machine's own time. */
  shift(milliseconds: number): void {
    this.shiftMs = milliseconds;
  }

  get shiftedBy(): number {
    return this.shiftMs;
  }
}
