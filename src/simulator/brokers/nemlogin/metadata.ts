import { writeIdpMetadata } from '../saml2/idp-metadata';
import { BASIC_FORMAT, PERSISTENT, TRANSIENT, URI_FORMAT } from '../saml2/names';
import { ENTITY_ID } from './names';
import { OIOSAML2_NAMES } from './oiosaml2';
import { OIOSAML3_NAMES } from './oiosaml3';
import type { Dialect } from './settings';

const ATTRIBUTES: Readonly<Record<Dialect, { readonly format: string; readonly names: readonly string[] }>> = {
  'oiosaml-3': { format: URI_FORMAT, names: OIOSAML3_NAMES },
  'oiosaml-2': { format: BASIC_FORMAT, names: OIOSAML2_NAMES },
};

/** What the metadata names places for. */
export interface Endpoints {
  readonly entryPoint: string;
  readonly logoutUrl: string;
}

/**
 * The broker's metadata (in the shape of facts/oiosaml.md 1.1, 1.3 and 1.8).
 *
 * @param endpoints where AuthnRequests go, by HTTP-Redirect, and logout messages, by either binding.
 * @param certificates PEM: what it signs with, and during a rollover the next.
 */
export function idpMetadata(
  { entryPoint, logoutUrl }: Endpoints,
  certificates: readonly string[],
  dialect: Dialect,
): string {
  const { format, names } = ATTRIBUTES[dialect];
  return writeIdpMetadata({
    entityId: ENTITY_ID,
    entryPoint,
    logoutUrl,
    wantsSignedRequests: true,
    certificates,
    nameIdFormats: [PERSISTENT, TRANSIENT],
    nameFormat: format,
    attributes: names,
  });
}
