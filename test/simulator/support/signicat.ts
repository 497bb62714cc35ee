import { createPrivateKey } from 'node:crypto';
import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { readIdpMetadata } from '../../../src/metadata';
import { checkPolicy } from '../../../src/policy';
import { profileFromSignicat, type Profile } from '../../../src/profile';
import { judgePostedResponse } from '../../../src/protocols/saml11';
import { judgeSaml2Response } from '../../../src/protocols/saml2';
import type { Simulator, SignicatServiceProvider } from '../../../src/simulator';
import { MemoryStateStore, type StateStore } from '../../../src/state';
import { withStatusOutcome } from '../../../src/strategies/saml2/status';
import { DECRYPTION_KEY, newId, requestAddress, SP, type Asked, type Sent } from './service-provider';
import { headingOf, hiddenFields, type Seen } from './visitor';

export const MITID_SP: SignicatServiceProvider = {
  entityId: SP.entityId,
  callbackUrl: SP.callbackUrl,
  signingCert: SP.signingCert,
};
/** Its assertions are encrypted. */
export const ENCRYPTED_SP: SignicatServiceProvider = { ...MITID_SP, encryptionCert: SP.encryptionCert ?? '' };

export const NEMID_CALLBACK = 'http://localhost:3999/nemid';
export const AUDIENCE = 'https://app.example/nemid';

const SKEW_MS = 30_000;
const NO_TEXTS = { returnSsn: false, returnNemidPid: false, forceAuthn: false } as const;

/** The address that the browser is sent to for MitID. */
export function mitIdAddress({ signicat }: Simulator, asked: Asked = {}, sent: Sent = {}): string {
  const { entryPoint } = signicat;
  return requestAddress({ nemlogin: { entryPoint } } as Simulator, asked, sent);
}

/** The address that the browser is sent to for NemID. @param id `<method>[:<profile>[:<language>]]` */
export function nemIdAddress({ signicat }: Simulator, id: string, target = `${NEMID_CALLBACK}?login=one`): string {
  return `${signicat.nemid.authenticationUrl}?${new URLSearchParams({ id, target }).toString()}`;
}

/** What came back to the application in a form. */
export interface Returned {
  readonly action: string;
  readonly fields: Record<string, string>;
  /** The Response as it went over the wire. */
  readonly message: string;
}

/** The form that brings the browser back; fails when the page is another. */
export function returned({ status, body }: Pick<Seen, 'status' | 'body'>): Returned {
  const fields = hiddenFields(body);
  const action = /<form method="post" action="([^"]+)">/.exec(body)?.[1]?.replaceAll('&amp;', '&');
  if (fields['SAMLResponse'] === undefined || action === undefined) {
    throw new Error(`no response came back: HTTP ${status}, ${headingOf(body)}`);
  }
  return { action, fields, message: Buffer.from(fields['SAMLResponse'], 'base64').toString('utf8') };
}

/** The response of a login that clicks nothing. */
export async function logInAt(address: string, persona: string, identity = ''): Promise<Returned> {
  const named = identity === '' ? '' : `&identity=${encodeURIComponent(identity)}`;
  const answer = await fetch(`${address}${named}`, { headers: { 'x-persona': persona }, redirect: 'manual' });
  return returned({ status: answer.status, body: await answer.text() });
}

/** The part of the product behind the callback. */
export class SignicatJudge {
  readonly store: StateStore = new MemoryStateStore();

  constructor(private readonly simulator: Simulator) {}

  /** The profile that a login with MitID gives. @throws MitIdError */
  async mitId(persona: string, asked: Asked = {}): Promise<Profile> {
    const id = newId();
    const startedAt = Date.now();
    const { message } = await logInAt(mitIdAddress(this.simulator, { ...asked, id }), persona);
    const { serviceProviders, idpMetadata } = this.simulator.signicat;
    const encrypted = serviceProviders.some(({ encryptionCert }) => encryptionCert !== undefined);
    const { entityId, signingCertificates } = readIdpMetadata(idpMetadata, { now: startedAt });
    try {
      const assertion = await judgeSaml2Response(Buffer.from(message).toString('base64'), {
        issuer: entityId,
        audience: SP.entityId,
        recipient: SP.callbackUrl,
        inResponseTo: id,
        certificates: trusted(signingCertificates, 'idpMetadata'),
        decryption: { keys: [createPrivateKey(DECRYPTION_KEY)], allowCbc: true },
        requireEncryptedAssertion: encrypted,
        requireSignedAssertion: true,
        clockSkewMs: SKEW_MS,
        now: () => Date.now(),
        store: this.store,
        ...(asked.forceAuthn === 'true' ? { authenticatedSince: startedAt } : {}),
      });
      return held(profileFromSignicat(assertion, { protocol: 'saml2' }));
    } catch (error) {
      throw withStatusOutcome(error, ['AuthnFailed']);
    }
  }

  /** The profile that a login with NemID gives. @throws MitIdError */
  async nemId(id: string, persona: string, identity?: string): Promise<Profile> {
    const target = `${NEMID_CALLBACK}?login=${newId()}`;
    const { fields } = await logInAt(nemIdAddress(this.simulator, id, target), persona, identity);
    const { idpCert, idpIssuer, audience } = this.simulator.signicat.nemid;
    const assertion = await judgePostedResponse(fields['SAMLResponse'] ?? '', {
      issuer: idpIssuer,
      audience,
      recipient: target,
      certificates: trusted([idpCert], 'idpCert'),
      clockSkewMs: SKEW_MS,
      now: () => Date.now(),
      store: this.store,
    });
    return held(profileFromSignicat(assertion, { protocol: 'saml11' }));
  }
}

function trusted(pems: readonly string[], option: 'idpCert' | 'idpMetadata'): TrustedCertificates {
  return new TrustedCertificates(readTrustedCertificates(pems, option).certificates);
}

/** Policy asks for the CPR number of a person, and for Substantial where a level is told. */
function held(profile: Profile): Profile {
  const { identityType, assurance } = profile;
  checkPolicy(profile, assurance.loa === undefined ? {} : { minimumLoa: 'substantial' }, {
    ...NO_TEXTS,
    identityTypes: ['private', 'professional'],
    returnSsn: identityType === 'private',
  });
  return profile;
}
