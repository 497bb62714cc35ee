import { MitIdError } from '../../errors';
import { commonConfig } from '../common-options';
import { ownMembers, sealed } from '../own';
import { readShape, unknownKeys } from '../problems';
import {
  dangersOf,
  DEFAULT_CANCEL_STATUSES,
  NOT_DATA,
  readParts,
  type NotData,
  type Saml2Config,
  type Saml2Parts,
} from '../saml2/config';
import { bindingProblems } from './logout-binding';
import type { NemLogInOptions } from './options';
import { optionConflicts } from './option-rules';
import { OPTION_SHAPE } from './options-shape';
import { noteOn, optionOf } from './other-names';
import { PARAMETER_NAMES } from './parameter-shape';
import { parameterConflicts } from './parameter-rules';
import type { NemLogInParameters } from './parameters';

const DEFAULT_NAME = 'nemlog-in';
const OPTION_NAMES = Object.keys(OPTION_SHAPE);
const PARAMETERS = new Set<string>(PARAMETER_NAMES);

type OptionData = Omit<NemLogInOptions, NotData>;

/** Options that have been judged, with their defaults. */
export interface NemLogInConfig extends Saml2Config {
  /** Copies of their own that nobody can change: the options that are data, without the keys and what else was read. */
  readonly options: OptionData;
  readonly passesRequest: boolean;
  readonly defaults: NemLogInParameters;
  readonly dialect: 'oiosaml-3' | 'oiosaml-2';
  /** The options that weaken security and are on. */
  readonly dangers: readonly string[];
  /** Accept AES-CBC: NemLog-in is seen to encrypt with it (facts/oiosaml.md 1.5). */
  readonly allowCbc: boolean;
}

/**
 * Judges the options of a strategy.
 *
 * @param input what the application wrote; nothing about it is believed.
 * @throws MitIdError `configuration_invalid`, whose `detail.problems` has a line for each problem, with the option's name.
 */
export function readOptions(input: unknown): NemLogInConfig {
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const read = readShape(OPTION_SHAPE, given);
  const options = read.values as Partial<NemLogInOptions>;
  const absent = (name: keyof NemLogInOptions) => !Object.hasOwn(given, name) || given[name] === undefined;
  const { parts, keyProblems, metadataProblems } = readParts(options, options.name ?? DEFAULT_NAME);
  const problems = [
    ...unknownKeys(given, OPTION_NAMES, optionOf).map(({ name, problem }) => ({
      name,
      problem: noteOn(name) ?? problem,
    })),
    ...read.problems,
    ...keyProblems,
    ...parameterConflicts(options, options),
    ...optionConflicts(options, absent, process.env['NODE_ENV']),
    ...bindingProblems(options, parts?.provider.given?.metadata),
  ].map(({ name, problem }) => `${name} ${problem}`);
  problems.push(...metadataProblems);
  if (problems.length > 0 || parts === undefined) throw new MitIdError('configuration_invalid', { problems });
  return withDefaults(options as NemLogInOptions, { ...parts, dangers: dangersOf(options) });
}

function withDefaults(read: NemLogInOptions, parts: Saml2Parts & Pick<NemLogInConfig, 'dangers'>): NemLogInConfig {
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
    options,
    passesRequest: (options as { passReqToCallback?: boolean }).passReqToCallback ?? false,
    defaults: sealed(Object.fromEntries(Object.entries(options).filter(([name]) => PARAMETERS.has(name)))),
    dialect: options.dialect ?? 'oiosaml-3',
    requireEncryptedAssertion: options.requireEncryptedAssertion ?? true,
    requireSignedAssertion: true,
    allowCbc: options.allowCbc ?? true,
    cancelStatuses: options.cancelStatuses ?? DEFAULT_CANCEL_STATUSES,
    ...(editAuthnRequest !== undefined && { editAuthnRequest }),
  };
}
