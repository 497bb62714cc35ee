#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import type * as attack from './attack';
import type * as certs from './certs';
import { explain } from './explain';
import type * as inspect from './inspect';
import type * as metadata from './metadata';
import type * as migrate from './migrate';
import type * as simulate from './simulate';
import { withTyped } from './typed-command';

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
const load = createRequire(__filename);
const [, , typed, typedNext] = process.argv;

const program = new Command('mitid-saml').description('Tools for Danish logins over SAML.').version(version);
withTyped(program, typed, {
  simulate: () => (load('./simulate') as typeof simulate).simulateCommand(),
  attack: () => (load('./attack') as typeof attack).attackCommand(),
  certs: () => (load('./certs') as typeof certs).certsCommand(),
  inspect: () => (load('./inspect') as typeof inspect).inspectCommand(),
  metadata: () => (load('./metadata') as typeof metadata).metadataCommand(),
  migrate: () => (load('./migrate') as typeof migrate).migrateCommand(typedNext),
})
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`mitid-saml: ${explain(error)}`);
    process.exitCode = 1;
  });
