export * from './edit';
export type { HttpWorld } from './http-world';
export {
  ALL_LANES,
  ANSWERING,
  ARTIFACT,
  ENCRYPTED,
  MITID,
  NEMID,
  OPEN,
  PLAIN2,
  POST,
  POSTED,
  SAML11,
  SAML2,
  SIGNICAT,
  WITH_SIGNICAT,
} from './lanes';
export { LOGOUT_POST, LOGOUT_REDIRECT, LOGOUT_REQUEST, LOGOUT_RESPONSE } from './logout-lanes';
export type { LogoutScene, LogoutWire } from './logout-scene';
export type { MixUpWorld } from './mix-up';
export { ofClasses } from './of-classes';
export { OnTheWire } from './scene';
export { artifact, SOURCE_ID } from './soap-endpoint';
export { asPosted, sealed, sealedText } from './sealing';
export { fieldsOf } from './started-login';
export type { StartedLogin } from './started-login';
export type { LaneName, Message, Said, Scene } from './scene';
export type { Verdict } from './world';
