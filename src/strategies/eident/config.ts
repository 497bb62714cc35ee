import { readTrusted, type TrustedCertificates } from '../../certificates';
import { MitIdError } from '../../errors';
import { checkAttributeNames } from '../../profile';
import { commonConfig, type CommonConfig } from '../common-options';
import { ownMembers, sealed } from '../own';
import { readShape, unknownKeys } from '../problems';
import { Secret } from '../secret';
import type { EIdentOptions } from './options';
import { optionConflicts } from './option-rules';
import { OPTION_SHAPE } from './options-shape';
import { PARAMETER_NAMES } from './parameter-shape';
import { parameterConflicts } from './parameter-rules';
import type { EIdentParameters } from './parameters';
import { WIRE } from './wire';

const OPTION_NAMES = Object.keys(OPTION_SHAPE);
const PARAMETERS = new Set<string>(PARAMETER_NAMES);

type SecretOption = 'merchantPassword' | 'clientKey';

/** Options that have been judged, with their defaults. */
export interface EIdentConfig extends CommonConfig {
  /** Copies of their own that nobody can change; save the store and the two logs, which are the application's. */
  readonly options: Omit<EIdentOptions, SecretOption>;
  readonly secrets: Readonly<Record<'merchantPassword', Secret> & Partial<Record<'clientKey', Secret>>>;
  readonly passesRequest: boolean;
  readonly defaults: EIdentParameters;
  readonly audience: string;
  readonly certificates?: TrustedCertificates;
  readonly bindings: readonly ('artifact' | 'post')[];
  readonly errorParameters: readonly string[];
}

/**
 * Judges the options of a strategy.
 *
 * @param input what the application wrote; nothing about it is believed.
 * @throws MitIdError `configuration_invalid`, whose `detail.problems` has a line for each problem, with the option's name.
 */
export function readOptions(input: unknown): EIdentConfig {
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const read = readShape(OPTION_SHAPE, given);
  const options = read.values as Partial<EIdentOptions>;
  const trusted = options.idpCert === undefined ? undefined : readTrusted(options.idpCert, 'idpCert', Date.now());
  const absent = (name: keyof EIdentOptions) => !Object.hasOwn(given, name) || given[name] === undefined;
  const problems = [
    ...unknownKeys(given, OPTION_NAMES, optionOf),
    ...read.problems,
    ...parameterConflicts(options, options.policy),
    ...optionConflicts(options, absent, process.env['NODE_ENV']),
  ].map(({ name, problem }) => `${name} ${problem}`);
  problems.push(...(trusted?.problems ?? []));
  if (!absent('attributeNames')) problems.push(...checkAttributeNames(options.attributeNames));
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return withDefaults(options as EIdentOptions, trusted?.certificates);
}

// node-saml's names, and E-Ident's.
function optionOf(key: string): keyof EIdentOptions | undefined {
  switch (key) {
    case 'cert':
      return 'idpCert';
    case 'issuer':
      return 'idpIssuer';
    case WIRE.merchantId:
      return 'merchantId';
    default:
      return PARAMETER_NAMES.find((name) => WIRE[name] === key);
  }
}

function withDefaults(read: EIdentOptions, certificates: TrustedCertificates | undefined): EIdentConfig {
  const { merchantPassword, clientKey, stateStore, logger, auditLog, ...data } = read;
  const options = sealed(data);
  return {
    ...commonConfig(
      options,
      ownMembers({ ...(stateStore && { stateStore }), ...(logger && { logger }), ...(auditLog && { auditLog }) }),
      'eident',
    ),
    options,
    secrets: ownMembers({
      merchantPassword: new Secret(merchantPassword),
      ...(clientKey !== undefined && { clientKey: new Secret(clientKey) }),
    }),
    passesRequest: (options as { passReqToCallback?: boolean }).passReqToCallback ?? false,
    defaults: sealed(Object.fromEntries(Object.entries(options).filter(([name]) => PARAMETERS.has(name)))),
    audience: options.audience ?? options.merchantId,
    ...(certificates !== undefined && { certificates }),
    bindings: options.bindings ?? ['artifact'],
    errorParameters: options.errorParameters ?? ['status', 'error', 'errorcode'],
  };
}
