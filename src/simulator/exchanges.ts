import { BoundedMap } from './bounded-map';
import type { SimulatorClock } from './clock';
import { maskCpr } from './mask-cpr';
import { indentXml } from './xml/indent';

/** One name and value of a message, with what it means in words. */
export interface ExchangeField {
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
}

/** One message, or one thing that was decided, in the order in which it happened. */
export interface ExchangeStep {
  /** ISO 8601, by the simulator's clock. */
  readonly at: string;
  readonly title: string;
  readonly fields: readonly ExchangeField[];
  /** A document, set out for reading. */
  readonly document?: string;
}

/** What went over the wire for one login (or one request that belongs to none), decoded; every CPR number is masked. */
export interface Exchange {
  readonly id: number;
  readonly title: string;
  readonly steps: readonly ExchangeStep[];
}

/** What is known of a step before it is kept. */
export interface NewStep {
  readonly title: string;
  readonly fields?: readonly ExchangeField[];
  /** XML as it is on the wire. */
  readonly xml?: string;
}

/** Adds steps to one exchange. */
export interface ExchangeRecorder {
  add(step: NewStep): void;
}

const CAPACITY = 100;

/** The last exchanges. A CPR number is masked before it is kept, so that no dump of the memory's owner shows one. */
export class ExchangeLog {
  private readonly kept = new BoundedMap<{ id: number; title: string; steps: ExchangeStep[] }>(CAPACITY);
  private count = 0;

  constructor(private readonly clock: SimulatorClock) {}

  open(title: string): ExchangeRecorder {
    this.count += 1;
    const steps: ExchangeStep[] = [];
    this.kept.set(String(this.count), { id: this.count, title: maskCpr(title), steps });
    return { add: (step) => void steps.push(this.masked(step)) };
  }

  /** Oldest first; a copy. */
  list(): Exchange[] {
    return this.kept.values().map((exchange) => ({ ...exchange, steps: [...exchange.steps] }));
  }

  private masked({ title, fields = [], xml }: NewStep): ExchangeStep {
    return {
      at: new Date(this.clock.now()).toISOString(),
      title: maskCpr(title),
      fields: fields.map((field) => ({ ...field, name: maskCpr(field.name), value: maskCpr(field.value) })),
      ...(xml === undefined ? {} : { document: maskCpr(indentXml(xml)) }),
    };
  }
}
