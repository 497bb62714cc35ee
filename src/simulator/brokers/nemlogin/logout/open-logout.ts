import type { ServiceProvider } from '../../../service-providers';
import { MESSAGES } from '../../saml2/messages';
import { decoded, inflated, openMessage, type OpenedMessage } from '../../saml2/open-request';
import { refuse } from '../../request-refusal';
import { readSignedQuery } from '../../saml2/signed-query';
import { verifyQuery } from '../../saml2/verify-query';
import { verifyDocument } from './verify-document';

/** A logout message as the browser brings it. */
export type LogoutArrival =
  /** The query as it stands in the address, without the question mark. */
  | { readonly binding: 'redirect'; readonly rawQuery: string }
  /** The fields of the form. */
  | { readonly binding: 'post'; readonly form: Readonly<Record<string, string>> };

export type LogoutName = 'LogoutRequest' | 'LogoutResponse';

/** A logout message that could be read. */
export interface OpenedLogout extends OpenedMessage {
  readonly name: LogoutName;
  readonly binding: LogoutArrival['binding'];
  readonly relayState?: string;
  /** Verifies the signature. @throws RequestRefusal */
  readonly verify: (sender: ServiceProvider) => void;
}

/** Which message it is: its parameter says so. */
export function logoutNameOf(arrival: LogoutArrival): LogoutName {
  const answers =
    arrival.binding === 'post' ? 'SAMLResponse' in arrival.form : /(?:^|&)SAMLResponse=/.test(arrival.rawQuery);
  return answers ? 'LogoutResponse' : 'LogoutRequest';
}

/** Reads a logout message; nothing of it is believed yet. @throws RequestRefusal */
export function openLogout(arrival: LogoutArrival): OpenedLogout {
  const name = logoutNameOf(arrival);
  const { parameter, article, begin } = MESSAGES[name];
  if (arrival.binding === 'redirect') {
    const query = readSignedQuery(arrival.rawQuery, name);
    const { relayState } = query;
    return {
      ...openMessage(inflated(query.message, parameter), name),
      name,
      binding: 'redirect',
      ...(relayState === undefined ? {} : { relayState }),
      verify: (sender) => verifyQuery(query, sender),
    };
  }
  const { [parameter]: field, RelayState: relayState } = arrival.form;
  if (field === undefined) throw refuse('the message', `no ${parameter}`, article, begin);
  const opened = openMessage(decoded(field, parameter), name);
  return {
    ...opened,
    name,
    binding: 'post',
    ...(relayState === undefined ? {} : { relayState }),
    verify: (sender) => verifyDocument(opened, sender),
  };
}
