import type { AssertionContent } from '../../assertion';
import { MitIdError } from '../../errors';
import { trimXml, type XmlElement } from '../../trust';
import { formatOf } from './common';
import { SAML2_NAMES } from './names';

/**
 * Reads the one NameID of a Subject or of a LogoutRequest (saml-core-2.0-os section 2.2.3).
 *
 * @throws MitIdError `name_identifier_missing`, `message_unexpected`
 */
export function readNameId(parent: XmlElement): NonNullable<AssertionContent['subject']> {
  const [nameId, ...more] = parent.all(SAML2_NAMES.assertion, 'NameID');
  if (nameId === undefined) throw new MitIdError('name_identifier_missing', { where: parent.path });
  const { path: where, text } = nameId;
  if (more.length > 0) throw new MitIdError('message_unexpected', { where, expected: 'one NameID' });
  if (text === undefined) throw new MitIdError('message_unexpected', { where, got: 'child elements' });
  const name = trimXml(text);
  if (name === '') throw new MitIdError('name_identifier_missing', { where, got: 'an empty NameID' });
  const format = formatOf(nameId);
  const nameQualifier = nameId.attribute('NameQualifier');
  return {
    nameId: name,
    ...(format !== undefined && { format }),
    ...(nameQualifier !== undefined && { nameQualifier }),
  };
}
