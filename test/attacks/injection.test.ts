import { writeServiceProvider } from '../../src/metadata/write-service-provider';
import {
  authnRequestUrl,
  logoutRequestForm,
  logoutRequestUrl,
  logoutResponseUrl,
  type AuthnRequest,
  type LogoutRequest,
} from '../../src/protocols/saml2';
import { readArtifact } from '../../src/protocols/saml11';
import { readOptions as readEidentOptions } from '../../src/strategies/eident/config';
import { askedOf, requestUrl } from '../../src/strategies/eident/request';
import { CERTS } from '../support/certs';
import { artifact, ofClasses } from './harness';
import { SERVICE_PROVIDER } from './harness/encrypting';
import { attributeOf, inAddress, inMessage, inXml, textOf, type Place } from './harness/sent-places';

const { sentAttack, sentRefusal } = ofClasses(32);

// What a caller, a broker or a person says is written into requests, answers, metadata and addresses. There it is a value.
const foxIt = 'Fox-IT and NCC Group: XML injection into what a service provider writes; samlify attribute-injection';
const address = 'HTTP parameter pollution: Balduzzi et al., NDSS 2011';

/** Markup, references, section ends, line ends, a signature’s mark, and what String.replace takes for more than text. */
const MARKUP = `"/><evil a='1'>&lt;&#60;%22]]>\r\n\t<!--$&$\`$' IssueInstant="x" éø\u2028</evil>`;
const PARAMETERS = `x&returnssn=true&Signature=evil;SAMLRequest=%3Cevil%3E+#evil?a=b`;

const settings = {
  entityId: 'https://app.example/saml',
  callbackUrl: 'https://app.example/callback',
  entryPoint: 'https://idp.example/sso',
  destination: 'https://idp.example/slo',
  signingKey: SERVICE_PROVIDER.key,
};
const now = Date.now();
const login: AuthnRequest = { id: '_1', relayState: 'state', issueInstant: now };
const logout: LogoutRequest = {
  id: '_1',
  nameId: 'name',
  sessionIndex: 'index',
  nameIdFormat: 'urn:x',
  relayState: 'state',
  issueInstant: now,
  notOnOrAfter: now,
};

/** XML reads a line end as one line feed, unless it was written as references: node-saml does not. */
const ONE_LINE = MARKUP.replaceAll(/[\r\n\t]/g, '');
const plain = 'https://app.example/plain';
type Door = readonly [
  name: string,
  write: (value: string) => string | Promise<string>,
  read: (sent: string) => Place,
  hostile?: string,
];

const authn =
  (more: (value: string) => { set?: Partial<typeof settings>; req?: Partial<AuthnRequest> }) => (value: string) => {
    const { set, req } = more(value);
    return authnRequestUrl({ ...settings, ...set }, { ...login, ...req });
  };
const sp = {
  entityId: settings.entityId,
  callbackUrl: settings.callbackUrl,
  signingCerts: [CERTS.idp.cert],
  encryptionCerts: [],
  encryptionMethods: [],
  nameIdFormat: 'urn:x',
  serviceName: { da: 'Tjeneste' },
  requestedAttributes: [],
};
const asked = (value: string, hash = logout) => logoutRequestUrl(settings, { ...hash, nameId: value });

