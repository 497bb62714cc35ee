import type { Broker, Judgement } from './inspection';
import type { ReadMessage } from './message';

/**
 * What is to be said of how a message came.
 *
 * @param asked the broker that was named.
 * @param judged the one whose judge it was given to.
 */
export function notesOn(
  { delivery, message, soap }: ReadMessage,
  ours: boolean,
  asked: Broker | undefined,
  judged: Judgement['broker'] | undefined,
): readonly string[] {
  const { local } = message;
  return [
    asked !== undefined &&
      judged !== undefined &&
      asked !== judged &&
      `Judged as for ${judged}: ${asked} sends no such message, it speaks another version of SAML.`,
    ours &&
      local === 'AuthnRequest' &&
      'Sent by a service: only its signature is verified here. What the broker would say, `mitid-saml simulate --check` tells.',
    ours && local.startsWith('Logout') && 'Sent by this service, by its Issuer: only its signature is verified here.',
    delivery.binding === 'bare' &&
      (local.startsWith('Logout') || local === 'AuthnRequest') &&
      'Over HTTP-Redirect the signature stands in the URL: give the whole URL to have it verified.',
    judged === 'eident' && !soap && "E-Ident's strategy takes a posted answer only where `bindings` has 'post'.",
    judged === 'signicat-nemid' &&
      soap &&
      "Signicat's strategy takes no answer over SOAP: it is judged here as E-Ident's would be.",
    delivery.binding === 'redirect' &&
      local === 'Response' &&
      'It came in a URL, or deflated as there: strategies take an answer only as a form posts it, and judge it here as if so.',
  ].filter((note) => typeof note === 'string');
}
