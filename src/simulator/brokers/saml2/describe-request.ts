import type { NewStep } from '../../exchanges';

/** What is shown of an AuthnRequest. */
export interface DescribedRequest {
  readonly issuer: string;
  readonly relayState: string | undefined;
  /** URI of the signature algorithm; undefined where the request is not signed. */
  readonly algorithm: string | undefined;
  readonly xml: string;
}

/** An AuthnRequest as a step of an exchange. */
export function describeRequest({ issuer, relayState, algorithm, xml }: DescribedRequest): NewStep {
  return {
    title: 'AuthnRequest',
    fields: [
      { name: 'Issuer', value: issuer, meaning: 'who asks' },
      { name: 'RelayState', value: relayState ?? 'none', meaning: 'goes back as it came' },
      { name: 'SigAlg', value: algorithm ?? 'none' },
    ],
    xml,
  };
}
