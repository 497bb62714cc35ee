export { startSimulator } from './start';
export type { EIdentConnection, Simulator } from './start';
export type { NemLogInControl } from './nemlogin-control';
export type { SignicatControl, SignicatNemIdConnection } from './signicat-control';
export { DEFAULT_SIGNICAT_SERVICE } from './signicat-applications';
export type { SignicatService, SignicatServiceProvider } from './signicat-applications';
export type { UuidMatchOptions } from './brokers/uuidmatch/options';
export type { UuidMatchConnection } from './brokers/uuidmatch/service';
export { DEFAULT_CALLBACK_URL } from './options';
export type {
  Merchant,
  MerchantRegistration,
  NemLogInOptions,
  SignicatOptions,
  Signs,
  SimulatorOptions,
} from './options';
export { makeTestKey } from './keys/test-key';
export type { TestKey } from './keys/test-key';
export type { BegunLogout, LogOutOptions } from './brokers/nemlogin/logout/log-out';
export type { LogoutBinding, ServiceProvider } from './service-providers';
export type { DataEncryption, KeyEncryption } from './brokers/saml2/algorithms';
export { CHOICES as NEMLOGIN_CHOICES } from './brokers/nemlogin/settings';
export type { Dialect, NemLogInSettings } from './brokers/nemlogin/settings';
export type { About, Demand } from './check/check';
export type { Checklist, Finding, Verdict } from './check/checklist';
export type { Exchange, ExchangeField, ExchangeStep } from './exchanges';
export type { FaultName } from './faults';
export type { Company, Employment, MitIdIdentity, NemIdIdentity, Persona, PrivilegeGroup } from './personas';
