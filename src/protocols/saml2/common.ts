import { MitIdError } from '../../errors';
import { trimXml, type XmlElement } from '../../trust';
import type { Saml2Expectations } from './expectations';
import { ENTITY_FORMAT, SAML2_NAMES, VERSION } from './names';

/** The Version of a message or an Assertion. @throws MitIdError `version_unsupported` */
export function judgeVersion(element: XmlElement): void {
  const version = element.attribute('Version');
  if (version === VERSION) return;
  const got = version?.slice(0, 20) ?? 'no Version';
  throw new MitIdError('version_unsupported', { where: element.path, got, expected: VERSION });
}

/** The ID of a message or an Assertion. @throws MitIdError `message_unexpected` */
export function readId(element: XmlElement): string {
  const id = element.attribute('ID') ?? '';
  if (id !== '' && id.length <= 256) return id;
  throw new MitIdError('message_unexpected', { where: `${element.local}/@ID`, expected: '1 to 256 characters' });
}

/**
 * The Issuer of a message or an Assertion (saml-profiles-2.0-os sections 4.1.4.2 and 4.4.4).
 *
 * @throws MitIdError `issuer_mismatch`
 */
export function judgeIssuer(element: XmlElement, { issuer: expected }: Pick<Saml2Expectations, 'issuer'>): void {
  const issuers = element.all(SAML2_NAMES.assertion, 'Issuer');
  const [issuer] = issuers;
  const name = trimXml(issuer?.text ?? '');
  const format = (issuer && formatOf(issuer)) ?? ENTITY_FORMAT;
  if (issuers.length === 1 && name === expected && format === ENTITY_FORMAT) return;
  const got = issuers.length === 1 ? `${name} ${format}`.slice(0, 200) : `${issuers.length} Issuers`;
  throw new MitIdError('issuer_mismatch', { where: `${element.local}/Issuer`, got, expected, option: 'idpMetadata' });
}

/** The Format of a NameID or an Issuer: an xs:anyURI, which is the same with white space around it. */
export function formatOf(name: XmlElement): string | undefined {
  const format = name.attribute('Format');
  return format === undefined ? undefined : trimXml(format);
}

/**
 * Destination of a message, which says the address that it came to: ours.
 *
 * @param option the option that has that address.
 * @throws MitIdError `destination_mismatch`
 */
export function judgeDestination(element: XmlElement, expected: string, option: string): void {
  const destination = element.attribute('Destination');
  if (destination === expected) return;
  throw new MitIdError('destination_mismatch', {
    where: `${element.local}/@Destination`,
    got: destination?.slice(0, 200) ?? 'no Destination',
    expected,
    option,
  });
}

/**
 * InResponseTo of a message, and again where the subject of an assertion is confirmed: the one request that we made.
 *
 * @throws MitIdError `in_response_to_missing`, `in_response_to_mismatch`
 */
export function judgeInResponseTo(
  got: string | undefined,
  where: string,
  { inResponseTo: expected }: Pick<Saml2Expectations, 'inResponseTo'>,
): void {
  if (got === undefined) throw new MitIdError('in_response_to_missing', { where, expected });
  if (got !== expected) throw new MitIdError('in_response_to_mismatch', { where, got: got.slice(0, 80), expected });
}
