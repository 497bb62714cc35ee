import type { NemLogInChoice } from './choice';

export const NEMLOG_IN: NemLogInChoice = {
  broker: 'nemlog-in',
  id: 'nemlog-in',
  title: { da: 'MitID og MitID Erhverv', en: 'MitID and MitID Erhverv' },
  description: {
    da: 'Over SAML 2.0 (OIOSAML 3), krypteret. En privat virksomhed får ikke CPR-nummeret.',
    en: 'Over SAML 2.0 (OIOSAML 3), encrypted. A private company is not told the CPR number.',
  },
  tryWith: ['citizen', 'employee', 'employee-two-companies', 'level-low'],
  options: { identityTypes: ['private', 'professional'] },
};
