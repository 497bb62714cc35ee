import type { LogoutResult } from '../brokers/nemlogin/logout/result';

export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `locale` as E-Ident takes it (`da_DK`, `en_GB`), or Accept-Language: English where it begins so, Danish otherwise. */
export function languageOf(locale: string | null): Language {
  return locale !== null && /^en\b|^en_/i.test(locale) ? 'en' : 'da';
}

/** Everything the broker's pages say. */
export interface Texts {
  readonly simulator: string;
  /** The same where the simulator is named already. */
  readonly fictitious: string;
  readonly cancel: string;
  readonly continue: string;
  readonly loggingInTo: string;
  readonly reference: string;
  readonly problem: Readonly<Record<'choose' | 'unknownUser' | 'otherKind' | 'cprMalformed', string>>;
  readonly eid: {
    readonly title: string;
    readonly names: Readonly<Record<'mitid' | 'dk_nemid_js' | 'dk_nemid-opensign', string>>;
  };
  readonly person: {
    readonly title: Readonly<Record<'mitid' | 'dk_nemid_js' | 'dk_nemid-opensign' | 'nemlogin', string>>;
    readonly choose: string;
    readonly type: string;
    readonly userId: string;
    readonly userIdOf: string;
  };
  readonly approve: { readonly title: string; readonly text: string; readonly approve: string; readonly as: string };
  readonly cpr: { readonly title: string; readonly label: string; readonly hint: string; readonly wrong: string };
  readonly identity: {
    readonly title: string;
    readonly private: string;
    readonly represents: string;
    readonly employee: string;
    readonly cvr: string;
  };
  readonly error: {
    readonly title: string;
    readonly code: string;
    readonly reason: string;
    readonly noStatus: string;
    readonly foreignStatus: string;
    readonly startAgain: string;
  };
  readonly gone: { readonly title: string; readonly text: string };
  readonly post: { readonly title: string; readonly text: string };
  readonly logout: { readonly title: string; readonly text: string; readonly back: string };
  readonly session: {
    readonly title: string;
    readonly nobody: string;
    readonly as: string;
    readonly at: string;
    readonly everywhere: string;
    readonly was: string;
    readonly results: Readonly<Record<LogoutResult, string>>;
  };
}

const da: Texts = {
  simulator: 'Simulator: alle personer er opdigtede',
  fictitious: 'Alle personer er opdigtede',
  cancel: 'Annuller',
  continue: 'Fortsæt',
  loggingInTo: 'Du logger på hos',
  reference: 'Referencetekst',
  problem: {
    choose: 'Vælg en af mulighederne.',
    unknownUser: 'Der er ingen bruger med dette bruger-ID.',
    otherKind: 'Denne person kan ikke logge på på denne måde: det er et andet slags eID.',
    cprMalformed: 'Et CPR-nummer er ti cifre, med eller uden bindestreg.',
  },
  eid: {
    title: 'Vælg, hvordan du vil logge på',
    names: { mitid: 'MitID', dk_nemid_js: 'NemID nøglekort', 'dk_nemid-opensign': 'NemID nøglefil' },
  },
  person: {
    title: {
      mitid: 'Log på med MitID',
      dk_nemid_js: 'Log på med NemID nøglekort',
      'dk_nemid-opensign': 'Log på med NemID nøglefil',
      nemlogin: 'Log på med NemLog-in',
    },
    choose: 'Vælg en person',
    type: 'Eller skriv et bruger-ID',
    userId: 'Bruger-ID',
    userIdOf: 'bruger-ID',
  },
  approve: {
    title: 'Godkend',
    text: 'Læs teksten, og godkend den med dit MitID.',
    approve: 'Godkend',
    as: 'Du logger på som',
  },
  cpr: {
    title: 'Indtast dit CPR-nummer',
    label: 'CPR-nummer',
    hint: 'Testpersonens opdigtede CPR-nummer er',
    wrong: 'Et andet gyldigt nummer giver fejlen match_ssn_error.',
  },
  identity: {
    title: 'Vælg identitet',
    private: 'Som privatperson',
    represents: 'På vegne af',
    employee: 'Ansat i',
    cvr: 'CVR-nummer',
  },
  error: {
    title: 'Login kunne ikke gennemføres',
    code: 'Fejlkode',
    reason: 'Årsag',
    noStatus: 'Forespørgslen har ingen status-adresse, så fejlen kan ikke sendes tilbage til applikationen.',
    foreignStatus: 'Status-adressen hører ikke til hos den registrerede callback, så fejlen sendes ikke dertil.',
    startAgain: 'Start forfra',
  },
  gone: {
    title: 'Dette login er afsluttet eller udløbet',
    text: 'Gå tilbage til applikationen, og begynd forfra.',
  },
  post: { title: 'Du sendes tilbage', text: 'Tryk på Fortsæt, hvis der ikke sker noget.' },
  logout: {
    title: 'Du er logget af',
    text: 'Luk browseren, hvis du bruger en fælles computer.',
    back: 'Tilbage til applikationen',
  },
  session: {
    title: 'Din session hos NemLog-in',
    nobody: 'Du er ikke logget på.',
    as: 'Du er logget på som',
    at: 'Hos disse tjenester',
    everywhere: 'Log af overalt',
    was: 'Du var logget på som',
    results: {
      awaited: 'har ikke svaret endnu',
      success: 'logget af',
      partial: 'delvist logget af',
      refused: 'ikke logget af: tjenesten afviste',
      invalid: 'ikke logget af: tjenestens svar kan ikke bruges',
      untold: 'ikke logget af: tjenesten har ingen logout-adresse',
    },
  },
};

