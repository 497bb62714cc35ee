import { canonicalize, readXml, SOAP_MESSAGE, type XmlElement } from '../../../src/trust';
import { CERTS } from '../../support/certs';
import { signByHand, SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import { digestOf, HMAC_SHA256, RSA_SHA256, SHA256 } from '../../support/xmldsig/methods';
import { documentMutators, octets, type Mutator } from '../mutator';
import { NothingToChange } from '../picks';
import { attributesOf, elementsOf, insert, named, splice } from '../scan';

/** Whoever is not the broker: a key of their own, one of the same name, and the broker's public key taken for a secret. */
const FORGERS = [
  { signer: CERTS.foreign },
  { signer: { ...CERTS.foreign, cert: CERTS.idp.cert } },
  { signer: CERTS.foreignSameName },
  { signer: CERTS.idpNext },
  { signer: CERTS.ec256, method: RSA_SHA256, secret: CERTS.foreign.key },
  { signer: CERTS.idp, method: HMAC_SHA256, secret: CERTS.idp.cert },
] as const;

export const MAX_LENGTH_FOR_XMLDOM = 60_000;

/** The first of the elements that has an id, as a reader finds them: what is changed is digested as it now is. */
function withId(elements: readonly XmlElement[], id: string): XmlElement | undefined {
  return elements.find(({ attributes }) => attributes.some(({ value }) => value === id));
}

/** Digests that are right for what was changed, and signatures that are right by a key that nobody trusts. */
export const SIGNED_ANEW: readonly Mutator[] = documentMutators(
  {
    'digest-made-right': (xml, picks) => {
      const reference = picks.one(named(xml, 'Reference'));
      const [id = ''] = attributesOf(xml, reference).map(({ value }) => value.replace(/^#/, ''));
      let digest: string;
      try {
        const { elements } = readXml(Buffer.from(xml, 'latin1'), SOAP_MESSAGE);
        const element = withId(elements, id);
        const signature = element?.elements.find(({ local }) => local === 'Signature');
        if (element === undefined || signature === undefined) throw new NothingToChange();
        digest = digestOf(SHA256, canonicalize(element, [], signature));
      } catch {
        throw new NothingToChange();
      }
      const value = picks.one(
        named(xml, 'DigestValue').filter(({ start, end }) => start > reference.start && end < reference.end),
      );
      return splice(xml, value.inside, value.close, digest);
    },
    'signed-by-another-key': (xml, picks, { idNames }) => {
      // xmldom takes seconds for some of what is far longer than a message.
      if (xml.length > MAX_LENGTH_FOR_XMLDOM) throw new NothingToChange();
      const signed = picks.one(named(xml, 'Assertion', 'Response', 'LogoutRequest', 'LogoutResponse'));
      const id = attributesOf(xml, signed).find(({ name }) => idNames.includes(name))?.value ?? '';
      const old = elementsOf(xml).filter(
        ({ local, start, end }) => local === 'Signature' && start > signed.start && end < signed.end,
      );
      const direct = old.at(-1);
      // Where the broker's stood, or first.
      const placed =
        direct === undefined
          ? insert(xml, signed.inside, SIGNATURE_HERE)
          : splice(xml, direct.start, direct.end, SIGNATURE_HERE);
      const forger = picks.one(FORGERS);
      try {
        return octets(signByHand(Buffer.from(placed, 'latin1').toString(), { id, ...forger }));
      } catch {
        throw new NothingToChange();
      }
    },
  },
  [],
  { weight: 6 },
);
