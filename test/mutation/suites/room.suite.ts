import { join } from 'node:path';

// One file for all of a room's tests: see ../jest.config.cjs. Each keeps its own describe, and so its own names and hooks.
for (const name of (process.env['MUTATION_TESTS'] ?? '').split(' ')) {
  describe(name, () => {
    jest.requireActual(join(__dirname, '..', '..', '..', name));
  });
}
