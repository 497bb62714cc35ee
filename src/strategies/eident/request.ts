import type { Asked } from '../../login-request';
import { withParameters } from '../urls';
import type { EIdentConfig } from './config';
import { DEFAULT_EIDS } from './parameter-rules';
import type { EIdentParameters } from './parameters';
import { isLegacyEid, LOGIN_PARAMETER, UI_MODES, WIRE } from './wire';

type WireName = (typeof WIRE)[keyof typeof WIRE];

/** What the login will be held to. Without a level named, `substantial` is asked for, which is the broker's default too. */
export function askedOf(parameters: EIdentParameters): Asked {
  const { eids = DEFAULT_EIDS, loa, aal, presetId, referenceText, transactionText, additionalInfo } = parameters;
  // The asked level does not apply to a NemID of old (rules 5).
  const floor = loa ?? (aal === undefined && !eids.every(isLegacyEid) ? 'substantial' : undefined);
  return {
    eids,
    returnSsn: parameters.returnSsn ?? false,
    returnNemidPid: parameters.returnNemidPid ?? false,
    ...(floor !== undefined && { loa: floor }),
    ...(aal !== undefined && { aal }),
    ...(presetId !== undefined && { presetId }),
    ...(referenceText !== undefined && { referenceText }),
    ...(transactionText !== undefined && { transactionText }),
    ...(additionalInfo !== undefined && { additionalInfo }),
  };
}

/**
 * The URL that starts a login at E-Ident: the request is its query string (facts/eident.md, "The flow").
 *
 * @param target names the login; comes back as TARGET.
 * @param transactionId the earlier transaction that a step-up reuses.
 */
export function requestUrl(
  { options, errorParameters }: Pick<EIdentConfig, 'options' | 'errorParameters'>,
  parameters: EIdentParameters,
  asked: Asked,
  { target, transactionId }: { readonly target: string; readonly transactionId?: string },
): string {
  const query: [WireName, string | undefined][] = [
    [WIRE.merchantId, options.merchantId],
    [WIRE.target, target],
    [WIRE.eids, asked.eids?.join(',')],
    [WIRE.returnSsn, asked.returnSsn ? 'true' : undefined],
    [WIRE.returnNemidPid, asked.returnNemidPid ? 'true' : undefined],
    [WIRE.transactionId, transactionId],
    [WIRE.loa, asked.loa],
    [WIRE.aal, asked.aal],
    [WIRE.presetId, asked.presetId],
    [WIRE.referenceText, asked.referenceText],
    [WIRE.transactionText, asked.transactionText?.text],
    [WIRE.transactionTextType, asked.transactionText?.type],
    [WIRE.additionalInfo, asked.additionalInfo],
    [WIRE.statusUrl, statusUrl(parameters.statusUrl ?? options.callbackUrl, target, errorParameters)],
    [WIRE.startUrl, parameters.startUrl],
    [WIRE.style, parameters.style],
    [WIRE.uiMode, uiMode(parameters.uiMode)],
    [WIRE.locale, parameters.locale],
  ];
  return withParameters(
    options.entryPoint,
    query.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

// Integrations of E-Ident end their status URL in "status=", and the code is written behind it; a broker that adds a
// parameter of its own instead is understood as well, since an empty one says nothing.
function statusUrl(url: string, target: string, [errorParameter = 'status']: readonly string[]): string {
  return withParameters(url, [
    [LOGIN_PARAMETER, target],
    [errorParameter, ''],
  ]);
}

function uiMode(mode: EIdentParameters['uiMode'] = 'redirect'): string | undefined {
  return typeof mode === 'string' ? UI_MODES[mode] : mode.wi;
}
