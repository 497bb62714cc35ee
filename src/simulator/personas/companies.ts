import type { Company } from './persona';

/** The fictitious companies: CVR numbers with a valid check digit that begin with 9. */
export const NORDLYS: Company = { cvr: '99836903', name: 'Nordlys Energi A/S' };
export const KYSTBANEN: Company = { cvr: '90602675', name: 'Kystbanens Pensionskasse' };
export const SMEDJEN: Company = { cvr: '97354685', name: 'Smedjen på Ærø ApS' };
export const BOGHULEN: Company = { cvr: '94874521', name: 'Boghulen v/Åse Kjær' };
