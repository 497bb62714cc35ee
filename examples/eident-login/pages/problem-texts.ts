import type { Language } from '../language';
import type { Problem } from '../problem';

interface ProblemTexts {
  readonly title: string;
  readonly message: string;
  readonly next?: { readonly href: string; readonly label: string };
}

// The outcomes that a person can do something about. A code is stable: an application may say it in its own words.
const KNOWN: Readonly<Record<Language, Partial<Record<Problem['code'], ProblemTexts>>>> = {
  da: {
    user_cancelled: {
      title: 'Du fortrød',
      message: 'Login blev afbrudt, og der er ikke sket noget. Du kan altid prøve igen.',
    },
    cpr_not_matched: {
      title: 'CPR-nummeret passer ikke',
      message: 'Det CPR-nummer, du skrev, hører ikke til dit MitID. Se efter, om cifrene er rigtige.',
    },
    pid_missing: {
      title: 'Du har ikke haft NemID',
      message: 'Derfor er der ingen konto fra NemID-tiden at finde. Du kan fortsætte som ny kunde.',
      next: { href: '/login/mitid', label: 'Fortsæt som ny kunde' },
    },
    no_company: { title: 'Ingen virksomhed', message: 'Dit MitID er ikke knyttet til en virksomhed.' },
    loa_too_low: {
      title: 'Dit login er ikke sikkert nok',
      message: 'Her kræves et højere sikringsniveau. Log ind med for eksempel MitID-appen.',
    },
    login_unknown: { title: 'Det login er slut', message: 'Et login kan kun bruges én gang. Start forfra.' },
    login_expired: {
      title: 'Det tog for lang tid',
      message: 'Et login skal afsluttes inden et kvarter. Start forfra.',
    },
    parameter_invalid: {
      title: 'Linket fører ikke hertil',
      message: 'Et login kan kun føre tilbage til en side her hos os.',
    },
    not_found: { title: 'Siden findes ikke', message: 'Der er ikke noget på den adresse.' },
  },
  en: {
    user_cancelled: {
      title: 'You cancelled',
      message: 'The login was cancelled, and nothing has happened. Try again whenever you like.',
    },
    cpr_not_matched: {
      title: 'The CPR number does not match',
      message: 'The CPR number that you typed does not belong to your MitID. Check that the digits are right.',
    },
    pid_missing: {
      title: 'You never had a NemID',
      message: 'So there is no account from the days of NemID to find. You can go on as a new customer.',
      next: { href: '/login/mitid', label: 'Go on as a new customer' },
    },
    no_company: { title: 'No company', message: 'Your MitID is not connected to a company.' },
    loa_too_low: {
      title: 'Your login is not safe enough',
      message: 'A login with a higher level of assurance is needed. Use the MitID app, for instance.',
    },
    login_unknown: { title: 'That login is over', message: 'A login can be used once only. Start again.' },
    login_expired: { title: 'That took too long', message: 'A login has to end within 15 minutes. Start again.' },
    parameter_invalid: {
      title: 'The link does not lead here',
      message: 'A login can lead back to a page of ours only.',
    },
    not_found: { title: 'No such page', message: 'There is nothing at this address.' },
  },
};

/** The words for a problem: our own where we know better, else the error's public message. */
export function problemTexts(language: Language, { code, message }: Problem): ProblemTexts {
  const known = KNOWN[language][code];
  if (known !== undefined) return known;
  return language === 'da'
    ? { title: 'Login lykkedes ikke', message: 'Det kunne ikke gennemføres. Prøv igen, eller kontakt os.' }
    : { title: 'The login did not succeed', message };
}
