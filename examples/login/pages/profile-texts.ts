import type { Profile } from 'passport-mitid-saml';
import type { Text } from '../language';
import { maskedCprOf, type Visitor } from '../visitor';
import { LEVELS, TRUSTS } from '../words';

export const PROFILE_TEXTS = {
  da: {
    title: 'Profil',
    foundBy: {
      key: 'Velkommen tilbage. Din konto er',
      'nemid-pid': 'Vi fandt din konto fra NemID-tiden på dens PID; den følger nu det her login:',
      new: 'Vi har åbnet en konto til dig:',
    },
    policy: 'Kontrol af login',
    policyLead: 'Det, der kom tilbage, er holdt op mod det, der blev bedt om med knappen',
    what: 'Kontrolleret',
    asked: 'Bedt om',
    got: 'Modtaget',
    verdict: 'Resultat',
    met: '✓ i orden',
    session: 'Sessionens id skiftede ved login:',
    sessionWhy: 'Den, der kendte det gamle, er ikke logget ind.',
    stepUp: 'CPR-nummeret er ikke udleveret. Det kan hentes på dette login i 15 minutter.',
    stepUpDo: 'Tilføj CPR-nummer',
    privileges: 'Rettigheder',
    attributes: 'Hvad brokeren sagde (uden CPR-nummer og rettigheder)',
    json: 'Profilen, som en session uden nøgle gemmer den (uden CPR-nummer)',
  },
  en: {
    title: 'Profile',
    foundBy: {
      key: 'Welcome back. Your account is',
      'nemid-pid': 'We found your account from the days of NemID by its PID; it goes with this login now:',
      new: 'We opened an account for you:',
    },
    policy: 'What the policy said',
    policyLead: 'What came back was held against what was asked for by the button',
    what: 'Checked',
    asked: 'Asked',
    got: 'Came back',
    verdict: 'Verdict',
    met: '✓ in order',
    session: 'The session id changed at login:',
    sessionWhy: 'Whoever knew the old one is not logged in.',
    stepUp: 'The CPR number was not given. It can be fetched on this login for 15 minutes.',
    stepUpDo: 'Add the CPR number',
    privileges: 'Privileges',
    attributes: 'What the broker said (without CPR number and privileges)',
    json: 'The profile as a session without a key keeps it (without the CPR number)',
  },
} as const;

interface Field {
  /** The field's name in the profile. */
  readonly name: string;
  readonly label: Text;
  readonly read: (visitor: Visitor) => string | Text | undefined;
}

function field(name: string, label: Text, read: (profile: Profile) => string | number | Text | undefined): Field {
  return {
    name,
    label,
    read: ({ profile }) => {
      const value = read(profile);
      return typeof value === 'number' ? String(value) : value;
    },
  };
}

const levelOf = (level: keyof typeof LEVELS | undefined) => (level === undefined ? undefined : LEVELS[level]);

/** What of a profile is shown, in which card and by which name. */
export const FIELDS: readonly { readonly title: Text; readonly rows: readonly Field[] }[] = [
  {
    title: { da: 'Identitet', en: 'Identity' },
    rows: [
      field('id', { da: 'Id', en: 'Id' }, ({ id }) => id),
      field('key.namespace', { da: 'Nøgle: navnerum', en: 'Key: name space' }, ({ key }) => key.namespace),
      field('key.issuer', { da: 'Nøgle: udsteder', en: 'Key: issuer' }, ({ key }) => key.issuer),
      field('emails', { da: 'E-mail', en: 'Email' }, ({ emails }) => emails.map(({ value }) => value).join(', ')),
    ],
  },
  {
    title: { da: 'Person', en: 'Person' },
    rows: [
      field('name.givenName', { da: 'Fornavn', en: 'Given name' }, ({ name }) => name.givenName),
      field('name.familyName', { da: 'Efternavn', en: 'Family name' }, ({ name }) => name.familyName),
      field('person.dateOfBirth', { da: 'Fødselsdato', en: 'Date of birth' }, ({ person }) => person.dateOfBirth),
      field('person.age', { da: 'Alder', en: 'Age' }, ({ person }) => person.age),
      { name: 'person.cpr', label: { da: 'CPR-nummer', en: 'CPR number' }, read: maskedCprOf },
      field('person.cprUuid', { da: 'CPR-UUID', en: 'CPR UUID' }, ({ person }) => person.cprUuid),
    ],
  },
  {
    title: { da: 'Virksomhed', en: 'Organisation' },
    rows: [
      field('organization.name', { da: 'Navn', en: 'Name' }, ({ organization }) => organization?.name),
      field('organization.cvr', { da: 'CVR-nummer', en: 'CVR number' }, ({ organization }) => organization?.cvr),
      field('organization.rid', { da: 'RID', en: 'RID' }, ({ organization }) => organization?.rid),
      field(
        'organization.productionUnit',
        { da: 'P-nummer', en: 'P number' },
        ({ organization }) => organization?.productionUnit,
      ),
      field(
        'organization.seNumber',
        { da: 'SE-nummer', en: 'SE number' },
        ({ organization }) => organization?.seNumber,
      ),
      field('authorizedToRepresent', { da: 'Må handle på vegne af (CVR)', en: 'May represent (CVR)' }, (profile) =>
        profile.authorizedToRepresent.join(', '),
      ),
    ],
  },
  {
    title: { da: 'Sikkerhed', en: 'Assurance' },
    rows: [
      field('assurance.loa', { da: 'LoA (samlet)', en: 'LoA (overall)' }, ({ assurance }) => levelOf(assurance.loa)),
      field('assurance.ial', { da: 'IAL (identitet)', en: 'IAL (identity)' }, ({ assurance }) =>
        levelOf(assurance.ial),
      ),
      field('assurance.aal', { da: 'AAL (login)', en: 'AAL (login)' }, ({ assurance }) => levelOf(assurance.aal)),
      field('authenticators', { da: 'Identifikationsmidler', en: 'Authenticators' }, ({ authenticators }) =>
        authenticators.join(', '),
      ),
    ],
  },
  {
    title: { da: 'NemID', en: 'NemID' },
    rows: [
      field('nemid.pid', { da: 'PID', en: 'PID' }, ({ nemid }) => nemid?.pid),
      field('nemid.cvr', { da: 'CVR-nummer', en: 'CVR number' }, ({ nemid }) => nemid?.cvr),
      field('nemid.rid', { da: 'RID', en: 'RID' }, ({ nemid }) => nemid?.rid),
      field('nemid.uid', { da: 'UID', en: 'UID' }, ({ nemid }) => nemid?.uid),
    ],
  },
  {
    title: { da: 'Transaktion', en: 'Transaction' },
    rows: [
      field('transaction.id', { da: 'Id', en: 'Id' }, ({ transaction }) => transaction.id),
      field('transaction.issuedAt', { da: 'Udstedt', en: 'Issued' }, ({ transaction }) =>
        transaction.issuedAt.toISOString(),
      ),
      field('transaction.expiresAt', { da: 'Udløber', en: 'Expires' }, ({ transaction }) =>
        transaction.expiresAt.toISOString(),
      ),
      field('transaction.trust', { da: 'Tillid', en: 'Trusted by' }, ({ transaction }) => TRUSTS[transaction.trust]),
      field(
        'transaction.referenceText',
        { da: 'Referencetekst', en: 'Reference text' },
        ({ transaction }) => transaction.referenceText,
      ),
    ],
  },
];
