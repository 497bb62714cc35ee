import { MitIdError } from '../errors';
import { certificateProblems, urlProblems } from './service-providers';

/** An application as it is registered at the simulated Signicat for MitID, over SAML 2.0. */
export interface SignicatServiceProvider {
  readonly entityId: string;
  /** The one assertion consumer service: answers are posted here and nowhere else. */
  readonly callbackUrl: string;
  /** PEM: what its requests are signed with. Without one they are taken unsigned. */
  readonly signingCert?: string;
  /** PEM: what assertions are encrypted for. Without one they go unencrypted. */
  readonly encryptionCert?: string;
  /** Whether it is told CPR numbers, as after Signicat's CPR match: always (default), never, or in a step-up alone. */
  readonly cpr?: boolean | 'step-up';
  /** The query parameter of a request that brings the `auth-token-id` of an earlier login back; no source names it. */
  readonly stepUpParameter?: string;
}

/** An application as it is registered at the simulated Signicat for NemID, over SAML 1.1. */
export interface SignicatService {
  /** The last part of the authentication URL: letters, digits, `.`, `_` and `-`. */
  readonly service: string;
  /** What the target of a login must begin with: scheme, host, port and path are the same, the query is free. */
  readonly callbackUrl: string;
  /** The Audience of its assertions. Default: the service's name. */
  readonly audience?: string;
  /** Whether it is told CPR numbers. Default true. */
  readonly cpr?: boolean;
}

export const DEFAULT_SIGNICAT_SERVICE: SignicatService = {
  service: 'demo',
  callbackUrl: 'http://localhost:3000/login/nemid/callback',
};

const PARAMETER = /^[\w.-]{1,64}$/;

type Unchecked<Registration> = { readonly [Member in keyof Registration]?: unknown };

/** The applications that are registered at the simulated Signicat. */
export class SignicatApplications {
  private readonly byEntityId = new Map<string, SignicatServiceProvider>();
  private readonly byName = new Map<string, SignicatService>();

  /** @throws MitIdError `configuration_invalid` */
  constructor(serviceProviders: readonly SignicatServiceProvider[], services: readonly SignicatService[]) {
    for (const one of serviceProviders) this.register(one);
    for (const one of services) this.registerService(one);
  }

  /**
   * Adds an application for MitID, or replaces the one with this entityID.
   *
   * @throws MitIdError `configuration_invalid` when a member is missing or unusable.
   */
  register({ entityId, callbackUrl, ...more }: SignicatServiceProvider): void {
    const { signingCert, encryptionCert, cpr, stepUpParameter } = more;
    const serviceProvider = { entityId, callbackUrl, ...given({ signingCert, encryptionCert, cpr, stepUpParameter }) };
    refuseProblems('serviceProviders', serviceProviderProblems(serviceProvider));
    this.byEntityId.set(entityId, serviceProvider);
  }

  /**
   * Adds a service for NemID, or replaces the one of this name.
   *
   * @throws MitIdError `configuration_invalid` when a member is missing or unusable.
   */
  registerService({ service, callbackUrl, audience, cpr }: SignicatService): void {
    const registered = { service, callbackUrl, ...given({ audience, cpr }) };
    refuseProblems('services', serviceProblems(registered));
    this.byName.set(service, registered);
  }

  serviceProvider(entityId: string): SignicatServiceProvider | undefined {
    return this.byEntityId.get(entityId);
  }

  service(name: string): SignicatService | undefined {
    return this.byName.get(name);
  }

  get serviceProviders(): readonly SignicatServiceProvider[] {
    return [...this.byEntityId.values()];
  }

  get services(): readonly SignicatService[] {
    return [...this.byName.values()];
  }
}

function given<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

// From JSON too, where nothing is certain.
function serviceProviderProblems(registration: Unchecked<SignicatServiceProvider>): string[] {
  const { entityId, callbackUrl, signingCert, encryptionCert, cpr, stepUpParameter } = registration;
  return [
    ...(typeof entityId === 'string' && entityId !== '' ? [] : ['entityId is missing']),
    ...urlProblems('callbackUrl', callbackUrl),
    ...(signingCert === undefined ? [] : certificateProblems('signingCert', signingCert)),
    ...(encryptionCert === undefined ? [] : certificateProblems('encryptionCert', encryptionCert)),
    ...(cpr === 'step-up' ? [] : cprProblems(cpr)),
    ...(stepUpParameter === undefined || (typeof stepUpParameter === 'string' && PARAMETER.test(stepUpParameter))
      ? []
      : ['stepUpParameter is no plain parameter name']),
  ];
}

function serviceProblems({ service, callbackUrl, audience, cpr }: Unchecked<SignicatService>): string[] {
  return [
    ...(typeof service === 'string' && PARAMETER.test(service)
      ? []
      : ['service is no name of letters, digits, dots, underscores and hyphens']),
    ...urlProblems('callbackUrl', callbackUrl),
    ...(audience === undefined || (typeof audience === 'string' && audience !== '') ? [] : ['audience is no text']),
    ...cprProblems(cpr),
  ];
}

function cprProblems(cpr: unknown): string[] {
  return cpr === undefined || typeof cpr === 'boolean' ? [] : ['cpr is neither true nor false'];
}

function refuseProblems(option: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { option: `signicat.${option}`, problems });
}
