import { sealedText } from '../../attacks/harness/sealing';
import { CERTS } from '../../support/certs';
import * as e from '../../support/saml2/encryption-methods';
import { SHA1, SHA256, SHA512 } from '../../support/xmldsig/methods';
import { documentMutators, type Mutator } from '../mutator';
import { forged } from './wrapping';
import { NothingToChange } from '../picks';
import { attributesOf, elementsOf, insert, named, splice, textOf } from '../scan';

const DATA = [e.AES128_GCM, e.AES192_GCM, e.AES256_GCM, e.AES128_CBC, e.AES192_CBC, e.AES256_CBC, e.TRIPLE_DES];
const KEYS = [e.OAEP_MGF1P, e.OAEP_11, e.RSA_15];
const OTHERS = [SHA1, SHA256, SHA512, e.SHA224, e.MGF1_SHA1, e.MGF1_SHA256, e.MGF1_SHA512, e.WRONG_SHA256, 'urn:x', ''];
const RECIPIENTS = [CERTS.tlsClient.cert, CERTS.foreign.cert, CERTS.idp.cert];

const BLOCK = 16;

/** The ciphertext, its key, and what is said of how they were made. */
export const CIPHERTEXT: readonly Mutator[] = documentMutators(
  {
    'bits-of-a-ciphertext-flipped': (xml, picks) => {
      const { inside, close } = picks.one(named(xml, 'CipherValue'));
      const data = Buffer.from(xml.slice(inside, close), 'base64');
      if (data.length === 0) throw new NothingToChange();
      const at = picks.below(data.length);
      data[at] = (data[at] ?? 0) ^ (1 + picks.below(255));
      return splice(xml, inside, close, data.toString('base64'));
    },
    'blocks-of-a-ciphertext-moved': (xml, picks) => {
      const { inside, close } = picks.one(named(xml, 'CipherValue'));
      const data = Buffer.from(xml.slice(inside, close), 'base64');
      const blocks = Array.from({ length: Math.ceil(data.length / BLOCK) }, (_, at) =>
        data.subarray(at * BLOCK, (at + 1) * BLOCK),
      );
      const taken = picks.one(blocks);
      const at = picks.below(blocks.length);
      const moved = picks.one([
        [...blocks.slice(0, at), taken, ...blocks.slice(at)],
        [...blocks.slice(0, at), taken, ...blocks.slice(at + 1)],
        // Never nothing at all, which is no base64 and told as that before any key is tried.
        blocks.slice(0, at + 1),
        blocks.slice(at),
      ]);
      return splice(xml, inside, close, Buffer.concat(moved).toString('base64'));
    },
    'ciphertexts-exchanged': (xml, picks, { donors }) => {
      const from = picks.one([xml, ...donors]);
      const ours = picks.one(named(xml, 'CipherValue', 'EncryptedKey', 'EncryptedData', 'EncryptionMethod'));
      const theirs = picks.one(named(from, 'CipherValue', 'EncryptedKey', 'EncryptedData', 'EncryptionMethod'));
      return splice(xml, ours.start, ours.end, textOf(from, theirs));
    },
    'encryption-algorithm-changed': (xml, picks) => {
      const methods = elementsOf(xml).filter(({ local }) => /^(EncryptionMethod|DigestMethod|MGF)$/.test(local));
      const { start, end } = picks.one(
        methods.flatMap((element) => attributesOf(xml, element).filter(({ name }) => name === 'Algorithm')),
      );
      return splice(xml, start, end, ` Algorithm="${picks.one([...DATA, ...KEYS, ...OTHERS])}"`);
    },
    'encryption-element-inserted': (xml, picks) => {
      const at = picks.one(
        named(xml, 'EncryptedData', 'EncryptedKey', 'CipherData', 'EncryptionMethod', 'KeyInfo').flatMap(
          ({ inside, close, end }) => [inside, close, end],
        ),
      );
      const piece = picks.one([
        '<ds:RetrievalMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" URI="#_key"></ds:RetrievalMethod>',
        '<xenc:CipherReference URI="http://127.0.0.1:9/x"></xenc:CipherReference>',
        '<xenc:CipherValue>AAAA</xenc:CipherValue>',
        '<xenc:EncryptionProperties></xenc:EncryptionProperties>',
        '<xenc:OAEPparams>AAAA</xenc:OAEPparams>',
        '<xenc:KeySize>128</xenc:KeySize>',
        '<ds:KeyName xmlns:ds="http://www.w3.org/2000/09/xmldsig#">x</ds:KeyName>',
        '<xenc:CarriedKeyName>x</xenc:CarriedKeyName>',
      ]);
      return insert(xml, at, piece);
    },
    // The key to encrypt with is public: whoever has a plaintext can make a ciphertext of it.
    'encrypted-anew': (xml, picks, { plain, donors }) => {
      const sources = [plain, ...donors].flatMap((text) =>
        named(text, 'Assertion').map((element) => textOf(text, element)),
      );
      const source = picks.one(sources);
      const bare = picks.below(4) === 0 ? source.replace(/<ds:Signature[^]*<\/ds:Signature>/, '') : source;
      const plaintext = picks.below(3) === 0 ? forged(bare, picks) : bare;
      const { start, end } = picks.one(named(xml, 'EncryptedAssertion', 'Assertion'));
      const [from, to] = picks.one([
        [start, end],
        [start, start],
        [end, end],
      ] as const);
      const key = picks.one(KEYS);
      const sealed = sealedText(Buffer.from(plaintext, 'latin1').toString(), {
        data: picks.one([e.AES256_GCM, ...DATA]),
        key,
        digest: picks.one([SHA1, SHA256, SHA512]),
        certificate: picks.one([CERTS.tlsClient.cert, ...RECIPIENTS]),
        keyPlace: picks.one(['inside', 'beside'] as const),
      });
      return splice(xml, from, to, sealed);
    },
  },
  ['encryption-algorithm-changed', 'encryption-element-inserted', 'encrypted-anew'],
  { ciphertext: true, weight: 20 },
);
