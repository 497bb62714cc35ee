import { X509Certificate } from 'node:crypto';
import { MitIdError } from '../errors';
import { isWebUrl } from './web-url';

/** An application as it is registered at the simulated NemLog-in. */
export interface ServiceProvider {
  readonly entityId: string;
  /** The one assertion consumer service: answers are posted here and nowhere else. */
  readonly callbackUrl: string;
  /** PEM: what its requests are signed with. */
  readonly signingCert: string;
  /** PEM: what assertions are encrypted for. Without one they go unencrypted, which the real NemLog-in does not do. */
  readonly encryptionCert?: string;
  /** Whether it is told CPR numbers, as public authorities are. Default true. */
  readonly cpr?: boolean;
  /** Its single logout service, for both bindings. Without one it is told of no logout, and may ask for none. */
  readonly logoutUrl?: string;
  /** How logout messages go to it; it may use either. Default `redirect`. */
  readonly logoutBinding?: LogoutBinding;
}

export const LOGOUT_BINDINGS = ['redirect', 'post'] as const;
/** HTTP-Redirect or HTTP-POST. */
export type LogoutBinding = (typeof LOGOUT_BINDINGS)[number];

/** The service providers of the simulated NemLog-in, by entityID. */
export class ServiceProviders {
  private readonly byId = new Map<string, ServiceProvider>();

  /** @throws MitIdError `configuration_invalid` */
  constructor(serviceProviders: readonly ServiceProvider[]) {
    for (const one of serviceProviders) this.register(one);
  }

  /**
   * Adds a service provider, or replaces the one with this entityID.
   *
   * @throws MitIdError `configuration_invalid` when a member is missing or unusable.
   */
  register(registration: ServiceProvider): void {
    const problems = problemsOf(registration);
    if (problems.length > 0) throw new MitIdError('configuration_invalid', { option: 'serviceProviders', problems });
    const { entityId, callbackUrl, signingCert, encryptionCert, cpr, logoutUrl, logoutBinding } = registration;
    this.byId.set(entityId, {
      entityId,
      callbackUrl,
      signingCert,
      ...(encryptionCert === undefined ? {} : { encryptionCert }),
      ...(cpr === undefined ? {} : { cpr }),
      ...(logoutUrl === undefined ? {} : { logoutUrl }),
      ...(logoutBinding === undefined ? {} : { logoutBinding }),
    });
  }

  get(entityId: string): ServiceProvider | undefined {
    return this.byId.get(entityId);
  }

  list(): readonly ServiceProvider[] {
    return [...this.byId.values()];
  }
}

// From JSON too, where nothing is certain.
function problemsOf(registration: { readonly [Member in keyof ServiceProvider]?: unknown }): string[] {
  const { entityId, callbackUrl, signingCert, encryptionCert, cpr, logoutUrl, logoutBinding } = registration;
  return [
    ...(typeof entityId === 'string' && entityId !== '' ? [] : ['entityId is missing']),
    ...urlProblems('callbackUrl', callbackUrl),
    ...certificateProblems('signingCert', signingCert),
    ...(encryptionCert === undefined ? [] : certificateProblems('encryptionCert', encryptionCert)),
    ...(cpr === undefined || typeof cpr === 'boolean' ? [] : ['cpr is neither true nor false']),
    ...(logoutUrl === undefined ? [] : urlProblems('logoutUrl', logoutUrl)),
    ...(logoutBinding === undefined || LOGOUT_BINDINGS.some((binding) => binding === logoutBinding)
      ? []
      : [`logoutBinding is none of ${LOGOUT_BINDINGS.join(', ')}`]),
  ];
}

/** What is wrong with an address that is registered. */
export function urlProblems(name: string, url: unknown): string[] {
  return typeof url === 'string' && isWebUrl(url) ? [] : [`${name} is no http or https URL: ${String(url)}`];
}

/** What is wrong with a certificate that is registered. */
export function certificateProblems(name: string, pem: unknown): string[] {
  try {
    const { publicKey } = new X509Certificate(typeof pem === 'string' ? pem : '');
    return publicKey.asymmetricKeyType === 'rsa' ? [] : [`${name} is no certificate of an RSA key`];
  } catch {
    return [`${name} is no certificate in PEM`];
  }
}
