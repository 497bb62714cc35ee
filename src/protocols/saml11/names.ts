import type { MessageNames } from '../../trust';

/** OASIS SAML 1.1 core (oasis-sstc-saml-core-1.1): the protocol and assertion namespaces kept the number 1.0. */
export const SAML11_NAMES: MessageNames = {
  protocol: 'urn:oasis:names:tc:SAML:1.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:1.0:assertion',
  responseId: 'ResponseID',
  assertionId: 'AssertionID',
  version: ['MajorVersion', 'MinorVersion'],
  statusIsQName: true,
};

export const SUCCESS = `{${SAML11_NAMES.protocol}}Success`;

const CONFIRMATION = 'urn:oasis:names:tc:SAML:1.0:cm:';
export const BEARER = `${CONFIRMATION}bearer`;
export const ARTIFACT_METHODS: readonly string[] = [`${CONFIRMATION}artifact`, `${CONFIRMATION}artifact-01`, BEARER];
