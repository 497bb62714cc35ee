import { readXml, SOAP_MESSAGE, type XmlElement } from '../../../src/trust';

export const SAML = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const SAMLP = 'urn:oasis:names:tc:SAML:1.0:protocol';

/** The elements of that local name, anywhere in a message. */
export function elements(message: string, local: string): XmlElement[] {
  return readXml(Buffer.from(message), SOAP_MESSAGE).elements.filter((element) => element.local === local);
}

/** The one element of that local name. */
export function element(message: string, local: string): XmlElement {
  const [found, ...more] = elements(message, local);
  if (found === undefined || more.length > 0) throw new Error(`${more.length + 1} or no ${local} in the message`);
  return found;
}

/** The assertion's attributes: names and values, in order. */
export function attributes(message: string): Record<string, string[]> {
  return Object.fromEntries(
    elements(message, 'Attribute').map((attribute) => [
      attribute.attribute('AttributeName') ?? '',
      attribute.all(SAML, 'AttributeValue').map((value) => value.text ?? ''),
    ]),
  );
}

/** The one value of an attribute; undefined when it is not there. */
export function attribute(message: string, name: string): string | undefined {
  const values = attributes(message)[name];
  if (values !== undefined && values.length !== 1) throw new Error(`${name} has ${values.length} values`);
  return values?.[0];
}
