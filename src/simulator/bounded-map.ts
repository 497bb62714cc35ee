/** A map that forgets its oldest entry beyond `capacity`: the simulator may run for weeks on a laptop. */
export class BoundedMap<Value> {
  private readonly entriesByKey = new Map<string, Value>();

  constructor(private readonly capacity: number) {}

  get(key: string): Value | undefined {
    return this.entriesByKey.get(key);
  }

  set(key: string, value: Value): void {
    this.entriesByKey.delete(key);
    this.entriesByKey.set(key, value);
    for (const oldest of this.entriesByKey.keys()) {
      if (this.entriesByKey.size <= this.capacity) return;
      this.entriesByKey.delete(oldest);
    }
  }

  delete(key: string): void {
    this.entriesByKey.delete(key);
  }

  clear(): void {
    this.entriesByKey.clear();
  }

  /** Oldest first; a copy, as `values` is. */
  entries(): [string, Value][] {
    return [...this.entriesByKey];
  }

  /** Oldest first. */
  values(): Value[] {
    return [...this.entriesByKey.values()];
  }
}
