import { BoundedMap } from './bounded-map';
import { maskCpr } from './mask-cpr';

const CAPACITY = 20;

/** What a developer should be told without having to look: each once. */
export class Notices {
  private readonly kept = new BoundedMap<string>(CAPACITY);

  /** @param tell is told of each, once. */
  constructor(private readonly tell: (notice: string) => void) {}

  /** The application names another callback than the one that is registered. */
  callbackDiffers(broker: string, used: string, registered: string): void {
    this.add(`${broker}: your application uses the callback ${used}, registered is ${registered}`);
  }

  /** Oldest first. */
  list(): string[] {
    return this.kept.values();
  }

  private add(text: string): void {
    const notice = maskCpr(text);
    if (this.kept.get(notice) !== undefined) return;
    this.kept.set(notice, notice);
    this.tell(notice);
  }
}
