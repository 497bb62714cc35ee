import { VerifiedAssertion } from '../../../src/assertion';
import { Cpr } from '../../../src/identifiers';
import type { CprSecret } from '../../../src/migration';
import { profileFromEIdent, type Profile } from '../../../src/profile';

export const EIDENT = 'https://eident.example';
export const FIRM = '90000001';
export const OTHER_FIRM = '90000002';

export const SECRET: CprSecret = { id: 'k1', secret: 'a fictitious secret of 32 bytes.' };
export const NEXT_SECRET: CprSecret = { id: 'k2', secret: 'another fictitious secret, longer' };

/** Fictitious people: the century of their CPR numbers cannot be. */
export const ANNA = '0101905123';
export const BENT = '0202915234';
export const CARL = '0303925345';

/** A fictitious PID. */
export const pid = (number: number): string => `9208-2002-2-${String(number).padStart(12, '0')}`;
/** A fictitious UUID. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export function cpr(digits: string): Cpr {
  const read = Cpr.parse(digits);
  if (read === undefined) throw new Error('not a CPR number');
  return read;
}

interface Said {
  /** The number of the identity's UUID. */
  readonly id: number;
  readonly cpr?: string;
  readonly pid?: string;
  readonly issuer?: string;
}

interface SaidOfEmployee extends Said {
  readonly cvr?: string;
  readonly rid?: string;
  readonly cprUuid?: string;
}

/** A citizen's MitID, as E-Ident says it. */
export function citizen({ id, cpr: digits, pid: number, issuer }: Said): Profile {
  return profile(
    {
      IDENTITY_TYPE: 'private',
      IDPROVIDER: 'mitid',
      MITID_UUID: uuid(id),
      FULLNAME: 'Anna Testesen',
      LOA: 'https://data.gov.dk/concept/core/nsis/Substantial',
      DK_SSN: digits,
      NEMID_PID: number,
    },
    issuer,
  );
}

/** An employee's MitID Erhverv, as E-Ident says it. */
export function employee({ id, cvr = FIRM, rid, cpr: digits, cprUuid, pid: number, issuer }: SaidOfEmployee): Profile {
  return profile(
    {
      IDENTITY_TYPE: 'professional',
      IDPROVIDER: 'mitid',
      'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': uuid(id),
      'NEMLOGIN.NAME': 'Anna Testesen',
      'NEMLOGIN.CVR': cvr,
      'NEMLOGIN.NEMID.RID': rid,
      'NEMLOGIN.CPR': digits,
      'NEMLOGIN.CPR_UUID': cprUuid,
      NEMID_PID: number,
      LOA: 'https://data.gov.dk/concept/core/nsis/Substantial',
    },
    issuer,
  );
}

/** What E-Ident says of a legacy NemID login, by the serialNumber of its subject. */
export function nemId(subject: string): Profile {
  return profile(
    { IDPROVIDER: 'dk_nemid-opensign', DN: `C=DK, O=Prøve A/S, CN=Anna + SERIALNUMBER=${subject}` },
    EIDENT,
  );
}

function profile(said: Readonly<Record<string, string | undefined>>, issuer = EIDENT): Profile {
  return profileFromEIdent(
    VerifiedAssertion.mint({
      protocol: 'saml-1.1',
      id: 'TI2-617b5cdc6fb84f16a6022e328d970bb7',
      issuer,
      issuedAt: new Date('2026-11-22T10:00:00Z'),
      expiresAt: new Date('2026-11-22T10:15:00Z'),
      audiences: [],
      authentication: { method: 'urn:example:method', instant: new Date('2026-11-22T10:00:00Z') },
      attributes: Object.entries(said).flatMap(([name, value]) =>
        value === undefined ? [] : [{ name, namespace: 'urn:example', values: [value], hasElements: false }],
      ),
      trust: 'signature',
    }),
  );
}
