/** What a method takes (seed 004). */
export interface Method {
  /** Where the NemID is kept: on a key card, or in a file. */
  readonly store: 'dk_nemid_js' | 'dk_nemid-opensign';
  /** A person's own NemID. */
  readonly persons: boolean;
  /** A company that the person may represent is offered. */
  readonly companies: boolean;
  /** An employee's NemID. */
  readonly employees: boolean;
  readonly takes: string;
}

const CARD = 'dk_nemid_js';
const FILE = 'dk_nemid-opensign';

/** The methods of NemID in the authentication URL (seed 004). */
const METHODS: ReadonlyMap<string, Method> = new Map([
  [
    'nemid',
    {
      store: CARD,
      persons: true,
      companies: false,
      employees: true,
      takes: 'a NemID on a key card, of a person or of an employee',
    },
  ],
  [
    'nemid-moces',
    { store: CARD, persons: false, companies: false, employees: true, takes: 'a NemID on a key card, of an employee' },
  ],
  [
    'nemid-erhverv',
    { store: CARD, persons: true, companies: true, employees: false, takes: 'a NemID on a key card, of a person' },
  ],
  [
    'nemid-codefile',
    { store: FILE, persons: false, companies: false, employees: true, takes: 'a NemID in a key file, of an employee' },
  ],
]);

export const METHOD_NAMES: readonly string[] = [...METHODS.keys()];

/** The method of this name. */
export function methodOf(name: string): Method | undefined {
  return METHODS.get(name);
}
