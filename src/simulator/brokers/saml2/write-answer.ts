import { Xml } from '../../xml/template';
import { signRoot, type SignaturePlace } from '../sign';
import type { Answer, AssertionDraft } from './answer';
import { encryptElement } from './encrypt';
import { writeAssertion, writeEncryptedAssertion, writeResponse } from './write-message';

/** A message as it goes over the wire, and what stands in it for whoever has the key. */
export interface WrittenAnswer {
  readonly message: string;
  /** Each assertion before it was encrypted. */
  readonly assertions: readonly string[];
}

// Where the schema of SAML 2.0 wants the signature: after the Issuer; where a fault left that out, first.
export const AFTER_ISSUER: SignaturePlace = {
  idAttribute: 'ID',
  reference: '/*/*[local-name()="Issuer"]',
  action: 'after',
};
const FIRST: SignaturePlace = { idAttribute: 'ID', reference: '/*', action: 'prepend' };

/** Writes, signs and encrypts. */
export async function writeAnswer(answer: Answer): Promise<WrittenAnswer> {
  const { response, signing, encryption, rewrite } = answer;
  const assertions = response.assertions.map((draft) => writtenAssertion(draft, answer));
  const delivered = await Promise.all(
    assertions.map(async (assertion) =>
      encryption === undefined ? assertion : writeEncryptedAssertion(await encryptElement(assertion, encryption)),
    ),
  );
  const unsigned = writeResponse(response, delivered);
  const place = response.issuer === undefined ? FIRST : AFTER_ISSUER;
  const signed = signing.response ? signRoot(unsigned, place, signing) : unsigned;
  return {
    message: rewrite === undefined ? signed.text : rewrite(signed.text),
    assertions: assertions.map(({ text }) => text),
  };
}

function writtenAssertion(draft: AssertionDraft, { signing, rewriteAssertion }: Answer): Xml {
  const written = writeAssertion(draft);
  const signed = signing.assertion ? signRoot(written, AFTER_ISSUER, signing) : written;
  return rewriteAssertion === undefined ? signed : new Xml(rewriteAssertion(signed.text));
}
