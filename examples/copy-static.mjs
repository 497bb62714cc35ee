// Puts the files that tsc leaves alone (style sheets, icons) beside the compiled examples.
import { cpSync, existsSync, readdirSync } from 'node:fs';

for (const example of readdirSync(new URL('.', import.meta.url), { withFileTypes: true })) {
  const from = new URL(`${example.name}/public`, import.meta.url);
  const to = new URL(`../build/examples/${example.name}/public`, import.meta.url);
  if (example.isDirectory() && existsSync(from)) cpSync(from, to, { recursive: true });
}
