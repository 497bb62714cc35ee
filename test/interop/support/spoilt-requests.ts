import { generateKeyPairSync, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { requestIn } from '../../strategies/nemlog-in/support/idp';

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** What may happen to a signed request in a browser: each is given its URL, and returns another. */
export const SPOILT: Readonly<Record<string, (url: URL) => URL>> = {
  'the request is another': (url) => {
    const request = requestIn(url.href).replace('ForceAuthn="true"', 'ForceAuthn="false"');
    return withParameter(url, 'SAMLRequest', deflateRawSync(Buffer.from(request)).toString('base64'));
  },
  'RelayState is another': (url) => withParameter(url, 'RelayState', 'another'),
  'the signature is a stranger’s': (url) => {
    const octets = url.search.slice(1).replace(/&Signature=.*$/, '');
    return withParameter(url, 'Signature', sign('sha256', Buffer.from(octets), stranger).toString('base64'));
  },
  'the signature is gone': (url) => {
    const bare = new URL(url);
    bare.searchParams.delete('SigAlg');
    bare.searchParams.delete('Signature');
    return bare;
  },
};

function withParameter(url: URL, name: string, value: string): URL {
  const other = new URL(url);
  if (other.searchParams.get(name) === value) throw new Error(`${name} is what it was`);
  other.searchParams.set(name, value);
  return other;
}
