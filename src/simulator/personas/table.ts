import { Cpr } from '../../identifiers';
import { BOGHULEN, KYSTBANEN, NORDLYS, SMEDJEN } from './companies';
import type { Persona } from './persona';

const CITIZEN = { employments: [], represents: [] } as const;
const APP = ['code_app'] as const;

function cpr(digits: string): Cpr {
  const number = Cpr.parse(digits);
  if (number === undefined) throw new TypeError('A persona has a CPR number whose birth date is in no calendar');
  return number;
}

/**
 * The fictitious people. Their CPR numbers belong to nobody: a seventh digit 5-8 with the years 58-99 would mean a birth
 * in the nineteenth century, and the minor's lies in the future (rules 7). To add one, add a row; the pages, the docs' table
 * and the tests are made from it.
 */
export const PERSONAS: readonly Persona[] = [
  {
    ...CITIZEN,
    id: 'citizen',
    userId: 'Anna1985',
    name: { given: 'Anna', family: 'Sørensen' },
    description: { da: 'Borger, har haft NemID', en: 'Citizen who once had a NemID' },
    dateOfBirth: '1985-03-12',
    cpr: cpr('1203856124'),
    cprUuid: 'fba3fec7-6ca3-47b5-bafe-9bd120c5d152',
    mitid: {
      uuid: '735771b2-37d0-47c9-be01-43729313badf',
      ial: 'substantial',
      aal: 'substantial',
      authenticators: APP,
    },
    nemidPid: '9208-2002-2-318406275912',
  },
  {
    ...CITIZEN,
    id: 'citizen-without-nemid',
    userId: 'Mikkel1998',
    name: { given: 'Mikkel', family: 'Nygård' },
    description: { da: 'Borger uden NemID: ingen PID', en: 'Citizen who never had a NemID: no PID' },
    dateOfBirth: '1998-11-02',
    cpr: cpr('0211986533'),
    cprUuid: '56ec4c60-da8f-4fe2-9280-ba2e153453fd',
    mitid: {
      uuid: 'b3fb95ee-2243-4045-a800-e67e527f5da6',
      ial: 'substantial',
      aal: 'substantial',
      authenticators: ['password', 'code_token'],
    },
  },
  {
    ...CITIZEN,
    id: 'minor',
    userId: 'Freja2012',
    name: { given: 'Freja', family: 'Østergaard' },
    description: { da: 'Barn, født i 2012', en: 'Minor, born in 2012' },
    dateOfBirth: '2012-06-08',
    cpr: cpr('0806575217'),
    cprUuid: 'da6400c7-9001-4259-98da-a4bf75592f89',
    mitid: {
      uuid: 'dbe7df00-cba4-47dd-b6d9-f6f45cdc78b9',
      ial: 'substantial',
      aal: 'substantial',
      authenticators: APP,
    },
  },
  {
    ...CITIZEN,
    id: 'name-protected',
    userId: 'Beskyttet74',
    name: { given: 'Lærke', family: 'Holm' },
    nameProtected: true,
    description: { da: 'Navne- og adressebeskyttet: intet navn', en: 'Name and address protection: no name is told' },
    dateOfBirth: '1974-09-30',
    cpr: cpr('3009747416'),
    cprUuid: '04103017-ead4-42d2-aa01-5b665e4a329c',
    mitid: {
      uuid: 'ae6f8f35-6f02-4fb4-b65b-f63a6659b554',
      ial: 'substantial',
      aal: 'substantial',
      authenticators: APP,
    },
    nemidPid: '9208-2002-2-774019356820',
  },
  {
    ...CITIZEN,
    id: 'replacement-cpr',
    userId: 'Zoë1991',
    name: { given: 'Zoë', family: 'Grønbæk-Müller' },
    description: {
      da: 'Erstatningspersonnummer (dag + 60), et navn med mere end æøå',
      en: 'Replacement CPR number (day + 60), a name with more than æøå',
    },
    dateOfBirth: '1991-01-15',
    cpr: cpr('7501917538'),
    cprUuid: '6bca5daa-475d-479c-a396-1c522970e819',
    mitid: {
      uuid: 'a3003324-c470-428b-8801-8f5e186391da',
      ial: 'substantial',
      aal: 'substantial',
      authenticators: APP,
    },
  },
  {
    ...CITIZEN,
    id: 'level-low',
    userId: 'Poul1966',
    name: { given: 'Poul', family: 'Lindegård' },
    description: { da: 'Kan kun nå niveau Lav (adgangskode)', en: 'Reaches level Low only (password)' },
    dateOfBirth: '1966-04-21',
    cpr: cpr('2104666319'),
    cprUuid: 'f6e5c77a-2ee0-4f69-a14d-292e1f1eabfa',
    mitid: {
      uuid: '3581437a-4892-49e0-a9a5-642c7d0753e5',
      ial: 'substantial',
      aal: 'low',
      authenticators: ['password'],
    },
  },
  {
    ...CITIZEN,
    id: 'level-substantial',
    userId: 'Søren1979',
    name: { given: 'Søren', family: 'Ågesen' },
    description: { da: 'Niveau Betydelig, identitet på Høj', en: 'Level Substantial, identity proofed at High' },
    dateOfBirth: '1979-12-24',
    cpr: cpr('2412795811'),
    cprUuid: 'b3947d9c-777a-4bbb-9f21-9833d97b001b',
    mitid: { uuid: 'bf0283a3-2bc3-48aa-b054-e0b83ce3094d', ial: 'high', aal: 'substantial', authenticators: APP },
    nemidPid: '9208-2002-2-501823947716',
  },
  {
    ...CITIZEN,
    id: 'level-high',
    userId: 'Ida1988',
    name: { given: 'Ida Marie', family: 'Bækgård' },
    description: { da: 'Niveau Høj (app og chip)', en: 'Level High (code app and security key)' },
    dateOfBirth: '1988-07-05',
    cpr: cpr('0507888222'),
    cprUuid: 'fed43229-2ed9-4a49-a7f8-2f946709b347',
    mitid: {
      uuid: 'd645f899-7a98-414f-9023-7de7232aa9de',
      ial: 'high',
      aal: 'high',
      authenticators: ['code_app_enchanced', 'u2f_token'],
    },
    nemidPid: '9208-2002-2-660914827305',
  },
  {
    id: 'employee',
    userId: 'Rasmus1982',
    name: { given: 'Rasmus', family: 'Kjærgaard' },
    description: { da: 'Ansat i én virksomhed', en: 'Employee of one company' },
    dateOfBirth: '1982-02-17',
    cpr: cpr('1702826738'),
    cprUuid: '1ddfc65e-144b-4080-921b-55ada989d8e5',
    mitid: {
      uuid: 'f70c349f-6dcb-4633-9e45-0909a8d12dea',
      ial: 'substantial',
      aal: 'substantial',
      authenticators: APP,
    },
    nemidPid: '9208-2002-2-982640175538',
    employments: [
      {
        company: NORDLYS,
        professionalUuid: '49f1c7e2-3916-41df-93d3-8b6347e37c09',
        rid: '42135791',
        email: 'rasmus.kjaergaard@nordlys.example',
        productionUnit: '9912345678',
        seNumber: '99836903',
        privileges: [
          {
            scope: 'urn:dk:gov:saml:cvrNumberIdentifier:99836903',
            privileges: ['urn:dk:simulator:invoices:read', 'urn:dk:simulator:invoices:send'],
          },
          {
            scope: 'urn:dk:gov:saml:productionUnitIdentifier:9912345678',
            constraints: { 'urn:dk:simulator:constraint:area': '751' },
            privileges: ['urn:dk:simulator:meters:read'],
          },
        ],
      },
    ],
    represents: [],
  },
  {
    id: 'employee-two-companies',
    userId: 'Malene1990',
    name: { given: 'Malene', family: 'Thøgersen' },
    description: {
      da: 'Ansat i to virksomheder; den ene kender hverken RID, e-mail eller P-nummer',
      en: 'Employee of two companies; one of them knows no RID, email or P number',
    },
    dateOfBirth: '1990-10-09',
    cpr: cpr('0910905920'),
    cprUuid: '3e57821b-6396-4022-9e52-7ff9160ef7a4',
    mitid: {
      uuid: '76428c7a-968a-49b8-851a-e08b37277581',
      ial: 'substantial',
      aal: 'substantial',
      authenticators: ['password', 'code_reader'],
    },
    employments: [
      {
        company: KYSTBANEN,
        professionalUuid: 'f7ef2db5-b2ec-4a17-b0cb-b970378b470c',
        rid: '3A90552700604948885401F938664CAC',
        email: 'mth@kystbanen.example',
        productionUnit: '9987654321',
        seNumber: '90602675',
      },
      { company: SMEDJEN, professionalUuid: 'f8fc1b9f-9c32-4459-a71c-b47059208c65' },
    ],
    represents: [],
  },
  {
    id: 'manager',
    userId: 'Åse1969',
    name: { given: 'Åse', family: 'Kjær' },
    description: {
      da: 'Leder: må handle på vegne af en virksomhed, er ikke ansat i nogen',
      en: 'Manager: may represent a company, is an employee of none',
    },
    dateOfBirth: '1969-05-28',
    cpr: cpr('2805697122'),
    cprUuid: '96aa305b-a40f-4266-aa4a-bf0bc32d81c6',
    mitid: { uuid: 'ed84f22b-e1b2-42ac-9c19-c734aededaaa', ial: 'high', aal: 'substantial', authenticators: APP },
    nemidPid: '9208-2002-2-147730528891',
    employments: [],
    represents: [BOGHULEN],
  },
  {
    id: 'all-identity-types',
    userId: 'Bjørn2712',
    name: { given: 'Bjørn', family: 'Ærenlund' },
    description: {
      da: 'Alle tre identitetstyper: privat, på vegne af en virksomhed, ansat i to',
      en: 'All three identity types: private, on behalf of a company, employee of two',
    },
    dateOfBirth: '1972-12-27',
    cpr: cpr('2712725541'),
    cprUuid: 'a5464623-b584-4c5c-adc2-82116850360b',
    mitid: {
      uuid: 'd84dbd48-7b98-4ff1-bad8-132f0e2367c3',
      ial: 'high',
      aal: 'high',
      authenticators: ['password', 'code_app_enchanced'],
    },
    nemidPid: '9208-2002-2-835216604497',
    employments: [
      {
        company: NORDLYS,
        professionalUuid: 'a8b7d9bb-f983-4120-a88e-dd5050423947',
        rid: '77120046',
        email: 'bjorn@nordlys.example',
        productionUnit: '9912345678',
        seNumber: '99836903',
      },
      {
        company: KYSTBANEN,
        professionalUuid: '6cba2b79-9e3b-4748-9688-af4e11a5099c',
        rid: '77120047',
      },
    ],
    represents: [SMEDJEN],
  },
  {
    ...CITIZEN,
    id: 'nemid-key-card',
    userId: 'Inge-Lise',
    name: { given: 'Inge-Lise', family: 'Mølgård' },
    description: { da: 'NemID nøglekort, privat (POCES)', en: 'Legacy NemID key card, personal (POCES)' },
    dateOfBirth: '1958-08-19',
    cpr: cpr('1908586820'),
    nemid: { vendor: 'dk_nemid_js', kind: 'personal', pid: '9208-2002-2-209547183364' },
  },
  {
    ...CITIZEN,
    id: 'nemid-key-file',
    userId: 'Torben',
    name: { given: 'Torben', family: 'Høeg' },
    description: { da: 'NemID nøglefil, medarbejder (MOCES)', en: 'Legacy NemID key file, employee (MOCES)' },
    dateOfBirth: '1963-03-03',
    cpr: cpr('0303636411'),
    nemid: { vendor: 'dk_nemid-opensign', kind: 'employee', company: NORDLYS, rid: '12083377' },
  },
  {
    ...CITIZEN,
    id: 'nemid-company',
    userId: 'Fakturaservice',
    name: { given: 'Fakturaservice', family: '' },
    description: { da: 'NemID nøglefil, virksomhed (VOCES)', en: 'Legacy NemID key file, company certificate (VOCES)' },
    nemid: { vendor: 'dk_nemid-opensign', kind: 'company', company: NORDLYS, uid: '25351738' },
  },
];
