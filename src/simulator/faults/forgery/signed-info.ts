import type { SigningKey } from '../../keys/signing-key';
import { signRoot, type SignaturePlace } from '../../brokers/sign';
import { Xml } from '../../xml/template';
import { ofSomebodyElse, signatureOf, unsigned, withSignature } from './cut';

const SIGNED_INFO = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s;
const DIGEST = /(?<=<ds:DigestValue>)[^<]+/;

/** Gives a forged element the signature of a sound one. */
type Splice = (signed: string, place: SignaturePlace, nobody: SigningKey) => string;

/** Two SignedInfo: the signed one, and before it one that nobody signed, with the digest of the forged content. */
export const secondSignedInfo: Splice = (signed, place, nobody) =>
  spliced(signed, place, nobody, (sound, forged) =>
    sound.replace('<ds:SignedInfo>', () => `${SIGNED_INFO.exec(forged)?.[0] ?? ''}<ds:SignedInfo>`),
  );

/** The digest of the forged content, in a comment before the signed one. */
export const commentInDigest: Splice = (signed, place, nobody) =>
  spliced(signed, place, nobody, (sound, forged) =>
    sound.replace(DIGEST, (digest) => `<!--${DIGEST.exec(forged)?.[0] ?? ''}-->${digest}`),
  );

function spliced(
  signed: string,
  place: SignaturePlace,
  nobody: SigningKey,
  make: (sound: string, forged: string) => string,
): string {
  // Whoever signs it, its digest is the right one, and so is the id that it refers to.
  const own = signRoot(new Xml(ofSomebodyElse(unsigned(signed))), place, { ...nobody, hash: 'sha256' }).text;
  return withSignature(own, make(signatureOf(signed), signatureOf(own)));
}
