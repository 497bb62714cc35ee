import { deflateRawSync, deflateSync, inflateRawSync } from 'node:zlib';
import { CERTS } from '../../support/certs';
import * as m from '../../support/xmldsig/methods';
import type { Mutator } from '../mutator';
import { NothingToChange } from '../picks';
import { insert } from '../scan';

const NAMES = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding', 'x'];
const VALUES = ['', 'x', '%00', 'https%3A%2F%2Fevil.example', 'a+b', '%zz', '%', '%C3%A6', '%2526'];
const SPLICES = [
  '&',
  '=',
  '%',
  '+',
  '#',
  ';',
  '%26',
  '&x=1',
  '&RelayState=x',
  '&SigAlg',
  '&SAMLRequest=',
  '&SAML%52esponse=',
  ' ',
  '\0',
];
const METHODS = [
  m.RSA_SHA1,
  m.RSA_SHA256,
  m.RSA_SHA512,
  m.PSS_SHA256,
  m.ECDSA_SHA256,
  m.HMAC_SHA256,
  m.RSA_MD5,
  'urn:x',
  '',
];

const pairsOf = (query: string) => query.split('&');
const joined = (pairs: readonly string[]) => pairs.join('&');
const nameOf = (pair: string) => pair.slice(0, pair.indexOf('='));
const valueOf = (query: string, name: string) =>
  /^[^=]*=(.*)$/.exec(pairsOf(query).find((pair) => nameOf(pair) === name) ?? '')?.[1];

const set = (query: string, name: string, value: string) =>
  joined(pairsOf(query).map((pair) => (nameOf(pair) === name ? `${name}=${value}` : pair)));

const messageName = (query: string) => (query.includes('SAMLRequest=') ? 'SAMLRequest' : 'SAMLResponse');

const changes: Readonly<Record<string, Mutator['change']>> = {
  'parameters-reordered': (query, picks) => {
    const pairs = pairsOf(query);
    const [moved = ''] = pairs.splice(picks.below(pairs.length), 1);
    pairs.splice(picks.below(pairs.length + 1), 0, moved);
    return joined(pairs);
  },
  'parameter-doubled': (query, picks) => {
    const pair = picks.one(pairsOf(query));
    const other = picks.one([pair, `${nameOf(pair)}=${picks.one(VALUES)}`]);
    return picks.one([`${query}&${other}`, `${other}&${query}`]);
  },
  'parameter-inserted': (query, picks) => `${query}&${picks.one(NAMES)}=${picks.one(VALUES)}`,
  'parameter-deleted': (query, picks) => {
    const pairs = pairsOf(query);
    pairs.splice(picks.below(pairs.length), 1);
    return joined(pairs);
  },
  'parameter-set': (query, picks) => set(query, nameOf(picks.one(pairsOf(query))), picks.one(VALUES)),
  'parameter-of-another-message': (query, picks, { wires }) => {
    const name = nameOf(picks.one(pairsOf(query)));
    return set(query, name, valueOf(picks.one(wires), name) ?? '');
  },
  'parameter-escaped-otherwise': (query, picks) => {
    const name = nameOf(picks.one(pairsOf(query)));
    const value = valueOf(query, name) ?? '';
    const other = picks.one([
      value.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
      value.replaceAll('%2F', '/'),
      value.replaceAll('%3D', '='),
      value.replaceAll('%20', '+'),
      encodeURIComponent(value),
      value.replace(/[A-Za-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    ]);
    return set(query, name, other);
  },
  'method-changed': (query, picks) => set(query, 'SigAlg', encodeURIComponent(picks.one(METHODS))),
  'splice-in-a-query': (query, picks) => insert(query, picks.below(query.length + 1), picks.one(SPLICES)),
  'octet-of-a-query-changed': (query, picks) => {
    const at = picks.below(query.length);
    return query.slice(0, at) + String.fromCharCode(query.charCodeAt(at) ^ (1 << picks.below(7))) + query.slice(at + 1);
  },
  'deflated-otherwise': (query, picks) => {
    const name = messageName(query);
    const deflated = Buffer.from(decodeURIComponent(valueOf(query, name) ?? ''), 'base64');
    const document = inflateRawSync(deflated);
    const other = picks.one([
      () => deflateRawSync(document, { level: picks.below(10) }),
      () => deflateSync(document),
      () => Buffer.concat([deflated, Buffer.from('x')]),
      () => Buffer.concat([deflated, deflated]),
      () => deflated.subarray(0, picks.below(deflated.length)),
      () => document,
      () => deflateRawSync(Buffer.concat([document, Buffer.alloc(1 << 20, ' ')])),
    ])();
    return set(query, name, encodeURIComponent(other.toString('base64')));
  },
  'query-signed-by-another-key': (query, picks) => {
    const method = picks.one([m.RSA_SHA256, m.RSA_SHA512, m.HMAC_SHA256]);
    const key = method === m.HMAC_SHA256 ? CERTS.idp.cert : picks.one([CERTS.foreign.key, CERTS.idpNext.key]);
    const names = [messageName(query), 'RelayState', 'SigAlg'];
    const algorithm = set(query, 'SigAlg', encodeURIComponent(method));
    const octets = names.flatMap((name) => pairsOf(algorithm).filter((pair) => nameOf(pair) === name)).join('&');
    return set(algorithm, 'Signature', encodeURIComponent(m.signatureOf(method, octets, key)));
  },
};

/** The query that a logout travels in over HTTP-Redirect, whose octets are signed. */
export const QUERY: readonly Mutator[] = Object.entries(changes).map(([name, change]) => ({
  name,
  stage: 'wire',
  wire: 'query',
  weight: 15,
  harmless: ['parameters-reordered', 'parameter-inserted', 'parameter-escaped-otherwise'].includes(name),
  change: (query, picks, material) => {
    try {
      return change(query, picks, material);
    } catch {
      // A change before this one has left no query to take apart.
      throw new NothingToChange();
    }
  },
}));
