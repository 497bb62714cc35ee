import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'];

/** Base64 of openssl's signature. @param key PEM. */
export function opensslSigns(octets: string, key: string, hash = 'sha256', pss = false): string {
  return withFiles({ 'key.pem': key }, (file) => {
    const { status, stdout } = spawnSync(
      'openssl',
      ['dgst', `-${hash}`, ...(pss ? PSS : []), '-sign', file('key.pem')],
      { input: Buffer.from(octets, 'latin1') },
    );
    if (status !== 0) throw new Error('openssl did not sign');
    return stdout.toString('base64');
  });
}

/**
 * Whether openssl finds the signature in a URL of ours good: RSA-SHA256 over the octets as they stand there.
 *
 * @param certificate PEM.
 */
export function opensslVerifies(url: string, certificate: string): boolean {
  const pairs = url.slice(url.indexOf('?') + 1).split('&');
  const of = (name: string) => pairs.filter((pair) => pair.startsWith(`${name}=`));
  const octets = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg'].flatMap(of).join('&');
  const signature = decodeURIComponent((of('Signature')[0] ?? '').slice('Signature='.length));
  const files = {
    'key.pem': createPublicKey(certificate).export({ type: 'spki', format: 'pem' }).toString(),
    signature: Buffer.from(signature, 'base64'),
  };
  return withFiles(files, (file) => {
    const args = ['dgst', '-sha256', '-verify', file('key.pem'), '-signature', file('signature')];
    return spawnSync('openssl', args, { input: octets }).stdout.toString() === 'Verified OK\n';
  });
}

function withFiles<Result>(files: Record<string, string | Buffer>, run: (path: (name: string) => string) => Result) {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return run((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