const doors: readonly Door[] = [
  [
    'entity-id-of-a-login',
    authn((entityId) => ({ set: { entityId } })),
    inMessage('SAMLRequest', textOf('Issuer')),
    ONE_LINE,
  ],
  [
    'callback-of-a-login',
    authn((callbackUrl) => ({ set: { callbackUrl } })),
    inMessage('SAMLRequest', attributeOf('AssertionConsumerServiceURL')),
    ONE_LINE,
  ],
  [
    'context-of-a-login',
    authn((value) => ({ req: { authnContext: [value] } })),
    inMessage('SAMLRequest', textOf('AuthnContextClassRef')),
    ONE_LINE,
  ],
  [
    'app-switch-of-a-login',
    authn((returnUrl) => ({ req: { appSwitch: { platform: 'iOS', returnUrl } } })),
    inMessage('SAMLRequest', textOf('ReturnURL')),
    ONE_LINE,
  ],
  ['name-of-a-logout', asked, inMessage('SAMLRequest', textOf('NameID'))],
  [
    'format-of-the-name-of-a-logout',
    (nameIdFormat) => logoutRequestUrl(settings, { ...logout, nameIdFormat }),
    inMessage('SAMLRequest', (root) => root.elements[1]?.attribute('Format')),
  ],
  [
    'session-index-of-a-logout',
    (sessionIndex) => logoutRequestUrl(settings, { ...logout, sessionIndex }),
    inMessage('SAMLRequest', textOf('SessionIndex')),
  ],
  ['name-of-a-logout-by-post', (nameId) => posted({ nameId }), inXml(textOf('NameID'))],
  ['session-index-of-a-logout-by-post', (sessionIndex) => posted({ sessionIndex }), inXml(textOf('SessionIndex'))],
  [
    'request-that-a-logout-answers',
    (inResponseTo) => logoutResponseUrl(settings, { id: '_1', inResponseTo, status: 'success', issueInstant: now }),
    inMessage('SAMLResponse', attributeOf('InResponseTo')),
  ],
  [
    'entity-id-of-the-metadata',
    (entityId) => writeServiceProvider({ ...sp, entityId }),
    inXml(attributeOf('entityID')),
  ],
  [
    'callback-of-the-metadata',
    (callbackUrl) => writeServiceProvider({ ...sp, callbackUrl }),
    inXml((root) =>
      root.elements[0]?.elements.find(({ local }) => local === 'AssertionConsumerService')?.attribute('Location'),
    ),
  ],
  [
    'organization-of-the-metadata',
    (name) =>
      writeServiceProvider({ ...sp, organization: { name: { da: name }, displayName: { da: 'x' }, url: { da: 'x' } } }),
    inXml(textOf('OrganizationName')),
  ],
];
for (const [name, write, read, hostile = MARKUP] of doors) {
  sentAttack({ name: `markup-in-the-${name}`, source: foxIt, hostile, plain, write, read });
}

/** The document of the form, which the browser posts. */
function posted(more: Partial<LogoutRequest>): string {
  const { fields } = logoutRequestForm(settings, { ...logout, ...more });
  return Buffer.from(fields[0]?.[1] ?? '', 'base64').toString();
}

const EIDENT = {
  entryPoint: 'https://eident.example/its/index.html',
  assertionUrl: 'https://eident.example/saml1resp/getassertion',
  callbackUrl: 'https://app.example/callback',
  merchantId: 'merchant-900001',
  merchantPassword: 'test-only',
  idpIssuer: 'https://eident.example',
  idpCert: CERTS.idp.cert,
};
const eident = (parameters: object, target = 'target') =>
  requestUrl(readEidentOptions(EIDENT), parameters, askedOf(parameters), { target });

const addresses: readonly Door[] = [
  ['relay-state-of-a-login', authn((relayState) => ({ req: { relayState } })), inAddress('RelayState')],
  [
    'relay-state-of-a-logout',
    (relayState) => logoutRequestUrl(settings, { ...logout, relayState }),
    inAddress('RelayState'),
  ],
  [
    'relay-state-of-the-answer-to-a-logout',
    (relayState) =>
      logoutResponseUrl(settings, { id: '_1', inResponseTo: '_2', status: 'success', issueInstant: now, relayState }),
    inAddress('RelayState'),
  ],
  ['target-at-e-ident', (target) => eident({}, target), inAddress('TARGET')],
  ['reference-text-at-e-ident', (referenceText) => eident({ referenceText }), inAddress('reference_text')],
  [
    'transaction-text-at-e-ident',
    (text) => eident({ transactionText: { text, type: 'text' } }),
    inAddress('transactiontext'),
  ],
  ['additional-info-at-e-ident', (additionalInfo) => eident({ additionalInfo }), inAddress('additional_info')],
];
for (const [name, write, read] of addresses) {
  sentAttack({
    name: `parameters-in-the-${name}`,
    classes: [31, 32],
    source: address,
    hostile: PARAMETERS,
    plain: 'plain',
    write,
    read,
  });
}

for (const [name, write] of [
  ['a-login', authn((entityId) => ({ set: { entityId } }))],
  ['a-logout', asked],
] as const) {
  for (const [what, character] of [
    ['a-null', '\0'],
    ['half-a-character', '\ud800'],
    ['a-control-character', '\u000b'],
  ] as const) {
    sentRefusal({
      name: `${what}-in-${name}`,
      code: 'parameter_invalid',
      source: `${foxIt}; XML 1.0 2.2: it cannot be written, and a library that drops it writes another name`,
      hostile: `${plain}${character}`,
      plain,
      write,
    });
  }
}

sentRefusal({
  name: 'markup-in-an-artifact',
  classes: [32, 36],
  code: 'artifact_malformed',
  source: foxIt,
  hostile: `${artifact()}</samlp:AssertionArtifact><samlp:AssertionArtifact>`,
  plain: artifact(),
  write: readArtifact,
});
