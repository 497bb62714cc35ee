import { CERTS } from '../../support/certs';
import { keyInfo } from '../../support/xmldsig/hand-signature';
import * as m from '../../support/xmldsig/methods';
import { documentMutators, type Mutator } from '../mutator';
import type { Picks } from '../picks';
import { attributesOf, elementsOf, insert, named, placesOf, splice, textOf, unpadded } from '../scan';

const ALGORITHMS = [
  ...[m.RSA_SHA1, m.RSA_SHA256, m.RSA_SHA384, m.RSA_SHA512, m.RSA_MD5, m.PSS_SHA256, m.ECDSA_SHA256, m.DSA_SHA1],
  ...[m.HMAC_SHA1, m.HMAC_SHA256, m.SHA1, m.SHA256, m.SHA384, m.SHA512, m.MD5, m.ENVELOPED, m.EXC_C14N],
  ...[m.EXC_C14N_COMMENTS, m.C14N, m.C14N_COMMENTS, m.C14N_11, 'http://www.w3.org/2000/09/xmldsig#base64'],
  ...['http://www.w3.org/TR/1999/REC-xpath-19991116', 'http://www.w3.org/2002/06/xmldsig-filter2'],
  ...['http://www.w3.org/TR/1999/REC-xslt-19991116', 'urn:x', '', '__proto__', 'constructor'],
];

const BASE64 = [
  'AAAA',
  '',
  'x',
  '=',
  '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  '!!!!',
  'AA',
  'AAB=',
  '<x/>',
  '<!-- -->',
];

const transform = (algorithm: string) => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`;
const inSignatures = (xml: string, ...locals: readonly string[]) => named(xml, ...locals);

const KEY_INFOS = [
  ...[keyInfo(CERTS.foreign), keyInfo(CERTS.foreignSameName), keyInfo(CERTS.idpNext), keyInfo(CERTS.idp)],
  ...['<ds:KeyInfo></ds:KeyInfo>', '<ds:KeyInfo><ds:KeyName>x</ds:KeyName></ds:KeyInfo>'],
  '<ds:KeyInfo><ds:RetrievalMethod URI="http://127.0.0.1:9/key"></ds:RetrievalMethod></ds:KeyInfo>',
  '<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>',
];

function changedAlgorithm(xml: string, picks: Picks): string {
  const all = elementsOf(xml).flatMap((element) =>
    attributesOf(xml, element).filter(({ name }) => name === 'Algorithm'),
  );
  const { start, end } = picks.one(all);
  return splice(xml, start, end, ` Algorithm="${picks.one(ALGORITHMS)}"`);
}

/** The Signature itself: what it says it covers, how, and with which key. */
export const SIGNATURE: readonly Mutator[] = documentMutators(
  {
    'algorithm-changed': changedAlgorithm,
    'transform-inserted': (xml, picks) => {
      const at = picks.one(inSignatures(xml, 'Transform').flatMap(({ start, end }) => [start, end]));
      return insert(xml, at, transform(picks.one(ALGORITHMS)));
    },
    'prefix-list': (xml, picks) => {
      const { inside } = picks.one(inSignatures(xml, 'Transform', 'CanonicalizationMethod'));
      const list = picks.one(['', '#default', 'saml', 'xsi xsd', 'ds', 'x', 'saml samlp ds xsi xs xsd']);
      return insert(
        xml,
        inside,
        `<ec:InclusiveNamespaces xmlns:ec="${m.EXC_C14N}" PrefixList="${list}"></ec:InclusiveNamespaces>`,
      );
    },
    'part-of-a-signature-doubled': (xml, picks) => {
      const locals = ['SignedInfo', 'Reference', 'SignatureValue', 'DigestValue', 'Transforms', 'KeyInfo', 'Signature'];
      const part = picks.one(inSignatures(xml, ...locals));
      const at = picks.one(placesOf(picks.one(inSignatures(xml, ...locals))));
      return insert(xml, at, textOf(xml, part));
    },
    'signature-deleted': (xml, picks) => {
      const { start, end } = picks.one(inSignatures(xml, 'Signature'));
      return splice(xml, start, end, '');
    },
    'signature-of-another-namespace': (xml, picks) => {
      const { start, name } = picks.one(inSignatures(xml, 'Signature', 'SignedInfo', 'Reference', 'DigestValue'));
      const prefix = name.includes(':') ? `:${name.slice(0, name.indexOf(':'))}` : '';
      const bare = xml.slice(start).replace(new RegExp(` xmlns${prefix}="[^"]*"`), '');
      return insert(xml.slice(0, start) + bare, start + 1 + name.length, ` xmlns${prefix}="urn:x"`);
    },
    'object-in-a-signature': (xml, picks, { honest }) => {
      const at = picks.one(placesOf(picks.one(inSignatures(xml, 'Signature', 'SignatureValue', 'KeyInfo'))));
      const content = picks.one(['', honest.replace(/^<\?xml[^>]*\?>/, ''), '<ds:Manifest></ds:Manifest>', '<x></x>']);
      return insert(xml, at, `<ds:Object xmlns:ds="${m.DS}">${content}</ds:Object>`);
    },
    'key-info-changed': (xml, picks) => {
      const found = inSignatures(xml, 'KeyInfo');
      const by = picks.one(['', ...KEY_INFOS]);
      const { start, end } = picks.one(found);
      return splice(xml, start, end, by.replace('<ds:KeyInfo>', `<ds:KeyInfo xmlns:ds="${m.DS}">`));
    },
    'key-info-inserted': (xml, picks) => {
      const at = picks.one(inSignatures(xml, 'SignedInfo', 'SignatureValue').flatMap(placesOf));
      return insert(xml, at, picks.one(KEY_INFOS).replace('<ds:KeyInfo>', `<ds:KeyInfo xmlns:ds="${m.DS}">`));
    },
    'base64-of-a-signature-changed': (xml, picks) => {
      const { inside, close } = picks.one(inSignatures(xml, 'SignatureValue', 'DigestValue', 'X509Certificate'));
      const value = xml.slice(inside, close);
      const at = picks.below(value.length + 1);
      const changed = picks.one([
        ...BASE64,
        value + value,
        value.slice(0, at),
        insert(value, at, picks.one([' ', '\n', '&#13;', '=', '!', '<!-- -->', '<x></x>', '&#65;', '-', 'A'])),
        unpadded(value),
        value.replaceAll('+', '-').replaceAll('/', '_'),
        value.replace(/\S{64}/g, '$&\n'),
      ]);
      return splice(xml, inside, close, changed);
    },
    'digest-or-signature-exchanged': (xml, picks) => {
      const values = inSignatures(xml, 'SignatureValue', 'DigestValue');
      const [one, other] = [picks.one(values), picks.one(values)];
      return splice(xml, one.inside, one.close, xml.slice(other.inside, other.close));
    },
  },
  [
    ...['signature-deleted', 'key-info-changed', 'key-info-inserted', 'base64-of-a-signature-changed'],
    ...['part-of-a-signature-doubled', 'signature-of-another-namespace'],
  ],
);
