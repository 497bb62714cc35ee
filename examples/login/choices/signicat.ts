import type { NemIdMethod } from 'passport-mitid-saml';
import type { Text } from '../language';
import type { SignicatChoice } from './choice';

const MITID: SignicatChoice = {
  broker: 'signicat-mitid',
  id: 'signicat-mitid',
  title: { da: 'MitID', en: 'MitID' },
  description: { da: 'En borger, over SAML 2.0.', en: 'A citizen, over SAML 2.0.' },
  tryWith: ['citizen', 'name-protected'],
  options: {},
};

/** The method of Signicat's URL is all that differs. */
const nemId = (method: NemIdMethod, title: Text): SignicatChoice => ({
  broker: 'signicat-nemid',
  id: `signicat-${method}`,
  title,
  description: { da: 'Det gamle login, over SAML 1.1 (POST).', en: 'The login of old, over SAML 1.1 (POST).' },
  tryWith: ['nemid-key-card', 'citizen', 'manager'],
  options: { method },
});

const NEMID = nemId('nemid', { da: 'NemID', en: 'NemID' });

export const SIGNICAT_CHOICES: readonly SignicatChoice[] = [MITID, NEMID];

/** NemID by another method. */
export const NEMID_VARIANTS: readonly SignicatChoice[] = [
  nemId('nemid-moces', { da: 'som medarbejder', en: 'as an employee' }),
  nemId('nemid-erhverv', { da: 'på vegne af en virksomhed', en: 'on behalf of a company' }),
  nemId('nemid-codefile', { da: 'med nøglefil', en: 'by key file' }),
];

/** The button of a login. Which method it was, an answer does not say for certain. */
export function signicatChoiceOf(broker: SignicatChoice['broker']): SignicatChoice {
  return broker === 'signicat-mitid' ? MITID : NEMID;
}
