export { CITIZEN, citizenWith, EMPLOYEE } from './attributes';
export type { SampleAttribute } from './attributes';
export {
  ARTIFACT_01,
  ASSERTION,
  ASSERTION_ID,
  BEARER,
  EIGHT_KILOBYTES,
  FACTS,
  PROTOCOL,
  RESPONSE_ID,
  saml11Assertion,
  saml11Response,
  SOAP,
} from './message';
export type { Saml11Facts, Saml11Message } from './message';
export { ID_ATTRIBUTES, signSaml11 } from './sign';
export type { Saml11Signing } from './sign';
export { base64, soapEnvelope, soapFault } from './soap';
export { escapeXml, instant } from '../xml-text';
