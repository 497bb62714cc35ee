import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCert } from '../certs';
import { DS, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from '../xmldsig/methods';
import { LOGOUT_ID2 } from './logout';
import { PROTOCOL2 } from './message';

/** Signs a logout message for HTTP-POST with xmlsec1, which shares no code with what verifies it. */
export function xmlsec1SignsLogout(xml: string, { key }: TestCert): string {
  const template =
    `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC_C14N}"/>` +
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"/><ds:Reference URI="#${LOGOUT_ID2}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${ENVELOPED}"/><ds:Transform Algorithm="${EXC_C14N}"/></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>` +
    `</ds:Signature>`;
  const root = /^<\w+:(\w+)/.exec(xml)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'mitid-xmlsec-'));
  try {
    writeFileSync(join(folder, 'key.pem'), key);
    writeFileSync(join(folder, 'message.xml'), xml.replace('</saml:Issuer>', `</saml:Issuer>${template}`));
    const { status, stdout, stderr } = spawnSync(
      'xmlsec1',
      ['sign', '--id-attr:ID', `${PROTOCOL2}:${root}`, '--privkey-pem', 'key.pem', 'message.xml'],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`xmlsec1 ended with ${String(status)}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
