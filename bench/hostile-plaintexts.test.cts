import { createPrivateKey } from 'node:crypto';
import { CERTS } from '../test/support/certs';
import { saml2Response, signSaml2 } from '../test/support/saml2';
import { encryptAssertion } from '../test/support/saml2/encrypt';
import { AES256_CBC, AES256_GCM } from '../test/support/saml2/encryption-methods';
import { EXC_C14N } from '../test/support/xmldsig/methods';
import { judgeXml, NOW } from '../test/protocols/saml2/expectations';

// Our encryption certificate is public, so a stranger writes the plaintext too, and all of it is read and digested before its
// signature is found to be nobody's. It costs no more than its size, as what stands in clear does (hostile-messages).
const LIMIT_MS = 1_500;
const MAX = 175_000;
/** Two, as while a key is rolled over; where neither opens, the private operation is done with both. */
const KEYS = [CERTS.tlsOtherLocalhost, CERTS.tlsClient].map(({ key }) => createPrivateKey(key));

/** The transform of the Signature with a PrefixList. */
const withPrefixes = (xml: string, prefixList: string) =>
  xml.replace(
    new RegExp(`<ds:Transform Algorithm="${EXC_C14N}"\\s*(?:/>|></ds:Transform>)`),
    `<ds:Transform Algorithm="${EXC_C14N}"><ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${prefixList}">` +
      '</ec:InclusiveNamespaces></ds:Transform>',
  );

/** Signed by a stranger and changed after that: what it costs comes before what it is worth. */
const unverifiable = (content: string) =>
  signSaml2(saml2Response({ now: NOW }), { signer: CERTS.foreign }).replace(
    '</saml:AttributeStatement>',
    (end) => content + end,
  );

const times = (count: number, write: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => write(n)).join('');
const nested = (depth: number, content: string) =>
  times(depth, (n) => `<a${times(2, (m) => ` xmlns:n${n}-${m}="u:${m}"`)}>`) + content + '</a>'.repeat(depth);

const messages: readonly (readonly [string, () => string])[] = [
  ['many elements', () => unverifiable('<a/>'.repeat(19_000))],
  ['many attributes', () => unverifiable(`<a${times(60, (n) => ` a${n}=""`)}/>`.repeat(380))],
  [
    'a PrefixList over deep declarations',
    () => withPrefixes(unverifiable(nested(54, '<a/>'.repeat(19_000))), times(32, (n) => `n${n}-0 `).trim()),
  ],
  ['many character references', () => unverifiable('&#65;'.repeat(33_000))],
  ['a long text', () => unverifiable('a'.repeat(MAX - 8_000))],
  ['white space inside a tag', () => unverifiable(`<a${' '.repeat(MAX - 8_000)}/>`)],
];

test.each(messages.flatMap(([what, write]) => [AES256_GCM, AES256_CBC].map((data) => [what, data, write] as const)))(
  '%s, %s',
  async (_, data, write) => {
    const message = encryptAssertion(write(), { certificate: CERTS.tlsClient.cert, data });
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(256 * 1024);
    // The signature is the last that is looked at, and of it the digest first.
    expect(await processorMs(message, 'a plaintext refused for digest_mismatch')).toBeLessThan(LIMIT_MS);
  },
);

test('data for a key that is not ours', async () => {
  const message = encryptAssertion(unverifiable('a'.repeat(MAX - 8_000)), {
    certificate: CERTS.foreign.cert,
    data: AES256_CBC,
  });
  const got = 'a session key that no decryption key opens, or one of another size';
  expect(await processorMs(message, got)).toBeLessThan(LIMIT_MS);
});

/** The processor time of a refusal, in milliseconds. */
async function processorMs(message: string, got: string): Promise<number> {
  const decryption = { keys: KEYS, allowCbc: true };
  const before = process.cpuUsage();
  await expect(judgeXml(message, { decryption, requireEncryptedAssertion: true })).rejects.toMatchObject({
    code: 'decryption_failed',
    detail: { got },
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
