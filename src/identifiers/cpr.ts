import { createHmac, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { calendarDate } from './calendar';

const CPR = /^(\d{2})(\d{2})(\d{2})-?(\d)\d{3}$/;
/** Replacement numbers (erstatningspersonnumre) carry the day of birth plus this. */
const REPLACEMENT_DAY = 60;

/** The century by the seventh digit and the year (the CPR office, "Personnummeret i CPR"). */
function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}

/**
 * What comparisons go by that look at members: assert.deepEqual and Jest's toEqual would otherwise call any two numbers
 * equal, having no member to compare. Serialisation passes symbols over, and the key is of this process and kept nowhere.
 */
const SAME = Symbol('same');
const SAME_KEY = randomBytes(32);

interface Parts {
  readonly birthDate: string;
  readonly isReplacementNumber: boolean;
}

/** The parts of ten digits, with or without a hyphen after the sixth; undefined where they are no CPR. */
export function partsOf(text: string): Parts | undefined {
  const match = CPR.exec(text);
  if (match === null) return undefined;
  const [day, month, year, seventh] = match.slice(1).map(Number) as [number, number, number, number];
  const isReplacementNumber = day > REPLACEMENT_DAY;
  const birthDate = calendarDate(
    centuryOf(seventh, year) + year,
    month,
    isReplacementNumber ? day - REPLACEMENT_DAY : day,
  );
  return birthDate === undefined ? undefined : { birthDate, isReplacementNumber };
}

/**
 * A Danish civil registration number (CPR).
 *
 * The digits are held where no dump reaches them: `String(cpr)`, a template literal, `JSON.stringify` and `util.inspect`
 * show the date of birth and `xxxx`. `structuredClone`, `v8.serialize` and a message to a worker leave an empty object: it
 * has no `reveal()`, so that whoever needs the digits there has to hand them over knowingly. `reveal()` is the one way out.
 */
export class Cpr {
  readonly #digits: string;
  readonly #parts: Parts;

  private constructor(digits: string, parts: Parts) {
    this.#digits = digits;
    this.#parts = parts;
    const same = createHmac('sha256', SAME_KEY).update(digits).digest('base64');
    Object.defineProperty(this, SAME, { value: same, enumerable: true });
    Object.freeze(this);
  }

  /**
   * Reads a CPR: ten digits, with or without a hyphen after the sixth, whose day of birth is in the calendar.
   * Modulus 11 is not required: numbers without it have been issued since 2007.
   *
   * @returns undefined for anything else; white space is not trimmed.
   */
  static parse(text: string): Cpr | undefined {
    const parts = partsOf(text);
    return parts && new Cpr(text.replace('-', ''), parts);
  }

  /** The ten digits. Log them nowhere. */
  reveal(): string {
    return this.#digits;
  }

  /** `YYYY-MM-DD`, the century told by the seventh digit; of a replacement number, with the 60 taken off the day. */
  get birthDate(): string {
    return this.#parts.birthDate;
  }

  /** Whether the day is written plus 60: a number given by a hospital or authority to a person without a CPR. */
  get isReplacementNumber(): boolean {
    return this.#parts.isReplacementNumber;
  }

  equals(other: Cpr): boolean {
    return this.#digits === other.#digits;
  }

  /** `010190-xxxx`. */
  toString(): string {
    return `${this.#digits.slice(0, 6)}-xxxx`;
  }

  /** `010190-xxxx`. */
  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return `Cpr ${this.toString()}`;
  }
}
