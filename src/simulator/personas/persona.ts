import type { Cpr, Nsis } from '../../identifiers';

/** A fictitious company; its CVR number begins with 9, as no real one does. */
export interface Company {
  /** Eight digits. */
  readonly cvr: string;
  readonly name: string;
}

/** What an employer lets a person do on behalf of someone (facts/oiosaml.md 1.10). */
export interface PrivilegeGroup {
  /** `urn:dk:gov:saml:cvrNumberIdentifier:<cvr>`, or the same of a production unit or an SE number. */
  readonly scope: string;
  /** By name. */
  readonly constraints?: Readonly<Record<string, string>>;
  /** URIs. */
  readonly privileges: readonly string[];
}

/** A professional identity in MitID Erhverv: what an employer says of the person. */
export interface Employment {
  readonly company: Company;
  readonly professionalUuid: string;
  /** The role id: from NemID migration, or assigned by the employer; a newly hired person may have none. */
  readonly rid?: string;
  readonly email?: string;
  /** Ten digits. */
  readonly productionUnit?: string;
  /** Eight digits. */
  readonly seNumber?: string;
  /** Only NemLog-in tells them. */
  readonly privileges?: readonly PrivilegeGroup[];
}

export interface MitIdIdentity {
  readonly uuid: string;
  readonly ial: Nsis;
  readonly aal: Nsis;
  /** As MITID_AMR spells them, without the `mitid:` of MitID Erhverv. */
  readonly authenticators: readonly string[];
}

/** A NemID, as E-Ident still knows it: by vendor (key card or key file) and by kind of OCES2 certificate. */
export type NemIdIdentity =
  | { readonly vendor: 'dk_nemid_js' | 'dk_nemid-opensign'; readonly kind: 'personal'; readonly pid: string }
  | {
      readonly vendor: 'dk_nemid_js' | 'dk_nemid-opensign';
      readonly kind: 'employee';
      readonly company: Company;
      readonly rid: string;
    }
  | {
      readonly vendor: 'dk_nemid-opensign';
      readonly kind: 'company';
      readonly company: Company;
      readonly uid: string;
    };

/** A fictitious person (or company certificate) who can log in at the simulated broker. */
export interface Persona {
  /** Kebab-case: what `x-persona` and `persona=` name. */
  readonly id: string;
  /** What the person types as user id. */
  readonly userId: string;
  readonly name: { readonly given: string; readonly family: string };
  /** What the person is good for in a test. */
  readonly description: { readonly da: string; readonly en: string };
  /** YYYY-MM-DD. */
  readonly dateOfBirth?: string;
  /** A number that no real person has (rules 7); `reveal()` gives the ten digits. */
  readonly cpr?: Cpr;
  readonly cprUuid?: string;
  /** MitID tells no name of a person with name and address protection. */
  readonly nameProtected?: true;
  readonly mitid?: MitIdIdentity;
  /** The PID of the NemID that the person once had. */
  readonly nemidPid?: string;
  readonly employments: readonly Employment[];
  /** Companies that the person may represent in "private MitID on behalf of companies". */
  readonly represents: readonly Company[];
  readonly nemid?: NemIdIdentity;
}

/** The full name as it is displayed. */
export function fullName({ name }: Persona): string {
  return name.family === '' ? name.given : `${name.given} ${name.family}`;
}
