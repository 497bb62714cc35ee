import type { Check } from './check';
import { ATTRIBUTE_CHECKS } from './checks-attributes';
import { CONTEXT_CHECKS } from './checks-context';
import { DELIVERY_CHECKS } from './checks-delivery';
import { ENDPOINT_CHECKS } from './checks-endpoints';
import { KEY_CHECKS } from './checks-keys';
import { LOGIN_CHECKS } from './checks-login';
import { METADATA_CHECKS } from './checks-metadata';
import { REQUEST_CHECKS } from './checks-request';
import { SIGNATURE_CHECKS } from './checks-signature';

/** Every demand on a service provider, in the order of the page, the terminal and the docs. */
export const CHECKS: readonly Check[] = [
  ...SIGNATURE_CHECKS,
  ...REQUEST_CHECKS,
  ...DELIVERY_CHECKS,
  ...CONTEXT_CHECKS,
  ...METADATA_CHECKS,
  ...ENDPOINT_CHECKS,
  ...KEY_CHECKS,
  ...ATTRIBUTE_CHECKS,
  ...LOGIN_CHECKS,
];
