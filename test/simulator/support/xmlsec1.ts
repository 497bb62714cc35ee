import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SAML = 'urn:oasis:names:tc:SAML:1.0';

/**
 * Verifies a message's signature with xmlsec1, which shares no code with what made it.
 *
 * @param signed whose signature: the enveloped one of the Assertion or of the Response.
 * @param certificate PEM.
 * @returns whether it holds; a message that has no such signature does not.
 */
export function xmlsec1Verifies(message: string, signed: 'Assertion' | 'Response', certificate: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-saml-'));
  const [file, trusted] = [join(folder, 'message.xml'), join(folder, 'certificate.pem')];
  try {
    writeFileSync(file, message);
    writeFileSync(trusted, certificate);
    execFileSync(
      'xmlsec1',
      [
        '--verify',
        '--id-attr:AssertionID',
        `${SAML}:assertion:Assertion`,
        '--id-attr:ResponseID',
        `${SAML}:protocol:Response`,
        '--node-xpath',
        `(//*[local-name()='${signed}']/*[local-name()='Signature'])[1]`,
        '--enabled-key-data',
        'rsa',
        '--pubkey-cert-pem',
        trusted,
        file,
      ],
      { stdio: 'pipe' },
    );
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
