/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the compiler is to stop it without lint */
// Compiled, never run: only the application's word makes claims that a profile is read from.
import { profileFromClaims, VerifiedClaims, type ClaimsProfileOptions, type Profile } from '../../src';
import { VerifiedClaims as FromProfile } from '../../src/profile';

interface IdToken {
  readonly iss: string;
  readonly sub: string;
  readonly [claim: string]: unknown;
}
declare const idToken: IdToken;

const claims = VerifiedClaims.fromVerifiedIdToken(idToken);
profileFromClaims(claims, { broker: 'eident', attributeNames: { pid: 'nemid_pid' } }) satisfies Profile;
profileFromClaims(FromProfile.fromVerifiedIdToken(idToken, { sub: 'x' }), { broker: 'signicat' });

// @ts-expect-error nobody has vouched for a plain object
profileFromClaims(idToken, { broker: 'eident' });
// @ts-expect-error nor for an empty one
profileFromClaims({}, { broker: 'eident' });
// @ts-expect-error there is one way to make them
new VerifiedClaims(idToken);
// @ts-expect-error the token itself was verified by nobody
VerifiedClaims.fromVerifiedIdToken('eyJhbGciOiJub25lIn0.e30.');
// @ts-expect-error claims mean nothing without a broker
profileFromClaims(claims, {});

export const wrong: ClaimsProfileOptions[] = [
  // @ts-expect-error an unknown broker
  { broker: 'criipto' },
  // @ts-expect-error a name that is not open
  { broker: 'eident', attributeNames: { rid: 'x' } },
];
