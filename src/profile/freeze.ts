const MAP_MUTATORS = ['set', 'delete', 'clear'];
const DATE_MUTATORS = Object.getOwnPropertyNames(Date.prototype).filter((name) => name.startsWith('set'));

/**
 * Freezes a value and all it holds. `Object.freeze` stops at the inside of a Map or a Date, so those lose the methods
 * that would change it: they throw a TypeError, as an assignment to a frozen object does in strict mode.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const member of value.values()) deepFreeze(member);
    forbid(value, MAP_MUTATORS);
  } else if (value instanceof Date) {
    forbid(value, DATE_MUTATORS);
  }
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

function forbid(target: object, methods: readonly string[]): void {
  const value = () => {
    throw new TypeError('a profile cannot be changed');
  };
  for (const method of methods) Object.defineProperty(target, method, { value, enumerable: false });
}
