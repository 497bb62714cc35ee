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
  const { response, signing, encryption, rewrite, wrapping } = answer;
  const assertions = response.assertions.flatMap((draft) => writtenAssertions(draft, answer));
  const delivered = await Promise.all(
    assertions.map(async (assertion) =>
      encryption === undefined ? assertion : writeEncryptedAssertion(await encryptElement(assertion, encryption)),
    ),
  );
  const unsigned = writeResponse(response, delivered);
  const place = response.issuer === undefined ? FIRST : AFTER_ISSUER;
  const signed = signing.response ? signRoot(unsigned, place, signing) : unsigned;
  const message = rewrite === undefined ? signed.text : rewrite(signed.text);
  return {
    message: wrapping === undefined ? message : wrapping.compose(message, (await writeAnswer(wrapping.other)).message),
    assertions: assertions.map(({ text }) => text),
  };
}

function writtenAssertions(draft: AssertionDraft, answer: Answer): readonly Xml[] {
  const { signing, rewriteUnsigned = same, rewriteAssertion = same, multiply = once } = answer;
  const written = new Xml(rewriteUnsigned(writeAssertion(draft).text));
  const signed = signing.assertion ? signRoot(written, AFTER_ISSUER, signing) : written;
  return multiply(rewriteAssertion(signed.text)).map((text) => new Xml(text));
}

const same = (assertion: string): string => assertion;
const once = (assertion: string): readonly string[] => [assertion];
