#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { certsCommand } from './certs';
import { metadataCommand } from './metadata';
import { simulateCommand } from './simulate';
import { explain } from './explain';
import { migrateCommand } from './migrate';

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };

new Command('mitid-saml')
  .description('Tools for Danish logins over SAML.')
  .version(version)
  .addCommand(simulateCommand())
  .addCommand(certsCommand())
  .addCommand(metadataCommand())
  .addCommand(migrateCommand())
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`mitid-saml: ${explain(error)}`);
    process.exitCode = 1;
  });
