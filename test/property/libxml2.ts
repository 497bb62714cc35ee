import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXC_C14N, RSA_SHA256, SHA256, DS } from '../support/xmldsig/methods';

const CERTS = join(__dirname, '..', '..', 'certs');

export interface Canonicalized {
  /** An xml:id in the document. */
  readonly id: string;
  readonly prefixList: readonly string[];
}

/**
 * What libxml2 digests, by way of xmlsec1: the exclusive canonical form of each element, in one process for all.
 *
 * @param content well-formed XML with the elements in it.
 */
export function canonicalByXmlsec(content: string, elements: readonly Canonicalized[]): string[] {
  const output = inFile(`<document>${content}${template(elements)}</document>`, (file) =>
    run('xmlsec1', [
      ...['sign', '--output', '/dev/null', '--store-references', '--print-debug'],
      ...['--privkey-pem', join(CERTS, 'idp.key.pem'), file],
    ]),
  );
  const octets = output.split('== PreDigest data - start buffer:\n').slice(1);
  return octets.map((text) => text.slice(0, text.indexOf('\n== PreDigest data - end buffer')));
}

/** The exclusive canonical form of whole documents by xmllint, one after the other. */
export function canonicalByXmllint(documents: readonly (string | Buffer)[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-c14n-'));
  try {
    const files = documents.map((text, at) => {
      const file = join(folder, `${at}.xml`);
      writeFileSync(file, text);
      return file;
    });
    return run('xmllint', ['--exc-c14n', '--nonet', ...files]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What xmllint complains of in each document, nothing where it is well-formed with namespaces. */
export function complaintsOfXmllint(document: string | Buffer): string {
  const { stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: document, encoding: 'utf8' });
  return stderr;
}

function template(elements: readonly Canonicalized[]): string {
  const references = elements.map(
    ({ id, prefixList }) =>
      `<Reference URI="#${id}"><Transforms><Transform Algorithm="${EXC_C14N}">` +
      (prefixList.length === 0
        ? ''
        : `<InclusiveNamespaces xmlns="${EXC_C14N}" PrefixList="${prefixList.join(' ')}"/>`) +
      `</Transform></Transforms><DigestMethod Algorithm="${SHA256}"/><DigestValue/></Reference>`,
  );
  return (
    `<Signature xmlns="${DS}"><SignedInfo><CanonicalizationMethod Algorithm="${EXC_C14N}"/>` +
    `<SignatureMethod Algorithm="${RSA_SHA256}"/>${references.join('')}</SignedInfo><SignatureValue/></Signature>`
  );
}

function inFile<T>(text: string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-c14n-'));
  try {
    const file = join(folder, 'document.xml');
    writeFileSync(file, text);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr.slice(0, 2_000)}`);
  return stdout;
}
