import { OIOSAML2 } from './oiosaml2';
import { OIOSAML3 } from './oiosaml3';
import type { FieldName } from './fields';

/** An attribute as metadata asks for it. */
export interface AttributeToRequest {
  readonly name: string;
  /** The NameFormat that the dialect writes names in (facts/oiosaml.md 1.1 and 2). */
  readonly nameFormat: string;
  /** Without it, an answer is no profile. */
  readonly isRequired: boolean;
}

const NAME_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:';
const DIALECTS = {
  'oiosaml-3': { ...OIOSAML3, nameFormat: `${NAME_FORMAT}uri` },
  'oiosaml-2': { ...OIOSAML2, nameFormat: `${NAME_FORMAT}basic` },
} as const;

const REQUIRED = new Set<FieldName>(['specVersion']);

/**
 * The attributes that a service asks for in its metadata: those of the dialect that fill a field of the profile. A CPR number
 * and privileges are for public authorities, and private IT systems must not ask for them (facts/oiosaml.md 1.1).
 *
 * @param extra.cpr the CPR number too.
 * @param extra.privileges privileges too.
 */
export function attributesToRequest(
  dialect: keyof typeof DIALECTS,
  { cpr = false, privileges = false }: { readonly cpr?: boolean; readonly privileges?: boolean } = {},
): readonly AttributeToRequest[] {
  const { rows, nameFormat } = DIALECTS[dialect];
  const wanted = rows.filter(({ field, secret, allow }) => {
    if (field === 'person.cpr') return cpr;
    if (field === 'privileges') return privileges;
    return secret !== true && (allow === undefined || dialect === 'oiosaml-2');
  });
  return wanted.map(({ attribute, field }) => ({ name: attribute, nameFormat, isRequired: REQUIRED.has(field) }));
}
