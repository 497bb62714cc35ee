import type { Command } from 'commander';

/** Commands by their names, each loaded when it is asked for. */
export type Commands = Readonly<Record<string, () => Command>>;

/**
 * Adds the command that was typed, and nothing else: what the others are made of (a whole simulator) is memory that an import
 * of a million accounts does without. Where none of them was typed, as for a help, all are added.
 */
export function withTyped(parent: Command, typed: string | undefined, commands: Commands): Command {
  const isTyped = typed !== undefined && Object.hasOwn(commands, typed);
  for (const [name, load] of Object.entries(commands)) if (!isTyped || name === typed) parent.addCommand(load());
  return parent;
}
