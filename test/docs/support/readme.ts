import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { asn1, pkcs12, pki } from 'node-forge';
import ts from 'typescript';
import type { TestKey } from '../../../src/simulator';

/** Where the package lies: what runs below it finds it by its own name, through its exports map. */
export const ROOT = join(__dirname, '..', '..', '..');

/** The one block of the README's TypeScript that holds these words, as JavaScript. */
export function readmeCode(words: string, change: (code: string) => string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const [block, ...more] = blocks.filter((code) => code.includes(words));
  if (block === undefined || more.length > 0) throw new Error(`not one block of the README holds ${words}`);
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  return ts.transpileModule(change(block), { compilerOptions }).outputText;
}

/** A key and its certificate, as a .p12 file. */
export function pkcs12File({ key, cert }: TestKey, passphrase: string): Buffer {
  const file = pkcs12.toPkcs12Asn1(pki.privateKeyFromPem(key), pki.certificateFromPem(cert), passphrase, {
    algorithm: 'aes256',
  });
  return Buffer.from(asn1.toDer(file).getBytes(), 'latin1');
}

/** A port of loopback that was free. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
