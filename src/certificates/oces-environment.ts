import { parseOcesPolicy } from './oces-policy';

/** `oces1` (TDC, until 2013), `oces2` (TRUST2408, NemID), `oces3` (Den Danske Stat, NemLog-in). */
export type OcesGeneration = 'oces1' | 'oces2' | 'oces3';
export type OcesEnvironment = 'production' | 'test';

/** The parts of the issuer's name that tell test from production. */
export interface OcesIssuer {
  readonly commonName: string;
  readonly organizationalUnit: string;
}

const TEST_ISSUER = /^(?:TRUST2408|TDC OCES) Systemtest /;
const TEST_UNIT = 'Test - cti';
const OCES3_ISSUER = /^Den Danske Stat OCES /;

/**
 * Whether a certificate says that it was issued in test or in production: its policies and its issuer's name. What says
 * test prevails. It is the certificate's own word; the roots that its chain is held against are what decides.
 *
 * @returns undefined where nothing says so: an OCES3 policy is the same in both.
 */
export function ocesEnvironment(
  generation: OcesGeneration,
  policyOids: readonly string[],
  { commonName, organizationalUnit }: OcesIssuer,
): OcesEnvironment | undefined {
  const policies = policyOids.map((oid) => parseOcesPolicy(oid)?.environment).filter((one) => one !== undefined);
  if (policies.some((one) => one !== 'production')) return 'test';
  if (TEST_ISSUER.test(commonName) || organizationalUnit === TEST_UNIT) return 'test';
  const saysProduction = generation === 'oces3' ? OCES3_ISSUER.test(commonName) : policies.length > 0;
  return saysProduction ? 'production' : undefined;
}
