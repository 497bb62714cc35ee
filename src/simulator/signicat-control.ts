import { signicatMetadata } from './brokers/signicat/mitid/metadata';
import { ENTITY_ID, NEMID_ISSUER } from './brokers/signicat/names';
import type { Signicat } from './brokers/signicat/state';
import { DEFAULT_SIGNICAT_SERVICE, type SignicatService, type SignicatServiceProvider } from './signicat-applications';

/** What connects an application to NemID at the simulated Signicat: spread it into the options of `SignicatStrategy`. */
export interface SignicatNemIdConnection {
  readonly authenticationUrl: string;
  readonly idpIssuer: string;
  /** PEM. */
  readonly idpCert: string;
  readonly audience: string;
}

/** The simulated Signicat, as an application and a test see it. */
export interface SignicatControl {
  /** The broker's entityID (SAML 2.0). */
  readonly entityId: string;
  readonly idpMetadata: string;
  /** Where its metadata can be fetched. */
  readonly metadataUrl: string;
  /** Where AuthnRequests go, by HTTP-Redirect. */
  readonly entryPoint: string;
  /** How the first service is connected for NemID. */
  readonly nemid: SignicatNemIdConnection;
  /** Who is registered for MitID. */
  readonly serviceProviders: readonly SignicatServiceProvider[];
  /** Who is registered for NemID. */
  readonly services: readonly SignicatService[];
  /**
   * Adds an application for MitID, or replaces the one with this entityID.
   *
   * @throws MitIdError `configuration_invalid`
   */
  register(serviceProvider: SignicatServiceProvider): void;
  /**
   * Adds a service for NemID, or replaces the one of this name; unnamed, the first.
   *
   * @throws MitIdError `configuration_invalid`
   */
  registerService(service: Omit<SignicatService, 'service'> & Partial<SignicatService>): void;
  /**
   * How a service is connected for NemID.
   *
   * @param service its name.
   */
  connectionOf(service: string): SignicatNemIdConnection;
}

/** What `simulator.signicat` is. */
export function signicatControl(signicat: Signicat): SignicatControl {
  const { applications, world } = signicat;
  const first = (): SignicatService => applications.services[0] ?? DEFAULT_SIGNICAT_SERVICE;
  const connectionOf = (service: string): SignicatNemIdConnection => ({
    authenticationUrl: signicat.authenticationUrl(service),
    idpIssuer: NEMID_ISSUER,
    idpCert: world.signingKey.certificate,
    audience: applications.service(service)?.audience ?? service,
  });
  return {
    entityId: ENTITY_ID,
    idpMetadata: signicatMetadata(signicat),
    metadataUrl: signicat.metadataUrl,
    entryPoint: signicat.entryPoint,
    get nemid() {
      return connectionOf(first().service);
    },
    get serviceProviders() {
      return applications.serviceProviders;
    },
    get services() {
      return applications.services;
    },
    register: (serviceProvider) => applications.register(serviceProvider),
    registerService: (service) => applications.registerService({ service: first().service, ...service }),
    connectionOf,
  };
}
