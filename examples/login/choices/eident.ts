import type { EIdentChoice } from './choice';

const STEP_UP = 'step-up-';

const MITID: EIdentChoice = {
  broker: 'eident',
  id: 'mitid',
  title: { da: 'MitID', en: 'MitID' },
  description: { da: 'En borger logger ind.', en: 'A citizen logs in.' },
  tryWith: ['citizen', 'minor', 'name-protected', 'level-low'],
  options: { eids: ['mitid'] },
};

export const EIDENT_CHOICES: readonly EIdentChoice[] = [
  MITID,
  {
    broker: 'eident',
    id: 'mitid-erhverv',
    title: { da: 'MitID Erhverv', en: 'MitID Erhverv' },
    description: {
      da: 'Som medarbejder, på vegne af en virksomhed eller som privatperson.',
      en: 'As an employee, on behalf of a company, or as a private person.',
    },
    tryWith: ['employee-two-companies', 'employee', 'manager'],
    options: { eids: ['mitid', 'mitid:mitid_erhverv'] },
  },
  {
    broker: 'eident',
    id: 'mitid-cpr',
    title: { da: 'MitID med CPR-nummer', en: 'MitID with CPR number' },
    description: {
      da: 'Brugeren taster sit CPR-nummer hos brokeren, og vi får det udleveret.',
      en: 'The person types the CPR number at the broker, and the broker hands it to us.',
    },
    tryWith: ['citizen', 'replacement-cpr'],
    options: { eids: ['mitid'], returnSsn: true },
  },
  {
    broker: 'eident',
    id: 'mitid-pid',
    title: { da: 'MitID med NemID-PID', en: 'MitID with NemID PID' },
    description: {
      da: 'Finder kontoen fra NemID-tiden og flytter den til MitID.',
      en: 'Finds the account from the days of NemID and moves it to MitID.',
    },
    tryWith: ['citizen', 'citizen-without-nemid'],
    options: { eids: ['mitid'], returnNemidPid: true },
  },
  {
    broker: 'eident',
    id: 'nemid',
    title: { da: 'NemID (nøglekort og nøglefil)', en: 'NemID (key card and key file)' },
    description: { da: 'Det gamle login, som stadig kan forekomme.', en: 'The login of old, as it may still arrive.' },
    tryWith: ['nemid-key-card', 'nemid-key-file', 'nemid-company'],
    options: { eids: ['dk_nemid_js', 'dk_nemid-opensign'] },
  },
];

/** The button of that id, which may also be that of a CPR number fetched afterwards on a login with that button. */
export function eidentChoiceById(id: unknown): EIdentChoice | undefined {
  if (typeof id !== 'string') return undefined;
  const button = EIDENT_CHOICES.find((choice) => id === choice.id || id === STEP_UP + choice.id);
  return button !== undefined && id.startsWith(STEP_UP) ? stepUpOn(button) : button;
}

/**
 * Asks a person who is logged in for the CPR number, without a new login (within 15 minutes).
 *
 * @param button that the login was made with; a page's guard makes one without.
 */
export function stepUpOn({ id, title, description, options }: EIdentChoice = MITID): EIdentChoice {
  const bare = id.startsWith(STEP_UP) ? id.slice(STEP_UP.length) : id;
  return {
    broker: 'eident',
    id: STEP_UP + bare,
    title: { da: `${title.da}, og CPR-nummeret bagefter`, en: `${title.en}, and the CPR number afterwards` },
    description,
    tryWith: [],
    options: { ...options, returnSsn: true, stepUp: 'cpr' },
  };
}
