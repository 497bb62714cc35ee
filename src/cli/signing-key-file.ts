import { readFile, writeFile } from 'node:fs/promises';
import { generateSigningKey, writeSigningKey } from '../simulator/keys/signing-key';

/**
 * The signing key that is kept in a file, so that a configuration which trusts its certificate outlives a restart.
 *
 * @param file PEM; made, readable to its owner only, when it is missing.
 * @returns the file's text as both halves: `startSimulator` takes from each what it needs.
 */
export async function keptSigningKey(file: string): Promise<{ key: string; cert: string }> {
  const pem = await readFile(file, 'utf8').catch(async (error: unknown) => {
    if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'ENOENT') throw error;
    const made = writeSigningKey(await generateSigningKey('Simulator'));
    await writeFile(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  });
  return { key: pem, cert: pem };
}
