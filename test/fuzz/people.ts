import { CITIZEN, type SampleAttribute } from '../support/saml11';
import { EID, OIOSAML3_PRIVATE } from '../support/saml2';

/** Somebody else, whom the broker knows too. The CPR number cannot be a person's: 6 in 1971. */
export const BOB_UUID = 'b0b00000-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
export const BOB_NAME_ID = `${EID}person/uuid/${BOB_UUID}`;

const SAYS: Readonly<Record<string, string>> = {
  MITID_UUID: BOB_UUID,
  FULLNAME: 'Bo Bob Bobsen',
  FIRSTNAME: 'Bo',
  GIVENNAME: 'Bo Bob',
  DOB: '1971-02-02',
  DK_SSN: '020271-6789',
  NEMID_PID: '9208-2002-2-987654321098',
  [`${EID}fullName`]: 'Bo Bob Bobsen',
  [`${EID}firstName`]: 'Bo Bob',
  [`${EID}lastName`]: 'Bobsen',
  [`${EID}email`]: 'bob@eksempel.example',
  [`${EID}cprNumber`]: '0202716789',
  [`${EID}cprUuid`]: 'b0b11111-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
  [`${EID}dateOfBirth`]: '02-02-1971',
  [`${EID}person/pid`]: '9208-2002-2-987654321098',
};

const asBob = (attributes: readonly SampleAttribute[]) =>
  attributes.map(([name, value]): SampleAttribute => [name, SAYS[name] ?? value]);

export const BOB11 = asBob(CITIZEN);
export const BOB2 = asBob(OIOSAML3_PRIVATE);
