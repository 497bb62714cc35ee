import { DS, EXC_C14N } from '../support/xmldsig/methods';
import { SOAP } from '../support/saml11';
import { XENC } from '../support/saml2/encryption-methods';
import { prefixOf } from './scan';

/** The prefixes that messages are written with and that mean the same in each of them. */
const KNOWN: Readonly<Record<string, string>> = {
  ds: DS,
  ec: EXC_C14N,
  xenc: XENC,
  soapenv: SOAP,
  xs: 'http://www.w3.org/2001/XMLSchema',
  xsd: 'http://www.w3.org/2001/XMLSchema',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

export const DECLARATIONS = Object.entries(KNOWN).map(([prefix, uri]) => ({
  prefix,
  text: ` xmlns:${prefix}="${uri}"`,
}));

/** An element around some XML, that means what its prefix says wherever it stands. */
export function wrapped(name: string, content = ''): string {
  const uri = KNOWN[prefixOf(name)];
  return `<${name}${uri === undefined ? '' : ` xmlns:${prefixOf(name)}="${uri}"`}>${content}</${name}>`;
}
