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
      message: 'Dit login blev afbrudt, og der er ikke sket noget. Du kan altid prøve igen.',
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
    loa_unavailable: {
      title: 'Dit login er ikke sikkert nok',
      message: 'Her kræves et højere sikringsniveau. Log ind med for eksempel MitID-appen.',
    },
    cpr_required: {
      title: 'CPR-nummeret mangler',
      message: 'Siden kræver det, og dit login gav det ikke. Prøv igen for at give det.',
    },
    assurance_required: {
      title: 'Dit login er ikke sikkert nok',
      message: 'Siden kræver et højere sikringsniveau, og dit login gav det ikke. Prøv igen for at logge ind på det.',
    },
    login_required: { title: 'Log ind først', message: 'Siden kan kun ses af den, der er logget ind. Prøv igen.' },
    cpr_unavailable: {
      title: 'CPR-nummeret kan ikke fås her',
      message: 'Med dette login kan vi ikke få CPR-nummeret. Log ud, og log ind med MitID.',
    },
    cpr_match_no_login: {
      title: 'Log ind først',
      message: 'CPR-nummeret kan kun kontrolleres, mens du er logget ind.',
      next: { href: '/login/nemlog-in?returnTo=%2Fcpr', label: 'Log ind med NemLog-in' },
    },
    cpr_match_refused: {
      title: 'CPR-nummeret kan ikke kontrolleres',
      message: 'Det kan det kun for den, der er logget ind med NemLog-in som privatperson.',
    },
    step_up_expired: {
      title: 'Dit login er for gammelt til det',
      message: 'CPR-nummeret kan hentes på et login i et kvarter. Godkend med MitID igen, så spørger vi på ny.',
      next: { href: '/login/step-up?again', label: 'Godkend igen' },
    },
    step_up_other_person: {
      title: 'Det var en anden person',
      message: 'Den, der svarede hos brokeren, er ikke den, der er logget ind. Der er ikke ændret noget.',
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
      title: 'Your login is not secure enough',
      message: 'A login with a higher level of assurance is needed. Use the MitID app, for instance.',
    },
    loa_unavailable: {
      title: 'Your login is not secure enough',
      message: 'A login with a higher level of assurance is needed. Use the MitID app, for instance.',
    },
    cpr_required: {
      title: 'The CPR number is missing',
      message: 'The page needs it, and your login did not bring it. Try again to give it.',
    },
    assurance_required: {
      title: 'Your login is not secure enough',
      message:
        'The page needs a higher level of assurance, and your login did not bring it. Try again to log in at it.',
    },
    login_required: { title: 'Log in first', message: 'Only somebody who is logged in sees the page. Try again.' },
    cpr_unavailable: {
      title: 'The CPR number cannot be had here',
      message: 'With this login we cannot be given the CPR number. Log out, and log in with MitID.',
    },
    cpr_match_no_login: {
      title: 'Log in first',
      message: 'The CPR number can be checked only while you are logged in.',
      next: { href: '/login/nemlog-in?returnTo=%2Fcpr', label: 'Log in with NemLog-in' },
    },
    cpr_match_refused: {
      title: 'The CPR number cannot be checked',
      message: 'It can be for whoever is logged in with NemLog-in as a private person, and for nobody else.',
    },
    step_up_expired: {
      title: 'Your login is too old for that',
      message: 'The CPR number can be fetched on a login for 15 minutes. Use your MitID again, and we ask anew.',
      next: { href: '/login/step-up?again', label: 'Use MitID again' },
    },
    step_up_other_person: {
      title: 'That was another person',
      message: 'Whoever answered at the broker is not the one who is logged in. Nothing has changed.',
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
