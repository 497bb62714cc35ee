// Makes the test keys and certificates of this folder: `node certs/make.mjs` makes what is missing,
// `node certs/make.mjs --all` makes all of it anew. What each one is for: README.md beside this file.
//
// The certificate is written here, field by field, because no tool at hand makes every kind of key
// (RSA, EC on several curves, DSA, Ed25519) with a validity of our choosing; node:crypto signs it.
import { createPrivateKey, createPublicKey, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const always = ['2020-01-01T00:00:00Z', '2049-12-31T23:59:59Z'];
const rsa = (bits) => () => generateKeyPairSync('rsa', { modulusLength: bits });
const ec = (curve) => () => generateKeyPairSync('ec', { namedCurve: curve });

const WANTED = [
  { name: 'idp', key: rsa(2048) },
  { name: 'idp-next', key: rsa(3072) },
  { name: 'idp-ec256', key: ec('prime256v1') },
  { name: 'idp-ec384', key: ec('secp384r1') },
  { name: 'idp-ec521', key: ec('secp521r1') },
  { name: 'foreign', key: rsa(2048) },
  { name: 'foreign-same-name', key: rsa(2048), commonName: 'idp' },
  { name: 'expired', key: rsa(2048), validity: ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z'] },
  { name: 'not-yet-valid', key: rsa(2048), validity: ['2048-01-01T00:00:00Z', '2049-12-31T23:59:59Z'] },
  { name: 'weak-rsa1024', key: rsa(1024) },
  { name: 'refused-secp256k1', key: ec('secp256k1') },
  { name: 'refused-dsa', key: () => generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }) },
  { name: 'refused-ed25519', key: () => generateKeyPairSync('ed25519') },
  { name: 'tls-ca', key: rsa(2048), ca: true },
  { name: 'tls-localhost', key: rsa(2048), commonName: 'localhost', issuer: 'tls-ca', hosts: true },
  { name: 'tls-client', key: rsa(2048), issuer: 'tls-ca' },
  { name: 'tls-other-ca', key: rsa(2048), ca: true },
  { name: 'tls-other-localhost', key: rsa(2048), commonName: 'localhost', issuer: 'tls-other-ca', hosts: true },
];

const all = process.argv.includes('--all');
for (const wanted of WANTED) {
  const keyFile = here(`${wanted.name}.key.pem`);
  const certFile = here(`${wanted.name}.crt.pem`);
  if (!all && existsSync(keyFile) && existsSync(certFile)) continue;
  const { privateKey } = wanted.key();
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const issuer = WANTED.find(({ name }) => name === wanted.issuer) ?? wanted;
  const issuerKey = issuer === wanted ? privateKey : createPrivateKey(readFileSync(here(`${issuer.name}.key.pem`)));
  writeFileSync(certFile, certificate(wanted, privateKey, issuer, issuerKey));
}

function certificate(wanted, privateKey, issuer, issuerKey) {
  const algorithm = signatureAlgorithm(issuerKey);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const tbs = seq(
    asn1.create(Class.CONTEXT_SPECIFIC, 0, true, [int('02')]),
    int(serialOf(wanted.name)),
    algorithm,
    distinguishedName(issuer),
    seq(...(wanted.validity ?? always).map((at) => time(new Date(at)))),
    distinguishedName(wanted),
    asn1.fromDer(spki.toString('binary')),
    asn1.create(Class.CONTEXT_SPECIFIC, 3, true, [seq(...extensions(wanted))]),
  );
  const bytes = Buffer.from(asn1.toDer(tbs).getBytes(), 'binary');
  const signed = seq(tbs, algorithm, bits(signature(bytes, issuerKey)));
  const der = Buffer.from(asn1.toDer(signed).getBytes(), 'binary');
  const lines = der.toString('base64').match(/.{1,64}/g);
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function signature(bytes, key) {
  if (key.asymmetricKeyType === 'ed25519') return sign(null, bytes, key);
  return createSign('sha256').update(bytes).sign(key);
}

function signatureAlgorithm(key) {
  const known = {
    rsa: [oid('1.2.840.113549.1.1.11'), asn1.create(Class.UNIVERSAL, Type.NULL, false, '')],
    ec: [oid('1.2.840.10045.4.3.2')],
    dsa: [oid('2.16.840.1.101.3.4.3.2')],
    ed25519: [oid('1.3.101.112')],
  };
  return seq(...known[key.asymmetricKeyType]);
}

function distinguishedName({ name, commonName = name }) {
  const rdn = (type, value) => set(seq(oid(type), utf8(value)));
  return seq(
    rdn('2.5.4.10', 'passport-mitid-saml TEST ONLY'),
    rdn('2.5.4.11', 'TEST ONLY: the private key is public'),
    rdn('2.5.4.3', commonName),
  );
}

function extensions({ ca = false, hosts = false }) {
  const extension = (id, critical, value) => seq(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
  const list = [extension('2.5.29.19', true, seq(...(ca ? [boolean(true)] : [])))];
  if (hosts) {
    const dns = asn1.create(Class.CONTEXT_SPECIFIC, 2, false, 'localhost');
    const ip4 = asn1.create(Class.CONTEXT_SPECIFIC, 7, false, '\x7f\x00\x00\x01');
    const ip6 = asn1.create(Class.CONTEXT_SPECIFIC, 7, false, `${'\x00'.repeat(15)}\x01`);
    list.push(extension('2.5.29.17', false, seq(dns, ip4, ip6)));
  }
  return list;
}

function serialOf(name) {
  return `01${Buffer.from(name).toString('hex')}`.slice(0, 38);
}

function time(at) {
  const text = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return asn1.create(Class.UNIVERSAL, Type.UTCTIME, false, text.slice(2));
}

function seq(...items) {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, items);
}
function set(...items) {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, items);
}
function oid(text) {
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(text).getBytes());
}
function int(hex) {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, Buffer.from(hex, 'hex').toString('binary'));
}
function utf8(text) {
  return asn1.create(Class.UNIVERSAL, Type.UTF8, false, text);
}
function boolean(value) {
  return asn1.create(Class.UNIVERSAL, Type.BOOLEAN, false, value ? '\xff' : '\x00');
}
function octets(inner) {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, asn1.toDer(inner).getBytes());
}
function bits(bytes) {
  return asn1.create(Class.UNIVERSAL, Type.BITSTRING, false, `\x00${bytes.toString('binary')}`);
}
