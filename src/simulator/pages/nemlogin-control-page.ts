import { CHOICES } from '../brokers/nemlogin/settings';
import type { NemLogIn } from '../brokers/nemlogin/state';
import { developerPage, NAVIGATION, table } from './developer-parts';
import { html, type Html } from './html';

const LABELS = {
  dialect: 'Dialect of the assertions',
  dataEncryption: 'Data encryption',
  keyEncryption: 'Key encryption (digest, then mask)',
} as const;

/** How the simulated NemLog-in speaks and encrypts, who is registered, and its keys. */
export function nemloginControlPage({ metadataUrl, settings, serviceProviders, keys }: NemLogIn): string {
  return developerPage(
    'NemLog-in',
    html`${NAVIGATION}
      <p>
        Metadata: <a href="${metadataUrl}">${metadataUrl}</a>. The same as JSON, with what is set here:
        <a href="/simulator/nemlogin.json">/simulator/nemlogin.json</a>
      </p>
      <h2>How it answers</h2>
      <form method="post" action="/simulator/nemlogin">
        ${(['dialect', 'dataEncryption', 'keyEncryption'] as const).map(
          (name) =>
            html`<label for="${name}">${LABELS[name]}</label>
              <p>${select(name, CHOICES[name], settings[name])}</p>`,
        )}
        <p class="actions"><button class="primary">Apply</button></p>
      </form>
      <h2>Service providers</h2>
      ${registered(serviceProviders)}
      <h2>Signing key</h2>
      <p>
        The metadata lists ${keys.certificates.length} signing certificate${keys.certificates.length === 1 ? '' : 's'}.
      </p>
      ${button('announce-next-key', 'Announce the next key')} ${button('roll-over', 'Sign with the next key')}
      <h2>Sessions</h2>
      <p>
        Who has logged in is not asked again for half an hour, in the same browser. This one:
        <a href="/nemlogin/session">/nemlogin/session</a>, where you can log out everywhere.
      </p>
      ${button('end-sessions', 'End every session')}`,
  );
}

function registered(serviceProviders: NemLogIn['serviceProviders']): Html {
  const all = serviceProviders.list();
  if (all.length === 0) {
    return html`<p>
      None is registered. In a test: <code>simulator.nemlogin.register({ … })</code>; in a terminal:
      <code>mitid-saml simulate --sp-entity-id … --sp-callback … --sp-signing-cert …</code>
    </p>`;
  }
  return table(
    ['entityID', 'Callback', 'Assertions', 'Logout'],
    all.map(({ entityId, callbackUrl, encryptionCert, logoutUrl, logoutBinding = 'redirect' }) => [
      html`<code>${entityId}</code>`,
      html`${callbackUrl}`,
      html`${encryptionCert === undefined ? 'not encrypted: no encryptionCert is registered' : 'encrypted'}`,
      html`${logoutUrl === undefined ? 'no logoutUrl is registered' : `${logoutUrl} (${logoutBinding})`}`,
    ]),
  );
}

function select(name: string, choices: readonly string[], chosen: string): Html {
  const options = choices.map(
    (one) => html`<option value="${one}" ${one === chosen ? html`selected` : undefined}>${one}</option>`,
  );
  return html`<select id="${name}" name="${name}">
    ${options}
  </select>`;
}

function button(action: string, text: string): Html {
  return html`<form method="post" action="/simulator/nemlogin/${action}">
    <button class="quiet">${text}</button>
  </form>`;
}
