import { MitIdError } from '../../errors';
import { describeShape } from '../../identifiers';
import type { SaidAttribute } from '../attributes';
import { OIOSAML2, OIOSAML2_VERSION, SPEC_VER } from './oiosaml2';
import { OIOSAML3, OIOSAML3_VERSION, SPEC_VERSION } from './oiosaml3';
import { OIOSAML4_VERSION } from './oiosaml4-names';
import { fillFields, refuseElements, type Row } from './row';

const VERSION_FORM = /^(?:OIO|DK)-SAML-(?:[A-Z]-)?\d\.\d$/;
const SUPPORTED = `${OIOSAML3_VERSION} in ${SPEC_VERSION}, or ${OIOSAML2_VERSION} in ${SPEC_VER}`;

/**
 * Tells which OIOSAML an assertion speaks: by its version attribute and by nothing else, so that nobody is read by rules
 * that were made for another version.
 *
 * @throws MitIdError `identity_type_unknown` where no version is said, both are, or one that is not read (OIOSAML 4);
 *   `attribute_malformed` and `attribute_conflict` for a version that is no word, or several.
 */
export function oioSamlVersion(attributes: ReadonlyMap<string, SaidAttribute>): 'oiosaml-3' | 'oiosaml-2' {
  const specVersion = versionIn(OIOSAML3.rows, attributes);
  const specVer = versionIn(OIOSAML2.rows, attributes);
  if (specVersion !== undefined && specVer !== undefined) unknown(`${SPEC_VERSION}, ${SPEC_VER}`, 'two versions');
  if (specVersion === OIOSAML3_VERSION) return 'oiosaml-3';
  if (specVer === OIOSAML2_VERSION) return 'oiosaml-2';
  if (specVersion !== undefined) unknown(SPEC_VERSION, showVersion(specVersion));
  if (specVer !== undefined) unknown(SPEC_VER, showVersion(specVer));
  return unknown(`${SPEC_VERSION}, ${SPEC_VER}`, 'nothing');
}

function versionIn(rows: readonly Row[], attributes: ReadonlyMap<string, SaidAttribute>): string | undefined {
  const row = rows.filter(({ field }) => field === 'specVersion');
  refuseElements(row, attributes);
  return fillFields(row, attributes).specVersion;
}

function showVersion(version: string): string {
  if (!VERSION_FORM.test(version)) return describeShape(version);
  return version === OIOSAML4_VERSION ? `${version}, which this release does not read` : version;
}

function unknown(where: string, got: string): never {
  throw new MitIdError('identity_type_unknown', { where, got, expected: SUPPORTED });
}
