import type { OcesCertificate, OcesSubjectId } from '../../certificates';
import type { Cpr, Nsis } from '../../identifiers';
import type { DistinguishedName } from '../distinguished-name';
import type { Privilege } from '../privileges';

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
  /** The version of the dialect, where the broker says one. */
  specVersion: string;
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
  privileges: readonly Privilege[];
  'nemid.pid': string;
  'nemid.subject': DistinguishedName;
  /** The serialNumber of the certificate's subject, in an attribute of its own. */
  'nemid.serialNumber': OcesSubjectId;
  'nemid.certificate': OcesCertificate;
  /** The broker's own id of the transaction, where the message has another. */
  'transaction.id': string;
  /** What the broker gives to ask for more with, where the assertion's id is not that. */
  'transaction.stepUpId': string;
  'transaction.referenceText': string;
  'transaction.transactionText.text': string;
  'transaction.transactionText.type': 'text' | 'html';
  'transaction.transactionText.sha256': string;
  'transaction.additionalInfo': string;
}

/** The names of the fields. */
export type FieldName = keyof Fields;
