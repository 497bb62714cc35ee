import { withParameters } from '../../urls';
import { LOGIN_PARAMETER } from './wire';

/**
 * The URL that Signicat posts the answer of one login to, and says again as its Recipient: the callback URL, with the name of
 * the login in its query. Signicat has no parameter that it would carry round, and compares nothing with what was asked: by
 * this URL an answer is signed for one login.
 *
 * @param login the random name that {@link LoginRequests} gives a login.
 */
export function targetOf(callbackUrl: string, login: string): string {
  return withParameters(callbackUrl, [[LOGIN_PARAMETER, login]]);
}
