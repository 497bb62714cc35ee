import type { OcesKind } from './oces-subject-id';

/** What an OCES certificate policy says: the type of certificate, and the environment that issued it. */
export interface OcesPolicy {
  readonly type: OcesType;
  readonly environment: OcesPolicyEnvironment;
}

/** Personal, employee (M), company (V) and function certificates. */
export type OcesType = 'POCES' | 'MOCES' | 'VOCES' | 'FOCES';
export type OcesPolicyEnvironment = 'production' | (typeof TEST_ENVIRONMENTS)[number];

const TYPES: readonly OcesType[] = ['POCES', 'MOCES', 'VOCES', 'FOCES'];
const TEST_ENVIRONMENTS = [
  'IG',
  'development',
  'internal test',
  'operations test',
  'external test',
  'pre-production',
] as const;

const PRODUCTION = /^1\.2\.208\.169\.1\.1\.1\.([1-4])(?:\.\d+)+$/;
const TEST = /^1\.3\.6\.1\.4\.1\.31313\.2\.4\.([1-6])\.([1-4])(?:\.\d+)+$/;

/** Whom a certificate of a type may name; OCES3 has one policy, and one form of subject, for companies and functions. */
export const KINDS_OF_TYPE: Readonly<Record<OcesType, readonly OcesKind[]>> = {
  POCES: ['person'],
  MOCES: ['employee'],
  VOCES: ['company', 'organisation'],
  FOCES: ['function', 'organisation'],
};

/**
 * Reads the dotted identifier of a certificate policy (facts/oces-certificates.md, section 1).
 *
 * OCES3 has the identifiers of production in its test certificates too: there they say the type alone.
 *
 * @returns undefined for a policy that is not of OCES.
 */
export function parseOcesPolicy(oid: string): OcesPolicy | undefined {
  const [, production] = PRODUCTION.exec(oid) ?? [];
  const [, environmentNumber, test] = TEST.exec(oid) ?? [];
  const type = TYPES[Number(production ?? test) - 1];
  if (type === undefined) return undefined;
  const environment = environmentNumber === undefined ? 'production' : TEST_ENVIRONMENTS[Number(environmentNumber) - 1];
  return environment && { type, environment };
}
