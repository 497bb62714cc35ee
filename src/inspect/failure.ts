import type { MitIdError } from '../errors';
import { shortened } from './facts';
import type { Broker, Failure } from './inspection';
import { masked } from './mask';
import { optionsOf } from './option-names';

/** A refusal as it may be shown; without a broker it is one of what no option decides. */
export function failureOf({ code, detail, brokerCode }: MitIdError, broker?: Broker): Failure {
  const { where, got, expected, option } = detail;
  const said = Object.entries({ where, got, expected, brokerCode }).flatMap(([name, text]) =>
    // Nothing was expected where nothing was said.
    text === undefined || text === '' ? [] : [[name, shortened(masked(text))]],
  );
  return {
    code,
    ...(Object.fromEntries(said) as Pick<Failure, 'where' | 'got' | 'expected' | 'brokerCode'>),
    options: broker === undefined ? [] : optionsOf(broker, code, option),
  };
}
