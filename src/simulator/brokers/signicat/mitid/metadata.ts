import { writeIdpMetadata } from '../../saml2/idp-metadata';
import { BASIC_FORMAT, PERSISTENT } from '../../saml2/names';
import { ENTITY_ID } from '../names';
import type { Signicat } from '../state';
import { MITID_NAMES } from './attributes';

/** The metadata of the simulated Signicat. */
export function signicatMetadata({ entryPoint, world }: Signicat): string {
  return writeIdpMetadata({
    entityId: ENTITY_ID,
    entryPoint,
    wantsSignedRequests: false,
    certificates: [world.signingKey.certificate],
    nameIdFormats: [PERSISTENT],
    nameFormat: BASIC_FORMAT,
    attributes: Object.values(MITID_NAMES),
  });
}
