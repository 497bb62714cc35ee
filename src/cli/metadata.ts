import { Command } from 'commander';
import { eidentSheetCommand } from './metadata-eident';
import { metadataInspectCommand } from './metadata-inspect';
import { nemLogInMetadataCommand } from './metadata-nemlog-in';

/** `mitid-saml metadata`: what a broker has to know of a service, and what it says of itself. */
export function metadataCommand(): Command {
  return new Command('metadata')
    .description('Write what you register with a broker, and read what it says of itself.')
    .addCommand(nemLogInMetadataCommand())
    .addCommand(eidentSheetCommand())
    .addCommand(metadataInspectCommand());
}
