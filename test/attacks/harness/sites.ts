import { EIdentStrategy } from '../../../src/strategies/eident';
import { NemLogInStrategy, type NemLogInOptions } from '../../../src/strategies/nemlog-in';
import { SignicatStrategy } from '../../../src/strategies/signicat';
import { CERTS } from '../../support/certs';
import { FACTS } from '../../support/saml11';
import { FACTS2 } from '../../support/saml2';
import { SERVICE_PROVIDER } from './encrypting';
import { idpMetadata } from './idp-metadata';
import type { Lane } from './lanes';
import { CLOCK_SKEW_MS, type WorldOptions } from './world';

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The strategy of a lane. @param soapOrigin where the assertion endpoint listens; where none does, the lane never asks it. */
export function strategyOf(
  { name, encrypts }: Lane,
  callbackUrl: string,
  soapOrigin: string,
  options: WorldOptions,
): EIdentStrategy | NemLogInStrategy | SignicatStrategy {
  if (name === 'signicat-nemid') return signicatNemIdStrategy(callbackUrl, options);
  if (name === 'signicat-mitid') return signicatMitIdStrategy(callbackUrl, options);
  return name.startsWith('saml11-')
    ? eidentStrategy(callbackUrl, soapOrigin, options)
    : nemLogInStrategy(callbackUrl, encrypts, options);
}

/** @param soapOrigin as that of `strategyOf`. */
export function eidentStrategy(callbackUrl: string, soapOrigin: string, options: WorldOptions): EIdentStrategy {
  const { broker = FACTS.issuer, ...others } = options;
  return new EIdentStrategy(
    {
      entryPoint: `${soapOrigin}/its/index.html`,
      assertionUrl: `${soapOrigin}/saml1resp/getassertion`,
      assertionCa: CERTS.tlsCa.cert,
      callbackUrl,
      merchantId: FACTS.audience,
      merchantPassword: 'test-only',
      idpIssuer: broker,
      idpCert: CERTS.idp.cert,
      bindings: ['artifact', 'post'],
      eids: ['mitid'],
      returnSsn: true,
      returnNemidPid: true,
      acceptedClockSkewMs: CLOCK_SKEW_MS,
      logger,
      ...others,
    },
    (profile, done) => done(null, profile),
  );
}

/** Where the identity provider is told of logouts, and answered. */
export const LOGOUT_ENTRY = 'https://idp.example/slo';
const LOGOUT_SERVICE =
  '<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"' +
  ` Location="${LOGOUT_ENTRY}"></md:SingleLogoutService>`;

/**
 * @param encrypts whether only an encrypted assertion is taken, where the options say nothing else.
 * @param more options that no attack chooses; with a `logoutUrl` the identity provider has single logout too.
 */
export function nemLogInStrategy(
  callbackUrl: string,
  encrypts: boolean,
  options: WorldOptions,
  more: Pick<NemLogInOptions, 'logoutUrl' | 'logger'> = {},
): NemLogInStrategy {
  const { idpCert = CERTS.idp.cert, broker, ...others } = options;
  return new NemLogInStrategy(
    {
      entityId: FACTS2.audience,
      callbackUrl,
      idpMetadata: idpMetadata([idpCert].flat(), more.logoutUrl === undefined ? '' : LOGOUT_SERVICE, broker),
      signingKey: SERVICE_PROVIDER.key,
      decryptionKeys: [{ key: SERVICE_PROVIDER.key }],
      requireEncryptedAssertion: encrypts,
      acceptedClockSkewMs: CLOCK_SKEW_MS,
      logger,
      ...others,
      ...more,
    },
    (profile, done) => done(null, profile),
  );
}

function signicatMitIdStrategy(callbackUrl: string, options: WorldOptions): SignicatStrategy {
  const { idpCert = CERTS.idp.cert, broker, ...others } = options;
  return new SignicatStrategy(
    {
      method: 'mitid',
      entityId: FACTS2.audience,
      callbackUrl,
      idpMetadata: idpMetadata([idpCert].flat(), '', broker),
      signingKey: SERVICE_PROVIDER.key,
      decryptionKeys: [{ key: SERVICE_PROVIDER.key }],
      allowCbc: true,
      stepUpParameter: 'token_id',
      acceptedClockSkewMs: CLOCK_SKEW_MS,
      logger,
      ...others,
    },
    (profile, done) => done(null, profile),
  );
}

function signicatNemIdStrategy(callbackUrl: string, options: WorldOptions): SignicatStrategy {
  const { broker = FACTS.issuer, ...others } = options;
  return new SignicatStrategy(
    {
      method: 'nemid',
      authenticationUrl: 'https://signicat.example/std/method/demo',
      callbackUrl,
      idpIssuer: broker,
      idpCert: CERTS.idp.cert,
      audience: FACTS.audience,
      acceptedClockSkewMs: CLOCK_SKEW_MS,
      logger,
      ...others,
    },
    (profile, done) => done(null, profile),
  );
}
