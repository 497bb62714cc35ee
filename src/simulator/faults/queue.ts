import type { FaultBase } from './fault';

/** The faults that are armed, oldest first; each is used once, by the next exchange that it applies to. */
export class FaultQueue {
  private readonly queue: string[] = [];

  arm(name: string): void {
    this.queue.push(name);
  }

  clear(): void {
    this.queue.length = 0;
  }

  get armed(): readonly string[] {
    return [...this.queue];
  }

  /** The oldest armed fault of a broker's table that applies; it is armed no more. */
  take<Fault extends FaultBase, Fitting extends Fault>(
    table: readonly Fault[],
    applies: (fault: Fault) => fault is Fitting,
  ): Fitting | undefined {
    for (const [index, name] of this.queue.entries()) {
      const fault = table.find((one) => one.name === name);
      if (fault === undefined || !applies(fault)) continue;
      this.queue.splice(index, 1);
      return fault;
    }
    return undefined;
  }
}
