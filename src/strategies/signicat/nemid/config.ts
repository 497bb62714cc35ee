import { readTrusted, type TrustedCertificates } from '../../../certificates';
import { MitIdError } from '../../../errors';
import { checkSignicatAttributeNames } from '../../../profile';
import { commonConfig, type CommonConfig } from '../../common-options';
import { ownMembers, sealed } from '../../own';
import { readShape, unknownKeys } from '../../problems';
import { DEFAULT_NAME } from '../default-name';
import type { SignicatNemIdOptions } from './options';
import { optionConflicts } from './option-rules';
import { OPTION_SHAPE } from './options-shape';
import { optionOf } from './other-names';
import { PARAMETER_NAMES } from './parameter-shape';
import type { SignicatNemIdParameters } from './parameters';

const OPTION_NAMES = Object.keys(OPTION_SHAPE);
const PARAMETERS = new Set<string>(PARAMETER_NAMES);
const DEFAULT_CANCEL_STATUSES: readonly string[] = ['usercancel'];

/** Options for NemID that have been judged, with their defaults. */
export interface NemIdConfig extends CommonConfig {
  readonly protocol: 'saml11';
  /** Copies of their own that nobody can change; save the store and the two logs, which are the application's. */
  readonly options: SignicatNemIdOptions;
  readonly passesRequest: boolean;
  readonly defaults: SignicatNemIdParameters & Pick<SignicatNemIdOptions, 'method'>;
  readonly certificates: TrustedCertificates;
  /** The options that weaken security and are on. */
  readonly dangers: readonly string[];
  readonly cancelStatuses: readonly string[];
  readonly errorParameters: readonly string[];
}

/**
 * Judges the options of a strategy for NemID.
 *
 * @param given what the application wrote; nothing about it is believed, save its `method`.
 * @throws MitIdError `configuration_invalid`, whose `detail.problems` has a line for each problem, with the option's name.
 */
export function readNemIdOptions(given: Readonly<Record<string, unknown>>): NemIdConfig {
  const read = readShape(OPTION_SHAPE, given);
  const options = read.values as Partial<SignicatNemIdOptions>;
  const trusted = options.idpCert === undefined ? undefined : readTrusted(options.idpCert, 'idpCert', Date.now());
  const absent = (name: keyof SignicatNemIdOptions) => !Object.hasOwn(given, name) || given[name] === undefined;
  const problems = [
    ...unknownKeys(given, OPTION_NAMES, optionOf),
    ...read.problems,
    ...optionConflicts(options, absent, process.env['NODE_ENV']),
  ].map(({ name, problem }) => `${name} ${problem}`);
  problems.push(...(trusted?.problems ?? []));
  if (!absent('attributeNames')) problems.push(...checkSignicatAttributeNames('saml11', options.attributeNames));
  if (problems.length > 0 || trusted === undefined) throw new MitIdError('configuration_invalid', { problems });
  return withDefaults(options as SignicatNemIdOptions, trusted.certificates);
}

function withDefaults(read: SignicatNemIdOptions, certificates: TrustedCertificates): NemIdConfig {
  const { stateStore, logger, auditLog, ...data } = read;
  const options = sealed(data);
  return {
    ...commonConfig(
      options,
      ownMembers({ ...(stateStore && { stateStore }), ...(logger && { logger }), ...(auditLog && { auditLog }) }),
      DEFAULT_NAME,
    ),
    protocol: 'saml11',
    options,
    passesRequest: (options as { passReqToCallback?: boolean }).passReqToCallback ?? false,
    defaults: sealed(
      Object.fromEntries(
        Object.entries(options).filter(([name]) => PARAMETERS.has(name)),
      ) as unknown as NemIdConfig['defaults'],
    ),
    certificates,
    dangers: options.dangerouslyAllowSha1 === true ? ['dangerouslyAllowSha1'] : [],
    cancelStatuses: options.cancelStatuses ?? DEFAULT_CANCEL_STATUSES,
    errorParameters: options.errorParameters ?? ['status', 'error', 'errorcode'],
  };
}
