import type { Asked } from '../../../login-request';
import { withParameters } from '../../urls';
import { identityTypesOf } from '../methods';
import type { NemIdConfig } from './config';
import { targetOf } from './target';
import { WIRE } from './wire';

type Parameters = NemIdConfig['defaults'];

/** What the login will be held to. */
export function askedOf({ method }: Pick<Parameters, 'method'>): Asked {
  return { eids: [method], identityTypes: identityTypesOf(method), returnSsn: false, returnNemidPid: false };
}

/**
 * The URL that starts a login at Signicat: the authentication URL with `id=<method>[:<graphical profile>[:<language>]]` and
 * the target.
 *
 * @param login the name of the login, which the target carries.
 */
export function requestUrl({ options }: Pick<NemIdConfig, 'options'>, parameters: Parameters, login: string): string {
  const { method, graphicalProfile = '', language } = parameters;
  // A graphical profile that is left out leaves its place empty before a language.
  const look = language === undefined ? [graphicalProfile].filter((part) => part !== '') : [graphicalProfile, language];
  return withParameters(options.authenticationUrl, [
    [WIRE.id, [method, ...look].join(':')],
    [WIRE.returnTo, targetOf(options.callbackUrl, login)],
  ]);
}
