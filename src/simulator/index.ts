export { startSimulator } from './start';
export type { EIdentConnection, Simulator } from './start';
export { DEFAULT_CALLBACK_URL } from './options';
export type { Merchant, MerchantRegistration, Signs, SimulatorOptions } from './options';
export type { Exchange, ExchangeField, ExchangeStep } from './exchanges';
export type { FaultName } from './faults';
export type { Company, Employment, MitIdIdentity, NemIdIdentity, Persona } from './personas';
