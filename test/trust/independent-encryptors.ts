import { createCipheriv, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCert } from '../support/certs';
import { ASSERTION2 } from '../support/saml2';
import { CIPHERS, OAEP_MGF1P, XENC } from '../support/saml2/encryption-methods';
import { DS } from '../support/xmldsig/methods';

/** Encrypts the Assertion of a response with xmlsec1, which writes RSA-OAEP with SHA-1 and each AES. */
export function encryptByXmlsec(response: string, data: string, { cert }: TestCert): string {
  const sessionKey = `aes-${(CIPHERS[data]?.keyBytes ?? 0) * 8}`;
  const template =
    `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${data}"/>` +
    `<ds:KeyInfo xmlns:ds="${DS}"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${OAEP_MGF1P}"/>` +
    `<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>` +
    `<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>`;
  const place = response.replace(
    /<saml:Assertion[\s>].*<\/saml:Assertion>/s,
    (assertion) => `<saml:EncryptedAssertion>${assertion}</saml:EncryptedAssertion>`,
  );
  return run('xmlsec1', { 'cert.pem': cert, 'message.xml': place, 'template.xml': template }, [
    ...['--encrypt', '--pubkey-cert-pem', 'cert.pem', '--session-key', sessionKey],
    ...['--xml-data', 'message.xml', '--node-name', `${ASSERTION2}:Assertion`, 'template.xml'],
  ]).toString('utf8');
}

/** Wraps a session key with `openssl pkeyutl`, which takes any digest with any mask. */
export function wrapByOpenssl(sessionKey: Buffer, digest: string, mask: string, { cert }: TestCert): Buffer {
  return run('openssl', { 'cert.pem': cert, key: sessionKey }, [
    ...['pkeyutl', '-encrypt', '-certin', '-inkey', 'cert.pem', '-in', 'key'],
    ...['-pkeyopt', 'rsa_padding_mode:oaep', '-pkeyopt', `rsa_oaep_md:${digest}`, '-pkeyopt', `rsa_mgf1_md:${mask}`],
  ]);
}

/** IV and data by `openssl enc`; it has no GCM, which node:crypto does here (xmlsec1 does it above). */
export function encryptByOpenssl(text: string, data: string, sessionKey: Buffer): Buffer {
  const name = CIPHERS[data]?.name;
  if (name === 'aes-128-gcm' || name === 'aes-256-gcm') {
    const iv = randomBytes(12);
    const cipher = createCipheriv(name, sessionKey, iv);
    return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  }
  const iv = randomBytes(16);
  const options = ['-e', '-K', sessionKey.toString('hex'), '-iv', iv.toString('hex'), '-in', 'plain'];
  return Buffer.concat([iv, run('openssl', { plain: text }, ['enc', `-${String(name)}`, ...options])]);
}

function run(command: string, files: Readonly<Record<string, string | Buffer>>, args: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-encrypt-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder });
    if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr.toString()}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
