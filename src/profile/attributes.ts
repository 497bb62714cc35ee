import type { AssertionAttribute } from '../assertion';
import { MitIdError } from '../errors';
import { describeShape, looksLikeCpr } from '../identifiers';

/** What an assertion says under one name. */
export interface SaidAttribute {
  /** As the broker wrote them. */
  readonly values: readonly string[];
  readonly hasElements: boolean;
}

/** The longest run of a base64 text is a line of 60 or more; words of a text are not. */
const LONG_RUN = /[A-Za-z0-9+/=_.-]{60}/;
const BASE64_TEXT = /^[A-Za-z0-9+/=_.\s-]+$/;

/**
 * The attributes by name. A Map, so that an attribute named `__proto__` is one like any other.
 *
 * @throws MitIdError `attribute_conflict` where one name stands in two namespaces: which of them is meant is anybody's
 *   guess (rules 3).
 */
export function collectAttributes(attributes: readonly AssertionAttribute[]): ReadonlyMap<string, SaidAttribute> {
  const namespaces = new Map<string, string>();
  const collected = new Map<string, SaidAttribute>();
  for (const { name, namespace, values, hasElements } of attributes) {
    if ((namespaces.get(name) ?? namespace) !== namespace) {
      throw new MitIdError('attribute_conflict', {
        where: looksLikeCpr(name) ? describeShape(name) : name,
        got: 'one name in two namespaces',
        expected: 'one namespace',
      });
    }
    namespaces.set(name, namespace);
    const before = collected.get(name);
    collected.set(name, {
      values: [...(before?.values ?? []), ...values],
      hasElements: hasElements || before?.hasElements === true,
    });
  }
  return collected;
}

/**
 * The attributes to hand to the application: verbatim, without those named in `secret`, values that hold a CPR, base64
 * blobs (certificates, bootstrap tokens: a CPR may be inside) and values with child elements.
 */
export function attributesToShow(
  collected: ReadonlyMap<string, SaidAttribute>,
  secret: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const shown = new Map<string, readonly string[]>();
  for (const [name, { values, hasElements }] of collected) {
    if (secret.has(name) || hasElements || looksLikeCpr(name)) continue;
    const kept = values.filter((value) => !looksLikeCpr(value) && !isBase64Blob(value));
    if (kept.length > 0 || values.length === 0) shown.set(name, kept);
  }
  return shown;
}

function isBase64Blob(value: string): boolean {
  return LONG_RUN.test(value) && BASE64_TEXT.test(value);
}
