import type { OcesCertificate } from '../../certificates';
import type { Cpr, Nsis } from '../../identifiers';
import type { DistinguishedName } from '../distinguished-name';

/** An employee's number as brokers write it: bare, or as the NemID subject `CVR:…-RID:…`. */
export interface WrittenRid {
  readonly rid: string;
  readonly cvr?: string;
}

/**
 * Everything that a broker may say, flat, each under the name of the profile member it fills. A dialect is a table of
 * rows that name these; the rest of the profile is the same for every broker.
 */
export interface Fields {
  identityType: string;
  idProvider: string;
  'mitid.uuid': string;
  displayName: string;
  'name.givenName': string;
  'name.familyName': string;
  emails: readonly string[];
  'assurance.loa': Nsis;
  'assurance.ial': Nsis;
  'assurance.aal': Nsis;
  /** The assurance of the professional identity, beside that of the person's own. */
  'assurance.professionalIal': Nsis;
  authenticators: readonly string[];
  'person.cpr': Cpr;
  'person.cprUuid': string;
  'person.dateOfBirth': string;
  'person.age': number;
  'organization.cvr': string;
  'organization.name': string;
  'organization.productionUnit': string;
  'organization.seNumber': string;
  'organization.rid': WrittenRid;
  'organization.professionalUuid': string;
  authorizedToRepresent: readonly string[];
  'nemid.pid': string;
  'nemid.subject': DistinguishedName;
  'nemid.certificate': OcesCertificate;
  'transaction.referenceText': string;
  'transaction.transactionText.text': string;
  'transaction.transactionText.type': 'text' | 'html';
  'transaction.transactionText.sha256': string;
  'transaction.additionalInfo': string;
}

/** The names of the fields. */
export type FieldName = keyof Fields;
