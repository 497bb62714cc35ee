import type { ExchangeRecorder } from '../../exchanges';
import type { Merchant } from '../../options';
import { errorPage } from '../../pages/end-pages';
import type { Language } from '../../pages/texts';
import type { World } from '../../world';
import type { EIdentError } from './error-codes';
import { redirectTo, showPage, type Outcome } from '../outcome';

/** What is known of a login that fails. */
export interface Refused {
  readonly exchange: ExchangeRecorder;
  readonly language: Language;
  readonly merchant?: Merchant;
  readonly statusUrl?: string;
  readonly startUrl?: string;
}

/**
 * Sends an error to the `status` URL, or shows it where there is none. Only an URL at the origin of the registered callback is
 * followed: a broker that sends people anywhere is an open redirect.
 */
export function refuse(world: World, refused: Refused, error: EIdentError): Outcome {
  const { exchange, language, merchant, statusUrl, startUrl } = refused;
  const sent = statusUrl !== undefined && world.merchants.ownsOriginOf(statusUrl, merchant);
  const status = { name: 'status', value: statusUrl ?? 'none', meaning: sent ? 'the error is sent here' : 'not used' };
  exchange.add({
    title: `Error ${error.code}`,
    fields: [{ name: 'code', value: error.code }, { name: 'reason', value: error.reason }, status],
  });
  if (sent) {
    const url = new URL(statusUrl);
    url.searchParams.set(world.settings.statusParameter, error.code);
    return redirectTo(url.href);
  }
  const start = startUrl !== undefined && world.merchants.ownsOriginOf(startUrl, merchant) ? startUrl : undefined;
  return showPage(errorPage(language, error, statusUrl === undefined ? 'noStatus' : 'foreignStatus', start), 400);
}
