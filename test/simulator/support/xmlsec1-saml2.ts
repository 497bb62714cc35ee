import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAML2, SAMLP2 } from './service-provider';

/**
 * Verifies a SAML 2.0 message's signature with xmlsec1, which shares no code with what made it.
 *
 * @param signed whose signature: the enveloped one of the Assertion or of a message.
 * @param certificate PEM.
 */
export function xmlsec1VerifiesSaml2(
  message: string,
  signed: 'Assertion' | 'Response' | 'LogoutRequest' | 'LogoutResponse',
  certificate: string,
): boolean {
  return withFiles({ 'message.xml': message, 'certificate.pem': certificate }, (file) => {
    const { status } = spawnSync('xmlsec1', [
      '--verify',
      '--id-attr:ID',
      `${signed === 'Assertion' ? SAML2 : SAMLP2}:${signed}`,
      '--node-xpath',
      `(//*[local-name()='${signed}']/*[local-name()='Signature'])[1]`,
      '--enabled-key-data',
      'rsa',
      '--pubkey-cert-pem',
      file('certificate.pem'),
      file('message.xml'),
    ]);
    return status === 0;
  });
}

/** What xmlsec1 makes of a message with an EncryptedData: the message with the assertion in its place. @throws Error */
export function xmlsec1Decrypts(message: string, key: string): string {
  return withFiles({ 'message.xml': message, 'key.pem': key }, (file) => {
    const { status, stdout, stderr } = spawnSync(
      'xmlsec1',
      [
        '--decrypt',
        '--node-xpath',
        "(//*[local-name()='EncryptedData'])[1]",
        '--privkey-pem',
        file('key.pem'),
        file('message.xml'),
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr.split('\n').slice(0, 3).join(' '));
    return stdout;
  });
}

function withFiles<Result>(files: Record<string, string>, run: (path: (name: string) => string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-saml-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return run((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
