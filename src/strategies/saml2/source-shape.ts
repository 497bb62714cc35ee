import { certificateProblem } from '../pem';

// What is wrong with the form of an option that names something to read; undefined when nothing is. Nothing of a value is
// repeated: it may be a key or a passphrase.

const URL_MEMBERS = ['url', 'metadataSigningCert', 'dangerouslyTrustMetadataOverTls', 'metadataCa', 'timeoutMs'];
const MAX_TIMEOUT_MS = 60_000;

/** @param value of `idpMetadata`; what metadata and trust make of it is judged there. */
export function metadataProblem(value: unknown): string | undefined {
  if (value === undefined) return 'is missing: the XML, { file } or { url }';
  if (typeof value === 'string') return value.trim() === '' ? 'is empty' : undefined;
  const [form, ...more] = ['xml', 'file', 'url'].filter((name) => own(value, name) !== undefined);
  if (form === undefined || more.length > 0 || !isFilled(own(value, form))) {
    return 'must be the XML, { file } or { url }';
  }
  const members = form === 'url' ? URL_MEMBERS : [form, 'metadataSigningCert'];
  if (!hasOnly(value, members)) return `has a member that is none of ${members.join(', ')}`;
  // Left out by mistake, the document would be believed unsigned.
  if (form !== 'url' && isUndefined(value, 'metadataSigningCert')) {
    return 'has a metadataSigningCert that is undefined: is an environment variable missing?';
  }
  for (const name of ['metadataSigningCert', 'metadataCa']) {
    const pem = own(value, name);
    if (pem !== undefined && !isPem(pem)) return `has a ${name} that is no PEM certificate, nor an array of them`;
  }
  const overTls = own(value, 'dangerouslyTrustMetadataOverTls') ?? false;
  if (typeof overTls !== 'boolean') return 'has a dangerouslyTrustMetadataOverTls that is not true or false';
  const timeoutMs = own(value, 'timeoutMs') ?? 1;
  const inTime = Number.isInteger(timeoutMs) && Number(timeoutMs) >= 1 && Number(timeoutMs) <= MAX_TIMEOUT_MS;
  return inTime ? undefined : `has a timeoutMs that is no whole number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`;
}

/** @param value of `pkcs12`. */
export function pkcs12Problem(value: unknown): string | undefined {
  const content = own(value, 'content');
  const named = [isFilled(own(value, 'file')), isFilled(content) || Buffer.isBuffer(content)].filter(Boolean).length;
  if (named !== 1 || !hasOnly(value, ['file', 'content', 'passphrase'])) {
    return 'must be { file, passphrase } or { content, passphrase }, the content being a Buffer or base64';
  }
  return typeof own(value, 'passphrase') === 'string' ? undefined : 'has no passphrase';
}

/** @param value one of `decryptionKeys`. */
export function decryptionKeyProblem(value: unknown): string | undefined {
  const pkcs12 = own(value, 'pkcs12');
  if (pkcs12 !== undefined) {
    const problem = pkcs12Problem(pkcs12);
    if (problem !== undefined) return `has a pkcs12 that ${problem}`;
    return hasOnly(value, ['pkcs12']) ? undefined : 'has pkcs12 and something beside it';
  }
  const cert = own(value, 'cert');
  const right =
    isFilled(own(value, 'key')) && (cert === undefined || isFilled(cert)) && hasOnly(value, ['key', 'cert']);
  return right ? undefined : 'must be { key, cert } in PEM, or { pkcs12 }';
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** Whether it is there, and undefined. */
function isUndefined(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) && own(value, name) === undefined;
}

function hasOnly(value: unknown, names: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).every((name) => names.includes(name));
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isPem(value: unknown): boolean {
  const texts: unknown[] = [value].flat();
  return (
    texts.length > 0 && texts.every((text) => typeof text === 'string' && certificateProblem([text]) === undefined)
  );
}
