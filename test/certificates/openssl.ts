import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCert } from '../support/certs';

/** A certificate that openssl has made, with its key; PEM. */
export interface Issued {
  readonly key: string;
  readonly cert: string;
}

export interface IssueOptions {
  readonly subject: string;
  readonly key: TestCert;
  /** Itself unless given. */
  readonly issuer?: Issued;
  /** Lines of openssl's configuration, such as `basicConstraints=critical,CA:TRUE`. */
  readonly extensions?: readonly string[];
  readonly days?: number;
  /** Further arguments, such as `-sha1` or `-sigopt`. */
  readonly args?: readonly string[];
}

/** OCES3's: RSASSA-PSS with SHA-256 and a salt of 32 bytes. */
export const PSS = ['-sha256', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'];
export const CA = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];

/** openssl writes whose key signed; without it, the signature alone tells. */
export const NO_KEY_ID = 'authorityKeyIdentifier=none';

/** Runs openssl in a folder of its own, and gives certificates that no code of ours has written. */
export class OpenSsl {
  readonly folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  private files = 0;

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** The file's path. */
  write(content: string | Uint8Array): string {
    const file = join(this.folder, `${++this.files}`);
    writeFileSync(file, content);
    return file;
  }

  /** Standard output; throws what openssl says where it fails. */
  run(args: readonly string[]): Buffer {
    const { status, stdout, stderr } = spawnSync('openssl', args);
    if (status !== 0) throw new Error(stderr.toString());
    return stdout;
  }

  /** Standard error, where openssl says what it found. */
  said(args: readonly string[]): string {
    return spawnSync('openssl', args).stderr.toString();
  }

  issue({ subject, key, issuer, extensions = [], days = 30, args = [] }: IssueOptions): Issued {
    const keyFile = this.write(key.key);
    const request = this.write(this.run(['req', '-new', '-utf8', '-key', keyFile, '-subj', subject]));
    const signer =
      issuer === undefined
        ? ['-signkey', keyFile]
        : ['-CA', this.write(issuer.cert), '-CAkey', this.write(issuer.key), '-set_serial', `${++this.files}`];
    const extensionFile = this.write(`${['subjectKeyIdentifier=hash', ...extensions].join('\n')}\n`);
    const cert = this.run(
      ['x509', '-req', '-in', request, '-days', `${days}`, '-extfile', extensionFile, ...signer].concat(args),
    );
    return { key: key.key, cert: cert.toString() };
  }

  /** openssl's own verdict on a chain, at a moment; `OK` or its words. */
  verify(
    leaf: string,
    roots: readonly string[],
    intermediates: readonly string[],
    at: Date,
    strict: readonly string[] = [],
  ): string {
    const untrusted = intermediates.length === 0 ? [] : ['-untrusted', this.write(intermediates.join(''))];
    const time = ['-attime', String(Math.floor(at.getTime() / 1000))];
    const trust = ['-no-CApath', '-no-CAstore', '-CAfile', this.write(roots.join(''))];
    const args = ['verify', ...strict, ...time, ...trust, ...untrusted, this.write(leaf)];
    const { status, stderr } = spawnSync('openssl', args);
    return status === 0 ? 'OK' : (/error \d+ at \d+ depth lookup: (.*)/.exec(stderr.toString())?.[1] ?? String(stderr));
  }
}
