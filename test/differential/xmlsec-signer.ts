import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTS } from '../support/certs';
import { ASSERTION, ASSERTION_ID } from '../support/saml11';
import { SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import { DS, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from '../support/xmldsig/methods';

/** Signs the Assertion with xmlsec1: for messages that xml-crypto would canonicalize otherwise than it is specified. */
export function signByXmlsec(xml: string, prefixList?: string): string {
  const inclusive =
    prefixList === undefined ? '' : `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${prefixList}"/>`;
  const template =
    `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC_C14N}"/>` +
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"/><ds:Reference URI="#${ASSERTION_ID}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${ENVELOPED}"/><ds:Transform Algorithm="${EXC_C14N}">${inclusive}</ds:Transform>` +
    `</ds:Transforms><ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>` +
    `<ds:SignatureValue/></ds:Signature>`;
  const folder = mkdtempSync(join(tmpdir(), 'mitid-sign-'));
  try {
    writeFileSync(join(folder, 'key.pem'), CERTS.idp.key);
    writeFileSync(join(folder, 'message.xml'), xml.replace(SIGNATURE_HERE, template));
    const { status, stdout, stderr } = spawnSync(
      'xmlsec1',
      ['sign', '--id-attr:AssertionID', `${ASSERTION}:Assertion`, '--privkey-pem', 'key.pem', 'message.xml'],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`xmlsec1 ended with ${String(status)}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
