import type { AssertionAttribute } from '../assertion';
import { trimXml, type XmlElement } from '../trust';

const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Reads the AttributeValues of an Attribute (rules 1): xsi:nil is no value, xsi:type is never interpreted, and the text of
 * a value with child elements is never read.
 *
 * @param assertion the namespace of Assertion in the version of SAML.
 */
export function readAttributeValues(
  attribute: XmlElement,
  assertion: string,
): Pick<AssertionAttribute, 'values' | 'hasElements'> {
  const values = attribute.all(assertion, 'AttributeValue').filter((value) => !isNil(value));
  return {
    values: values.map((value) => value.text ?? ''),
    hasElements: values.some((value) => value.text === undefined),
  };
}

function isNil(value: XmlElement): boolean {
  return ['true', '1'].includes(trimXml(value.attribute('nil', XSI_NAMESPACE) ?? ''));
}
