import { MitIdError } from '../../errors';
import { Cpr, describeShape } from '../../identifiers';
import { trimXml } from '../../trust';

/** How the values of one attribute become a field. */
export interface Reader<T> {
  /** What a value looks like, for the docs and for errors. */
  readonly expected: string;
  /**
   * @param values as the broker wrote them; at least one, none of them blank.
   * @param where the attribute's name, for errors.
   * @returns undefined where the values say nothing (an empty list).
   * @throws MitIdError `attribute_malformed`, `attribute_conflict`.
   */
  readonly read: (values: readonly string[], where: string) => T | undefined;
}

/** `attribute_malformed`, with the shape of what was got and never the value. */
export function malformed(where: string, got: string, expected: string): never {
  throw new MitIdError('attribute_malformed', { where, got: describeShape(got), expected });
}

/** What an OCES subject's serialNumber looks like in a legacy login, for errors. */
export const OCES_SUBJECT = 'PID:…, CVR:…-RID:…, CVR:…-UID:… or CVR:…-FID:…';

/** `attribute_malformed` for a name whose serialNumber is somebody else's scheme. */
export function malformedSubject(where: string): never {
  throw new MitIdError('attribute_malformed', {
    where,
    got: 'a serialNumber that is not of OCES',
    expected: OCES_SUBJECT,
  });
}

/** Whether two fields say the same. Lists are the same in any order. */
export function sameField(one: unknown, other: unknown): boolean {
  if (one instanceof Cpr || other instanceof Cpr) {
    return one instanceof Cpr && other instanceof Cpr && one.equals(other);
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((member) => other.includes(member));
  }
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A field with one value: equal repetitions count once, differing ones are a conflict (rules 3). */
export function single<T>(expected: string, parse: (text: string, where: string) => T | undefined): Reader<T> {
  return {
    expected,
    read: (values, where) => {
      const [first, ...others] = values.map((text) => parse(trimXml(text), where) ?? malformed(where, text, expected));
      if (others.every((other) => sameField(first, other))) return first;
      throw new MitIdError('attribute_conflict', {
        where,
        got: `${values.length} values that differ`,
        expected: `one value: ${expected}`,
      });
    },
  };
}

/** One value kept to the letter, white space included: a text that is compared with what was sent. */
export function verbatim(expected: string): Reader<string> {
  return { expected, read: (values, where) => single(expected, (text) => text).read(values, where) && values[0] };
}

/**
 * A field with a list of values, each once, in the broker's order: several AttributeValues, a JSON array or string, or a
 * list divided by commas or white space.
 */
export function list(expected: string, parse: (text: string) => string | undefined): Reader<readonly string[]> {
  return {
    expected,
    read: (values, where) => {
      const items = values.flatMap((text) => itemsOf(trimXml(text)) ?? malformed(where, text, expected));
      const parsed = items.filter((item) => item !== '').map((item) => parse(item) ?? malformed(where, item, expected));
      return parsed.length === 0 ? undefined : [...new Set(parsed)];
    },
  };
}

function itemsOf(text: string): readonly string[] | undefined {
  if (!/^["[]/.test(text)) return text.split(/[\s,]+/);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const items: unknown[] = Array.isArray(json) ? json : [json];
  return items.every((item) => typeof item === 'string') ? items.map(trimXml) : undefined;
}
