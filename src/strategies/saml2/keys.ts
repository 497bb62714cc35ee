import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mistakenPem, readPkcs12 } from '../../certificates';
import { ownMembers } from '../own';
import { certificateProblem, firstCertificate } from '../pem';
import type { Problem } from '../problems';
import type { Saml2Options } from './options';
import type { DecryptionKey, Pkcs12Source } from './sources';

const MIN_RSA_BITS = 2048;
const MAX_PATH = 260;

/** A private key of ours. Node's KeyObject shows nothing of it in a dump. */
export interface OwnKey {
  readonly key: KeyObject;
  /** PEM, of the certificate alone: what was given may hold the key too, and this is shown to others. */
  readonly cert?: string;
}

interface ReadKey {
  readonly own?: OwnKey;
  readonly problems: readonly Problem[];
}

/** The names of the options that a key and its certificate stand under. */
interface KeyNames {
  readonly key: string;
  readonly cert: string;
  readonly pkcs12: string;
}

/** The key that requests are signed with; none, without a problem, where no option names one. */
export function readSigningKey({ signingKey, signingCert, pkcs12 }: Partial<Saml2Options>): ReadKey {
  const names = { key: 'signingKey', cert: 'signingCert', pkcs12: 'pkcs12' };
  if (pkcs12 !== undefined) return readFile(pkcs12, names);
  if (signingKey === undefined) return { problems: [] };
  return readPem(signingKey, signingCert, names);
}

/** The keys that assertions are encrypted for. */
export function readDecryptionKeys(keys: readonly DecryptionKey[] = []): { own: OwnKey[]; problems: Problem[] } {
  const read = keys.map((entry, index) => {
    const at = `decryptionKeys[${index}]`;
    const names = { key: `${at}.key`, cert: `${at}.cert`, pkcs12: `${at}.pkcs12` };
    const own = ownMembers(entry);
    return 'pkcs12' in own ? readFile(own.pkcs12, names) : readPem(own.key, own.cert, names);
  });
  return { own: read.flatMap(({ own }) => own ?? []), problems: read.flatMap(({ problems }) => problems) };
}

function readFile(source: Pkcs12Source, names: KeyNames): ReadKey {
  const name = names.pkcs12;
  const own = ownMembers(source);
  let pair: { readonly key: string; readonly certificate: string };
  try {
    pair = readPkcs12('file' in own ? readFileSync(own.file) : own.content, own.passphrase);
  } catch (error) {
    return { problems: [{ name, problem: fileProblem(error) }] };
  }
  return readPem(pair.key, pair.certificate, { key: name, cert: name, pkcs12: name });
}

/** What a file that cannot be read is called, and where it was looked for. */
export function fileProblem(error: unknown): string {
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return message;
  return `names a file that cannot be read (${code})${path === undefined || !isPath(path) ? '' : `: ${resolve(path)}`}`;
}

/** Not so what stands where a path belongs by mistake: a key, or a whole file in base64. */
function isPath(path: string): boolean {
  return path.length <= MAX_PATH && !/[\r\n]|-----BEGIN/.test(path);
}

function readPem(pem: string, cert: string | undefined, names: KeyNames): ReadKey {
  const problems: Problem[] = [];
  const key = readRsaKey(pem, names.cert, (problem) => problems.push({ name: names.key, problem }));
  const certProblem = cert === undefined ? undefined : certificateProblem([cert], names.key);
  if (certProblem !== undefined) problems.push({ name: names.cert, problem: certProblem });
  if (key === undefined || problems.length > 0) return { problems };
  const certificate = cert === undefined ? undefined : firstCertificate(cert);
  if (certificate?.checkPrivateKey(key) === false) {
    return { problems: [{ name: names.key, problem: `is not the key of ${names.cert}` }] };
  }
  return { own: { key, ...(certificate && { cert: certificate.toString() }) }, problems };
}

function readRsaKey(pem: string, certName: string, say: (problem: string) => void): KeyObject | undefined {
  // Asked for before Node is: it would ask the terminal for the passphrase, or say something of its own.
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(pem)) {
    say('is encrypted with a passphrase; decrypt it, or give it as pkcs12');
    return undefined;
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    say(mistakenPem(pem, 'private key', certName) ?? 'is not a readable PEM private key');
    return undefined;
  }
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: { modulusLength = 0 } = {} } = key;
  if (type !== 'rsa') say(`is a key of type ${type}; RSA is needed, for RSA-SHA256 and RSA-OAEP`);
  else if (modulusLength < MIN_RSA_BITS) {
    say(`is an RSA key of ${modulusLength} bits; ${MIN_RSA_BITS} or more are needed`);
  }
  return key;
}
