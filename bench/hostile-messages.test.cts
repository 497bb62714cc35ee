import { judgeWorld } from '../test/attacks/harness/judge-world';
import { LANES } from '../test/attacks/harness/lanes';
import type { Scene } from '../test/attacks/harness/scene';
import { ENVELOPED, EXC_C14N } from '../test/support/xmldsig/methods';

// Beside the benchmark and not among the tests, because it measures. What a stranger can post costs no more than its size: each of these fits the bounds and is judged in a few hundredths
// of a second. Where the cost grows with the square of the size it is many seconds. CPU time, so that a busy machine
// makes no difference.
const LIMIT_MS = 1_500;
const MAX = 250_000;

/** A message that is put together without being signed in earnest: what it costs comes before what it is worth. */
function unverifiable(scene: Scene, content: string, prefixList = ''): string {
  const inclusive = `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${prefixList}"></ec:InclusiveNamespaces>`;
  const signed = scene.signedByHand({
    transforms:
      `<ds:Transforms><ds:Transform Algorithm="${ENVELOPED}"></ds:Transform>` +
      `<ds:Transform Algorithm="${EXC_C14N}">${inclusive}</ds:Transform></ds:Transforms>`,
  });
  return signed.replace('</saml:AttributeStatement>', (end) => content + end);
}

const times = (count: number, write: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => write(n)).join('');
const nested = (declarations: (n: number) => string, content: string) =>
  times(58, (n) => `<a${declarations(n)}>`) + content + '</a>'.repeat(58);
const gap = ' '.repeat(80_000);

const messages: readonly (readonly [string, (scene: Scene) => string])[] = [
  [
    'white space inside a status code',
    (scene) => scene.unsigned({ status: `<samlp:StatusCode Value="${gap}x${gap}y"/>` }),
  ],
  ['white space inside a time', (scene) => scene.unsigned({ issueInstant: `x${gap}y` })],
  ['white space inside a PrefixList', (scene) => unverifiable(scene, '', `x${gap}y`)],
  [
    'white space inside a digest',
    (scene) => scene.signedByHand({ reference: (usual) => usual.replace('%DIGEST%', `${gap}%DIGEST%`) }),
  ],
  ['white space inside a tag', (scene) => unverifiable(scene, `<a${gap}/>`)],
  [
    'a PrefixList of nothing over deep declarations',
    (scene) =>
      unverifiable(
        scene,
        nested((n) => times(16, (m) => ` xmlns:n${n}-${m}="u:${m}"`), '<a/>'.repeat(19_000)),
        times(32, (n) => `q${n} `).trim(),
      ),
  ],
  [
    'a PrefixList of prefixes that are bound again and again',
    (scene) =>
      unverifiable(
        scene,
        nested((n) => times(16, (m) => ` xmlns:p${(n % 2) * 16 + m}="u:${n}"`), '<p0:a/>'.repeat(15_000)),
        times(32, (n) => `p${n} `).trim(),
      ),
  ],
  ['many elements', (scene) => unverifiable(scene, '<a/>'.repeat(19_000))],
  ['many attributes', (scene) => unverifiable(scene, `<a${times(64, (n) => ` a${n}=""`)}/>`.repeat(500))],
  ['many character references', (scene) => unverifiable(scene, '&#65;'.repeat(45_000))],
  ['many sections', (scene) => unverifiable(scene, '<![CDATA[a]]>'.repeat(15_000))],
  ['a long attribute', (scene) => unverifiable(scene, `<a a="${'&amp;'.repeat(45_000)}"/>`)],
  ['a long namespace', (scene) => unverifiable(scene, `<a:a xmlns:a="u:${'a'.repeat(MAX - 10_000)}"/>`)],
  [
    'a long namespace written by many elements',
    (scene) => unverifiable(scene, `<a xmlns:p="u:${'a'.repeat(500)}">${'<p:a/>'.repeat(19_000)}</a>`),
  ],
  ['a long name', (scene) => unverifiable(scene, `<${'a'.repeat(100_000)}/>`)],
  ['many open tags', () => '<a>'.repeat(MAX / 3)],
  ['an end tag that never ends', () => `<a></${'a'.repeat(MAX)}`],
  ['a declaration that never ends', () => `<!${'['.repeat(MAX)}`],
];

test.each(messages)('%s', async (_, write) => {
  let text = '';
  let before = process.cpuUsage();
  const verdict = await judgeWorld(LANES['saml11-post']).send((scene) => {
    text = write(scene);
    before = process.cpuUsage();
    return text;
  });
  const { user, system } = process.cpuUsage(before);
  expect(verdict).toHaveProperty('accepted');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(256 * 1024);
  expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
});
