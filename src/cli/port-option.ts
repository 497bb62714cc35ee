import { InvalidArgumentError } from 'commander';

/**
 * A TCP port, as an option is typed.
 *
 * @throws InvalidArgumentError for what is none.
 */
export function portOption(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
