import { escapeInLowerCase } from '../support/saml2';
import { LOGOUT_REDIRECT, ofClasses, swap } from './harness';

const { logoutAttack, logoutHarmless } = ofClasses(31);

// What is signed by redirect is a string of octets; whoever rebuilds it from what a framework has parsed signs another.
const octets = 'SAML 2.0 bindings 3.4.4.1: the signature is over the original octets of the query, in one order';
const lanes = LOGOUT_REDIRECT;

logoutAttack({
  name: 'logout-with-another-relay-state',
  code: 'signature_invalid',
  codes: { 'logout-response-redirect': ['logout_unknown', 'RelayState finds the logout that it is the answer to'] },
  source: octets,
  lanes,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { query: (query) => swap(query, /RelayState=[^&]*/, 'RelayState=another') }),
});

logoutAttack({
  name: 'logout-whose-relay-state-was-removed',
  code: 'signature_invalid',
  codes: { 'logout-response-redirect': ['callback_empty', 'RelayState finds the logout that it is the answer to'] },
  source: octets,
  lanes,
  forged: (scene) => scene.redirect(scene.unsigned(), { query: (query) => swap(query, /&RelayState=[^&]*/, '') }),
});

logoutAttack({
  name: 'logout-whose-relay-state-was-emptied',
  code: 'signature_invalid',
  codes: { 'logout-response-redirect': ['callback_empty', 'RelayState finds the logout that it is the answer to'] },
  source: octets,
  lanes,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { query: (query) => swap(query, /RelayState=[^&]*/, 'RelayState=') }),
});

logoutAttack({
  name: 'logout-whose-relay-state-was-not-signed',
  code: 'signature_invalid',
  source: octets,
  lanes,
  forged: (scene) => scene.redirect(scene.unsigned(), { octets: (usual) => swap(usual, /&RelayState=[^&]*/, '') }),
});

logoutAttack({
  name: 'logout-whose-sigalg-was-not-signed',
  code: 'signature_invalid',
  source: octets,
  lanes,
  forged: (scene) => scene.redirect(scene.unsigned(), { octets: (usual) => swap(usual, /&SigAlg=.*$/, '') }),
});

logoutAttack({
  name: 'logout-signed-in-another-order',
  code: 'signature_invalid',
  source: octets,
  lanes,
  forged: (scene) => scene.redirect(scene.unsigned(), { octets: (usual) => usual.split('&').reverse().join('&') }),
});

logoutAttack({
  name: 'logout-signed-over-what-is-not-escaped',
  code: 'signature_invalid',
  source: octets,
  lanes,
  forged: (scene) => scene.redirect(scene.unsigned(), { octets: decodeURIComponent }),
});

logoutAttack({
  name: 'logout-escaped-anew-in-lower-case',
  code: 'signature_invalid',
  source: `${octets}; an escape written again may be another`,
  lanes,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), {
      query: (query) => swap(query, /RelayState=[^&]*&SigAlg=[^&]*/, lowered(query)),
    }),
});

logoutAttack({
  name: 'logout-signed-over-the-other-parameter',
  code: 'signature_invalid',
  source: 'A good signature over SAMLResponse says nothing of the same text as a SAMLRequest, nor the other way round',
  lanes,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { octets: (usual) => swap(usual, scene.parameter, other(scene)) }),
});

logoutAttack({
  name: 'logout-signed-over-the-message-of-another-logout',
  code: 'signature_invalid',
  source: octets,
  lanes,
  forged: (scene) => scene.tampered((document) => swap(document, / ID="[^"]*"/, ' ID="_another"')),
});

logoutAttack({
  name: 'logout-with-a-parameter-under-an-escaped-name',
  code: 'message_unexpected',
  source: 'A framework reads %53igAlg as SigAlg; the octets have no such parameter',
  lanes,
  forged: (scene) => scene.redirect(scene.unsigned(), { query: (query) => swap(query, '&SigAlg=', '&%53igAlg=') }),
});

logoutAttack({
  name: 'logout-with-its-message-under-an-escaped-name',
  code: 'message_unexpected',
  source: 'A framework reads %53AMLRequest as SAMLRequest; the octets have no such parameter',
  lanes,
  forged: (scene) => scene.redirect(scene.unsigned(), { query: (query) => swap(query, 'SAMLRe', '%53AMLRe') }),
});

logoutAttack({
  name: 'logout-in-another-encoding',
  code: 'message_encoding',
  source: 'SAML 2.0 bindings 3.4.4: SAMLEncoding is not signed, so that no other than DEFLATE is believed',
  lanes,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { query: (query) => `${query}&SAMLEncoding=urn%3Aexample%3Aencoding` }),
});

logoutHarmless({
  name: 'logout-signed-and-sent-in-lower-case-escapes',
  source: 'ADFS and .NET write %2f, and sign that',
  lanes,
  variant: (scene) => scene.redirect(scene.unsigned(), { escape: escapeInLowerCase }),
});

logoutHarmless({
  name: 'logout-in-another-order-in-the-url',
  source: 'SAML 2.0 bindings 3.4.4.1: the order of the URL is free, that of the octets is not',
  lanes,
  variant: (scene) =>
    scene.redirect(scene.unsigned(), { order: ['Signature', 'SigAlg', 'RelayState', 'SAMLResponse', 'SAMLRequest'] }),
});

logoutHarmless({
  name: 'logout-beside-a-parameter-of-somebody-else',
  source: 'SAML 2.0 bindings 3.4.4.1: what else stands in the query is not part of the message',
  lanes,
  variant: (scene) => scene.redirect(scene.unsigned(), { query: (query) => `utm_source=x&${query}&lang=da` }),
});

logoutHarmless({
  name: 'logout-that-names-the-encoding-it-has',
  source: 'SAML 2.0 bindings 3.4.4.1: DEFLATE, said',
  lanes,
  variant: (scene) =>
    scene.redirect(scene.unsigned(), {
      query: (query) =>
        `${query}&SAMLEncoding=urn%3Aoasis%3Anames%3Atc%3ASAML%3A2.0%3Abindings%3AURL-Encoding%3ADEFLATE`,
    }),
});

const other = ({ parameter }: { readonly parameter: string }) =>
  parameter === 'SAMLRequest' ? 'SAMLResponse' : 'SAMLRequest';

const lowered = (query: string) =>
  (/RelayState=[^&]*&SigAlg=[^&]*/.exec(query)?.[0] ?? '').replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
