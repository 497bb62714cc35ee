import { InvalidArgumentError } from 'commander';
import { isWebUrl } from '../simulator/web-url';

/**
 * A URL, as an option is typed: judged here, because the simulator would name its own option and not the one that was typed.
 *
 * @throws InvalidArgumentError for what is no http or https URL.
 */
export function urlOption(text: string): string {
  if (!isWebUrl(text)) throw new InvalidArgumentError('Expected an http or https URL.');
  return text;
}
