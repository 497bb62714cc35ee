import { MitIdError } from '../errors';
import { describeShape, looksLikeCpr } from '../identifiers';

/** A value that stands by itself. */
export type ClaimValue = string | number | boolean;

/** One claim: its value, or the members of its list. `null` says nothing. */
export interface Claim {
  readonly name: string;
  readonly values: readonly ClaimValue[];
  /** There was an object, or a list in the list, so `values` is not all that it says: an error where the claim is mapped. */
  readonly hasObjects: boolean;
}

/** A claim as it was written. */
export interface ReadClaim extends Claim {
  /** A list, also one of a single member. */
  readonly isList: boolean;
}

/** As much as a message from a browser may hold (rules 1); counted in characters, of names and texts. */
const MAX_CHARACTERS = 256 * 1024;
const MAX_VALUES = 20_000;
const MAX_DEPTH = 64;
/** The names by which a record reaches its prototype. */
const TO_A_PROTOTYPE = new Set(['__proto__', 'constructor', 'prototype']);

interface Count {
  characters: number;
  values: number;
}

/**
 * Reads the members of a JSON object, by copy: nothing of what was given is held.
 *
 * @param what the object's name, for errors.
 * @throws MitIdError `parameter_invalid` for what is not JSON (another class, a function, an accessor, `undefined`, NaN);
 *   `message_too_large` for more than 256 Ki characters, 20,000 values or 64 levels; `message_unexpected` for a member named
 *   `__proto__`, `constructor` or `prototype`, at any depth.
 */
export function readClaims(object: unknown, what: string): ReadonlyMap<string, ReadClaim> {
  const count = { characters: 0, values: 0 };
  const claims = new Map<string, ReadClaim>();
  if (!isRecord(object)) notJson(what, object);
  for (const [name, value] of membersOf(object, what, count)) {
    const where = `${what}.${looksLikeCpr(name) ? describeShape(name) : name}`;
    checkJson(value, where, count, 1);
    const isList = Array.isArray(value);
    const items: readonly unknown[] = isList ? value : [value];
    const values = items.filter(isScalar);
    const hasObjects = items.some((item) => typeof item === 'object' && item !== null);
    claims.set(name, { name, values, hasObjects, isList });
  }
  return claims;
}

/** Of another realm too: its prototype is one that has none. */
function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isScalar(value: unknown): value is ClaimValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function membersOf(object: object, where: string, count: Count): [string, unknown][] {
  return Reflect.ownKeys(object).map((name) => {
    const member = Object.getOwnPropertyDescriptor(object, name);
    if (typeof name === 'symbol' || member === undefined || !('value' in member)) notJson(where, 'no member of JSON');
    if (TO_A_PROTOTYPE.has(name)) {
      throw new MitIdError('message_unexpected', {
        where,
        got: `a member named ${name}`,
        expected: 'the name of a claim',
      });
    }
    spend(count, name.length, where);
    return [name, member.value];
  });
}

function checkJson(value: unknown, where: string, count: Count, depth: number): void {
  if (depth > MAX_DEPTH) tooLarge(where, `more than ${MAX_DEPTH} levels`);
  spend(count, typeof value === 'string' ? value.length : 0, where);
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) checkJson(item, where, count, depth + 1);
  } else if (isRecord(value)) {
    for (const [, inner] of membersOf(value, where, count)) checkJson(inner, where, count, depth + 1);
  } else {
    notJson(where, value);
  }
}

function spend(count: Count, characters: number, where: string): void {
  count.characters += characters;
  count.values += 1;
  if (count.characters > MAX_CHARACTERS) tooLarge(where, `more than ${MAX_CHARACTERS} characters`);
  if (count.values > MAX_VALUES) tooLarge(where, `more than ${MAX_VALUES} names and values`);
}

function tooLarge(where: string, got: string): never {
  throw new MitIdError('message_too_large', { where, got, expected: 'the claims of one login' });
}

function notJson(where: string, value: unknown): never {
  const got = typeof value === 'object' ? 'an object that is no record' : typeof value;
  throw new MitIdError('parameter_invalid', { where, got, expected: 'JSON, as the OIDC library read it' });
}
