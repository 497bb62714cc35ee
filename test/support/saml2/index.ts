export {
  attributesWith,
  BASIC_FORMAT,
  CORE,
  EID,
  GOV,
  NSIS,
  OIOSAML2_CITIZEN,
  OIOSAML2_EMPLOYEE,
  OIOSAML3_PRIVATE,
  OIOSAML3_PROFESSIONAL,
  PERSON_NAME_ID,
  PERSON_UUID,
  PROFESSIONAL_NAME_ID,
  PROFESSIONAL_UUID,
  URI_FORMAT,
} from './attributes';
export {
  escapeInLowerCase,
  LOGOUT_ID2,
  LOGOUT_REQUEST_ID2,
  LOGOUT_URL2,
  logoutRequest,
  logoutResponse,
  redirectQuery,
  signLogout,
} from './logout';
export type { LogoutRequestMessage, LogoutResponseMessage, LogoutSigning, RedirectSending } from './logout';
export {
  ASSERTION2,
  ASSERTION_ID2,
  authnStatement,
  BEARER2,
  CLASS_REF2,
  FACTS2,
  HOLDER_OF_KEY2,
  NAME_ID_ENTITY,
  NAME_ID_PERSISTENT,
  NAME_ID_TRANSIENT,
  PROTOCOL2,
  RESPONSE_ID2,
  saml2Assertion,
  saml2Response,
  SESSION_INDEX2,
  STATUS2,
} from './message';
export type { Saml2Confirmation, Saml2Facts, Saml2Message } from './message';
export { signSaml2 } from './sign';
export type { Saml2Signing, Signed2 } from './sign';
export { base64 } from '../saml11';
export type { SampleAttribute } from '../saml11';
export { escapeXml, instant } from '../xml-text';