const en: Texts = {
  simulator: 'Simulator: every person is fictitious',
  fictitious: 'Every person is fictitious',
  cancel: 'Cancel',
  continue: 'Continue',
  loggingInTo: 'You are logging in to',
  reference: 'Reference text',
  problem: {
    choose: 'Choose one of the options.',
    unknownUser: 'There is no user with this user ID.',
    otherKind: 'This person cannot log in this way: it is another kind of eID.',
    cprMalformed: 'A CPR number is ten digits, with or without a hyphen.',
  },
  eid: {
    title: 'Choose how to log in',
    names: { mitid: 'MitID', dk_nemid_js: 'NemID key card', 'dk_nemid-opensign': 'NemID key file' },
  },
  person: {
    title: {
      mitid: 'Log in with MitID',
      dk_nemid_js: 'Log in with NemID key card',
      'dk_nemid-opensign': 'Log in with NemID key file',
      nemlogin: 'Log in with NemLog-in',
    },
    choose: 'Choose a person',
    type: 'Or type a user ID',
    userId: 'User ID',
    userIdOf: 'user ID',
  },
  approve: {
    title: 'Approve',
    text: 'Read the text, and approve it with your MitID.',
    approve: 'Approve',
    as: 'You are logging in as',
  },
  cpr: {
    title: 'Enter your CPR number',
    label: 'CPR number',
    hint: 'The test person’s fictitious CPR number is',
    wrong: 'Any other valid number gives the error match_ssn_error.',
  },
  identity: {
    title: 'Choose identity',
    private: 'As a private person',
    represents: 'On behalf of',
    employee: 'Employee of',
    cvr: 'CVR number',
  },
  error: {
    title: 'The login could not be completed',
    code: 'Error code',
    reason: 'Reason',
    noStatus: 'The request has no status address, so the error cannot be sent back to the application.',
    foreignStatus: 'The status address is not at the registered callback’s origin, so the error is not sent there.',
    startAgain: 'Start again',
  },
  gone: {
    title: 'This login has been completed or has expired',
    text: 'Go back to the application and start again.',
  },
  post: { title: 'You are being sent back', text: 'Press Continue if nothing happens.' },
  logout: {
    title: 'You are logged out',
    text: 'Close the browser if you share this computer.',
    back: 'Back to the application',
  },
  session: {
    title: 'Your session at NemLog-in',
    nobody: 'You are not logged in.',
    as: 'You are logged in as',
    at: 'At these services',
    everywhere: 'Log out everywhere',
    was: 'You were logged in as',
    results: {
      awaited: 'has not answered yet',
      success: 'logged out',
      partial: 'partly logged out',
      refused: 'not logged out: the service refused',
      invalid: 'not logged out: the answer of the service is of no use',
      untold: 'not logged out: the service has registered no logoutUrl',
    },
  },
};

export const TEXTS: Readonly<Record<Language, Texts>> = { da, en };
