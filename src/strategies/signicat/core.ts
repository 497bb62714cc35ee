import type { SignicatConfig } from './config';
import { createMitIdCore, type MitIdCore } from './mitid/core';
import { createNemIdCore, type NemIdCore } from './nemid/core';

/** The parts that one configured strategy works with, told apart by `protocol`. */
export type SignicatCore = MitIdCore | NemIdCore;

/** Puts the parts together. */
export function createCore(config: SignicatConfig): SignicatCore {
  return config.protocol === 'saml2' ? createMitIdCore(config) : createNemIdCore(config);
}
