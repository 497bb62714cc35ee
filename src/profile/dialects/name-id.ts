import type { AssertionContent } from '../../assertion';
import { MitIdError } from '../../errors';
import { describeShape, parseUuid } from '../../identifiers';
import { trimXml } from '../../trust';
import { parseDistinguishedName, type DistinguishedName } from '../distinguished-name';

type Subject = AssertionContent['subject'];

const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const X509_SUBJECT_NAME = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';

const IDENTITY_URI = /^https:\/\/data\.gov\.dk\/model\/core\/eid\/(person|professional)\/uuid\/(.+)$/;
const KINDS = { person: 'private', professional: 'professional' } as const;

/** Whom an OIOSAML 3 NameID names. */
export interface NamedIdentity {
  readonly kind: 'private' | 'professional';
  /** In lower case. */
  readonly uuid: string;
}

/**
 * Reads the NameID of OIOSAML 3, `https://data.gov.dk/model/core/eid/{person|professional}/uuid/<uuid>`
 * (facts/oiosaml.md 1.2).
 *
 * @throws MitIdError `name_id_transient`; `name_id_malformed` for any other form; `name_identifier_missing`.
 */
export function readIdentityUri(subject: Subject): NamedIdentity {
  const nameId = lastingNameId(subject);
  const [, form, text = ''] = IDENTITY_URI.exec(nameId) ?? [];
  const uuid = /^urn:/i.test(text) ? undefined : parseUuid(text);
  if (form === undefined || uuid === undefined) {
    throw new MitIdError('name_id_malformed', {
      where: 'NameID',
      got: describeShape(nameId),
      expected: 'https://data.gov.dk/model/core/eid/person/uuid/<uuid>, or the same with professional',
    });
  }
  return { kind: KINDS[form as keyof typeof KINDS], uuid };
}

/**
 * Reads the NameID of MitID at Signicat: the MitID UUID itself (facts/eident.md).
 *
 * @returns the UUID in lower case.
 * @throws MitIdError `name_id_transient`; `name_id_malformed` for any other form; `name_identifier_missing`.
 */
export function readMitIdUuid(subject: Subject): string {
  const nameId = lastingNameId(subject);
  const uuid = /^urn:/i.test(nameId) ? undefined : parseUuid(nameId);
  if (uuid !== undefined) return uuid;
  throw new MitIdError('name_id_malformed', {
    where: 'NameID',
    got: describeShape(nameId),
    expected: 'the MitID UUID',
  });
}

/**
 * Reads the NameID of OIOSAML 2 where it is the name of the certificate's subject, `C=DK,O=…,CN=…,Serial=CVR:…-RID:…`
 * (facts/oiosaml.md 2).
 *
 * @returns undefined for a NameID of another format: a persistent one is the broker's own number for the person.
 * @throws MitIdError `name_id_transient`; `name_id_malformed` for what is no name; `name_identifier_missing`.
 */
export function readSubjectName(subject: Subject): DistinguishedName | undefined {
  const nameId = lastingNameId(subject);
  if (subject?.format !== X509_SUBJECT_NAME) return undefined;
  const name = parseDistinguishedName(nameId);
  if (name !== undefined) return name;
  throw new MitIdError('name_id_malformed', {
    where: 'NameID',
    got: describeShape(nameId),
    expected: 'a distinguished name, as its format says',
  });
}

function lastingNameId(subject: Subject): string {
  if (subject === undefined) throw new MitIdError('name_identifier_missing', { where: 'Subject', got: 'no NameID' });
  if (subject.format !== TRANSIENT) return trimXml(subject.nameId);
  throw new MitIdError('name_id_transient', {
    where: 'NameID',
    got: 'a transient NameID',
    expected: 'a persistent one: set so where the service is registered at the broker',
  });
}
