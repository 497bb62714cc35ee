import type { Request } from 'express';
import { MitIdError } from '../errors';
import { BROWSER_MESSAGE, decodeBase64 } from '../trust';
import { sendFormPage, type FormPage } from './form-page';
import { isTarget } from './login-requests';
import type { Step } from './outcome';

/** An answer that came without the cookie of its login. */
export interface StrayAnswer {
  readonly response: string;
  readonly relayState: string;
}

/** The names that the answer's fields have. */
export interface FieldNames {
  readonly response: string;
  readonly relayState: string;
  /** The field that says that the answer is posted for the second time. */
  readonly reposted: string;
}

/**
 * The page that posts an answer once more, to the URL it came to. The identity provider's form comes from another site, so
 * that no SameSite=Lax cookie follows it; a form of our own is followed by all of them, that of the application's session
 * too. Nothing is consumed by the first POST, and nothing of it is believed: what the page repeats is base64 and a name of
 * our own making, so that no value can be more than a value.
 *
 * @throws MitIdError `login_unknown` where the answer names no login of ours, `message_too_large`, `base64_invalid`.
 */
export function repostPage(req: Request, { response, relayState }: StrayAnswer, names: FieldNames): Step {
  if (!isTarget(relayState)) {
    const got = `${relayState.length} characters that are no name of a login`;
    throw new MitIdError('login_unknown', { where: names.relayState, got });
  }
  const message = decodeBase64(response, BROWSER_MESSAGE.maxBytes, names.response).toString('base64');
  const page: FormPage = {
    title: 'Log ind',
    heading: 'Du bliver logget ind',
    english: 'You are being logged in.',
    fields: [
      [names.response, message],
      [names.relayState, relayState],
      [names.reposted, '1'],
    ],
  };
  return { kind: 'page', send: (res) => sendFormPage(req, res, page) };
}
