import { FAULTS, type Fault, type FaultName } from '.';
import type { Answer } from '../brokers/eident/answer';

/** The faults that are armed, oldest first; each is used once, by the next exchange that it applies to. */
export class FaultQueue {
  private readonly queue: FaultName[] = [];

  arm(name: FaultName): void {
    this.queue.push(name);
  }

  clear(): void {
    this.queue.length = 0;
  }

  get armed(): readonly FaultName[] {
    return [...this.queue];
  }

  /** The oldest armed fault of these places that applies to the profile; it is armed no more. */
  take<Place extends Fault['at']>(
    places: readonly Place[],
    profile: Answer['profile'],
  ): Extract<Fault, { at: Place }> | undefined {
    const applies = (fault: Fault): fault is Extract<Fault, { at: Place }> =>
      places.some((place) => place === fault.at) && (APPLIES[fault.at](fault) ?? profile) === profile;
    for (const [index, name] of this.queue.entries()) {
      const fault: Fault | undefined = FAULTS.find((one) => one.name === name);
      if (fault === undefined || !applies(fault)) continue;
      this.queue.splice(index, 1);
      return fault;
    }
    return undefined;
  }
}

// Which profile a fault is for; undefined is both.
const APPLIES: Readonly<Record<Fault['at'], (fault: Fault) => Answer['profile'] | undefined>> = {
  login: () => undefined,
  callback: () => 'artifact',
  transport: () => 'artifact',
  answer: (fault) => (fault.at === 'answer' ? fault.profile : undefined),
};
