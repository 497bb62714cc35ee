import type { Asked } from '../../login-request';
import type { AuthnRequest } from '../../protocols/saml2';
import type { NemLogInConfig } from './config';
import { DEFAULT_LOA } from './parameter-rules';
import type { NemLogInParameters } from './parameters';
import { IDENTITY_TYPES } from './wire';

/** What the login will be held to. OIOSAML 2 knows no NSIS level that could be asked for. */
export function askedOf({ dialect }: Pick<NemLogInConfig, 'dialect'>, parameters: NemLogInParameters): Asked {
  const { loa = DEFAULT_LOA, identityTypes = IDENTITY_TYPES, forceAuthn, isPassive } = parameters;
  return {
    ...(dialect === 'oiosaml-3' && { loa }),
    identityTypes,
    returnSsn: false,
    returnNemidPid: false,
    ...(forceAuthn === true && { forceAuthn }),
    ...(isPassive === true && { isPassive }),
  };
}

/**
 * The request for a login.
 *
 * @param login.id becomes its ID, `login.relayState` names the login; `login.issueInstant` is in milliseconds since 1970.
 */
export function requestOf(
  { dialect }: Pick<NemLogInConfig, 'dialect'>,
  { loa, identityTypes = [], forceAuthn, isPassive }: Asked,
  { appSwitch }: NemLogInParameters,
  login: Pick<AuthnRequest, 'id' | 'relayState' | 'issueInstant'>,
): AuthnRequest {
  // Where any type does, none is asked for: no source says how NemLog-in reads both in one request.
  const anyType = IDENTITY_TYPES.every((type) => identityTypes.includes(type));
  return {
    ...login,
    dialect,
    ...(loa !== undefined && { loa }),
    ...(!anyType && { identityTypes }),
    ...(forceAuthn !== undefined && { forceAuthn }),
    ...(isPassive !== undefined && { isPassive }),
    ...(appSwitch !== undefined && { appSwitch }),
  };
}
