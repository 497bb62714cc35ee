import { Command } from 'commander';
import { inspectCommand } from './certs-inspect';
import { makeCommand } from './certs-make';

/** `mitid-saml certs`: OCES certificates, made for tests or explained. */
export function certsCommand(): Command {
  return new Command('certs')
    .description('Make OCES-shaped certificates for tests, and explain those you have.')
    .addCommand(makeCommand())
    .addCommand(inspectCommand());
}
