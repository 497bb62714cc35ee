import type { Signicat } from '../brokers/signicat/state';
import type { SignicatService, SignicatServiceProvider } from '../signicat-applications';
import { developerPage, NAVIGATION, table } from './developer-parts';
import { html, type Html } from './html';

/** How to connect to the simulated Signicat, and who is registered. */
export function signicatControlPage(signicat: Signicat): string {
  const { metadataUrl, applications } = signicat;
  return developerPage(
    'Signicat',
    html`${NAVIGATION}
      <p>
        What follows, as JSON, with the metadata and the certificate:
        <a href="/simulator/signicat.json">/simulator/signicat.json</a>
      </p>
      <h2>MitID</h2>
      <p>Metadata: <a href="${metadataUrl}">${metadataUrl}</a></p>
      ${serviceProviders(applications.serviceProviders)}
      <h2>NemID</h2>
      ${services(signicat, applications.services)}`,
  );
}

function serviceProviders(all: readonly SignicatServiceProvider[]): Html {
  if (all.length === 0) {
    return html`<p>
      Nobody is registered. In a test: <code>simulator.signicat.register({ … })</code>; in a terminal:
      <code>mitid-saml simulate --signicat-entity-id … --signicat-callback …</code>
    </p>`;
  }
  return table(
    ['entityID', 'Callback', 'Requests', 'Assertions'],
    all.map(({ entityId, callbackUrl, signingCert, encryptionCert }) => [
      html`<code>${entityId}</code>`,
      html`${callbackUrl}`,
      html`${signingCert === undefined ? 'taken unsigned: no signingCert is registered' : 'signed'}`,
      html`${encryptionCert === undefined ? 'not encrypted: no encryptionCert is registered' : 'encrypted'}`,
    ]),
  );
}

function services(signicat: Signicat, all: readonly SignicatService[]): Html {
  return table(
    ['Authentication URL', 'The target begins with', 'Audience'],
    all.map(({ service, callbackUrl, audience = service }) => [
      html`<code>${signicat.authenticationUrl(service)}</code>`,
      html`${callbackUrl}`,
      html`${audience}`,
    ]),
  );
}
