import { MitIdError } from '../../errors';
import { BROWSER_MESSAGE, readXml, type XmlElement } from '../../trust';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';

/** The hook `editAuthnRequest`: given the document before it is signed, returns the one to sign. */
export type EditAuthnRequest = (xml: string) => string | Promise<string>;

/**
 * The document as the application's hook made it. What it says is the application's affair; that it is a request, and the
 * one whose answer we will know again, is ours: it is read with the same reader as a message from a browser.
 *
 * @param id the ID that the document had and must keep.
 * @throws MitIdError `parameter_invalid` at `editAuthnRequest`: the hook threw, or returned something that is no string,
 *   not readable XML (comments and DOCTYPE are refused), not a samlp:AuthnRequest, or one with another ID.
 */
export async function editedRequest(xml: string, id: string, edit: EditAuthnRequest): Promise<string> {
  let document: unknown;
  try {
    document = await edit(xml);
  } catch (cause) {
    throw refusal('an exception', cause);
  }
  if (typeof document !== 'string') throw refusal(typeof document);
  const root = readRoot(document);
  if (!root.is(PROTOCOL, 'AuthnRequest')) throw refusal(`{${root.uri}}${root.local}`.slice(0, 120));
  if (root.attribute('ID') !== id) throw refusal('another ID');
  return document;
}

function readRoot(document: string): XmlElement {
  try {
    return readXml(Buffer.from(document), BROWSER_MESSAGE).root;
  } catch (cause) {
    throw refusal(cause instanceof MitIdError ? cause.explain() : 'a document that cannot be read', cause);
  }
}

function refusal(got: string, cause?: unknown): MitIdError {
  return new MitIdError(
    'parameter_invalid',
    {
      where: 'editAuthnRequest',
      got,
      expected: 'the samlp:AuthnRequest as a string, with the ID it had',
      option: 'editAuthnRequest',
    },
    cause === undefined ? {} : { cause },
  );
}
