import { MitIdError } from '../../../errors';
import { checkSignicatAttributeNames } from '../../../profile';
import { commonConfig } from '../../common-options';
import { ownMembers, sealed } from '../../own';
import { readShape, unknownKeys } from '../../problems';
import {
  dangersOf,
  DEFAULT_CANCEL_STATUSES,
  NOT_DATA,
  readParts,
  type NotData,
  type Saml2Config,
  type Saml2Parts,
} from '../../saml2/config';
import { DEFAULT_NAME } from '../default-name';
import type { SignicatMitIdOptions } from './options';
import { optionConflicts } from './option-rules';
import { OPTION_SHAPE } from './options-shape';
import { noteOn, optionOf } from './other-names';
import { PARAMETER_NAMES, parameterConflicts } from './parameter-shape';
import type { SignicatMitIdParameters } from './parameters';

const OPTION_NAMES = Object.keys(OPTION_SHAPE);
const PARAMETERS = new Set<string>(PARAMETER_NAMES);

type OptionData = Omit<SignicatMitIdOptions, NotData>;

/** Options for MitID that have been judged, with their defaults. */
export interface MitIdConfig extends Saml2Config {
  readonly protocol: 'saml2';
  /** Copies of their own that nobody can change: the options that are data, without the keys and what else was read. */
  readonly options: OptionData;
  readonly passesRequest: boolean;
  readonly defaults: SignicatMitIdParameters;
  /** The options that weaken security and are on. */
  readonly dangers: readonly string[];
}

/**
 * Judges the options of a strategy for MitID.
 *
 * @param given what the application wrote; nothing about it is believed, save its `method`.
 * @throws MitIdError `configuration_invalid`, whose `detail.problems` has a line for each problem, with the option's name.
 */
export function readMitIdOptions(given: Readonly<Record<string, unknown>>): MitIdConfig {
  const read = readShape(OPTION_SHAPE, given);
  const options = read.values as Partial<SignicatMitIdOptions>;
  const absent = (name: keyof SignicatMitIdOptions) => !Object.hasOwn(given, name) || given[name] === undefined;
  const { parts, keyProblems, metadataProblems } = readParts(options, options.name ?? DEFAULT_NAME);
  const problems = [
    ...unknownKeys(given, OPTION_NAMES, optionOf).map(({ name, problem }) => ({
      name,
      problem: noteOn(name) ?? problem,
    })),
    ...read.problems,
    ...keyProblems,
    ...parameterConflicts(options),
    ...optionConflicts(options, absent, process.env['NODE_ENV']),
  ].map(({ name, problem }) => `${name} ${problem}`);
  problems.push(...metadataProblems);
  if (!absent('attributeNames')) problems.push(...checkSignicatAttributeNames('saml2', options.attributeNames));
  if (problems.length > 0 || parts === undefined) throw new MitIdError('configuration_invalid', { problems });
  return withDefaults(options as SignicatMitIdOptions, { ...parts, dangers: dangersOf(options) });
}

function withDefaults(read: SignicatMitIdOptions, parts: Saml2Parts & Pick<MitIdConfig, 'dangers'>): MitIdConfig {
  const { stateStore, logger, auditLog, editAuthnRequest } = read;
  const isData = ([name]: [string, unknown]) => !(NOT_DATA as readonly string[]).includes(name);
  const options = sealed(Object.fromEntries(Object.entries(read).filter(isData)) as unknown as OptionData);
  return {
    ...commonConfig(
      options,
      ownMembers({ ...(stateStore && { stateStore }), ...(logger && { logger }), ...(auditLog && { auditLog }) }),
      DEFAULT_NAME,
    ),
    ...parts,
    protocol: 'saml2',
    options,
    passesRequest: (options as { passReqToCallback?: boolean }).passReqToCallback ?? false,
    defaults: sealed(Object.fromEntries(Object.entries(options).filter(([name]) => PARAMETERS.has(name)))),
    requireEncryptedAssertion: options.requireEncryptedAssertion ?? true,
    requireSignedAssertion: !(options.allowSignedResponseOnly ?? false),
    allowCbc: options.allowCbc ?? false,
    cancelStatuses: options.cancelStatuses ?? DEFAULT_CANCEL_STATUSES,
    ...(editAuthnRequest !== undefined && { editAuthnRequest }),
  };
}
