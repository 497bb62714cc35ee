// What judging a message costs, by the built package: `node measure.cjs <jobs.json>` prints milliseconds and counts of each job,
// `node measure.cjs <jobs.json> memory` by how many MiB the memory of its process grows for the first.
const { createPrivateKey } = require('node:crypto');
const crypto = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const zlib = require('node:zlib');

const dist = (path) => require(`../../dist/${path}`);
const { readTrustedCertificates, TrustedCertificates } = dist('certificates/index.js');
const { readIdpMetadata } = dist('metadata/idp-metadata.js');
const { judgeArtifactReply, judgePostedResponse } = dist('protocols/saml11/index.js');
const { judgeLogoutRequest, judgeSaml2Response } = dist('protocols/saml2/index.js');
const { MemoryStateStore } = dist('state/memory.js');
const { readQuery } = dist('strategies/request-parameters.js');
const { readAnswer } = dist('cpr-match/read-answer.js');

const [file, memoryOnly] = process.argv.slice(2);
const { certs, keys, facts, jobs, runs } = JSON.parse(readFileSync(file, 'utf8'));
const certificates = new TrustedCertificates(readTrustedCertificates(certs, 'idpCert').certificates);
const decryption = { keys: keys.map((key) => createPrivateKey(key)), allowCbc: true };

const expected = ({ issuer, audience, recipient, requestId }) => ({
  issuer,
  audience,
  recipient,
  inResponseTo: requestId ?? '',
  logoutUrl: facts.logoutUrl,
  certificates,
  clockSkewMs: 60_000,
  now: Date.now,
  store: new MemoryStateStore(),
  requireSignedAssertion: true,
  requireEncryptedAssertion: false,
});

const JUDGES = {
  'saml11-post': (text) => judgePostedResponse(text, expected(facts.saml11)),
  'saml11-artifact': (text) => judgeArtifactReply(Buffer.from(text), facts.requestId, expected(facts.saml11)),
  'saml2-post': (text) => judgeSaml2Response(text, { ...expected(facts.saml2), decryption }),
  'logout-post': (field) => judgeLogoutRequest({ binding: 'post', field }, expected(facts.saml2)),
  'logout-redirect': (rawQuery) => judgeLogoutRequest({ binding: 'redirect', rawQuery }, expected(facts.saml2)),
  metadata: (text) => readIdpMetadata(text, { now: Date.now(), signedBy: certificates }),
  'metadata-unsigned': (text) => readIdpMetadata(text, { now: Date.now() }),
  query: (text) => readQuery({ originalUrl: `/?${text}` }, ['SAMLart', 'SAMLResponse', 'RelayState', 'TARGET']),
  'cpr-match': (text) => readAnswer('application/json', Buffer.from(text)),
};

/** The code of the refusal; of metadata and of a ciphertext, whose refusals have one code, that of its cause. */
async function verdict({ judge, text }) {
  try {
    await JUDGES[judge](text);
    return 'accepted';
  } catch (error) {
    return error.cause?.code ?? error.code ?? String(error);
  }
}

/** Calls `note` with the result and the arguments of each call. tsc leaves every call through the module, so it can be watched. */
function watch(module, name, note) {
  const real = module[name];
  module[name] = function watched(...given) {
    const result = Reflect.apply(real, this, given);
    note(result, given);
    return result;
  };
  return () => (module[name] = real);
}

async function counted(job) {
  const counts = { read: 0, nodes: 0, canonical: 0, inflated: 0, publicKey: 0, privateKey: 0 };
  const undo = [
    watch(dist('trust/reader.js'), 'readXml', ({ elements }, [bytes]) => {
      counts.read += bytes.length;
      for (const { attributes, namespaces } of elements) counts.nodes += 1 + attributes.length + namespaces.length;
    }),
    watch(dist('trust/canonicalization.js'), 'canonicalize', ({ length }) => (counts.canonical += length)),
    watch(zlib, 'inflateRawSync', ({ buffer }) => (counts.inflated += buffer.length)),
    watch(crypto, 'verify', () => counts.publicKey++),
    watch(dist('trust/unwrap-key.js'), 'unwrapKey', () => counts.privateKey++),
  ];
  const code = await verdict(job);
  for (const each of undo) each();
  return { code, ...counts };
}

async function times(job) {
  const measured = await counted(job);
  const ms = [];
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    await verdict(job);
    const { user, system } = process.cpuUsage(before);
    ms.push((user + system) / 1000);
  }
  return { ...measured, ms: ms.sort((a, b) => a - b)[Math.floor(runs / 2)] };
}

const resident = (name) =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

/** By how many MiB the resident memory of this fresh process grows at its peak. */
async function memory(job) {
  // Writing 5 sets the peak back to what is resident now (proc(5)).
  writeFileSync('/proc/self/clear_refs', '5');
  const before = resident('VmRSS');
  await verdict(job);
  return resident('VmHWM') - before;
}

(async () => {
  const result = memoryOnly === undefined ? [] : await memory(jobs[0]);
  if (memoryOnly === undefined) for (const job of jobs) result.push(await times(job));
  process.stdout.write(JSON.stringify(result));
})();
