import type { Request, Response } from 'express';
import {
  logoutRequestForm,
  logoutRequestUrl,
  logoutResponseForm,
  logoutResponseUrl,
  type LogoutForm,
  type LogoutRequest,
  type LogoutResponse,
} from '../../protocols/saml2';
import { sendFormPage } from '../form-page';
import type { LogoutPeer } from './single-logout-settings';

/** Where a browser goes next: to an address, or with a form to the identity provider. */
export type Onward =
  | { readonly url: string }
  | {
      readonly form: LogoutForm;
      /** An identity provider may ask in a frame of its own page, and waits there for the answer. */
      readonly framedBy?: string;
    };

/** A LogoutRequest on its way, by the binding of its receiver. @throws MitIdError as `logoutRequestUrl`. */
export function requestTo(peer: LogoutPeer, request: LogoutRequest): Onward {
  return peer.binding === 'redirect'
    ? { url: logoutRequestUrl(peer, request) }
    : { form: logoutRequestForm(peer, request) };
}

/** A LogoutResponse on its way, by the binding of its receiver. @throws MitIdError as `logoutResponseUrl`. */
export function answerTo(peer: LogoutPeer, response: LogoutResponse): Onward {
  return peer.binding === 'redirect'
    ? { url: logoutResponseUrl(peer, response) }
    : { form: logoutResponseForm(peer, response), framedBy: peer.destination };
}

/** Sends the browser on. @param status of a redirect. */
export function sendOn(req: Request, res: Response, onward: Onward, status: 302 | 303): void {
  if ('url' in onward) {
    res.redirect(status, onward.url);
    return;
  }
  const { form, framedBy } = onward;
  sendFormPage(req, res, {
    title: 'Log ud',
    heading: 'Du bliver logget ud',
    english: 'You are being logged out.',
    ...form,
    ...(framedBy !== undefined && { framedBy }),
  });
}
