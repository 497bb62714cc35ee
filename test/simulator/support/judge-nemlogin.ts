import { createPrivateKey } from 'node:crypto';
import type { VerifiedAssertion } from '../../../src/assertion';
import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { readIdpMetadata } from '../../../src/metadata';
import { checkPolicy } from '../../../src/policy';
import { profileFromOioSaml, type Nsis, type Profile } from '../../../src/profile';
import { judgeSaml2Response, type Saml2Expectations } from '../../../src/protocols/saml2';
import type { Simulator } from '../../../src/simulator';
import { MemoryStateStore, type StateStore } from '../../../src/state';
import { withStatusOutcome } from '../../../src/strategies/saml2/status';
import { DECRYPTION_KEY, newId, nemLogIn, SP, type Asked } from './service-provider';

const SKEW_MS = 30_000;

/** The part of the product behind the callback, as a strategy would configure it from the simulator's metadata. */
export class Judge {
  readonly store: StateStore = new MemoryStateStore();

  constructor(private readonly simulator: Simulator) {}

  /** The profile that a login gives an application which asks for this. @throws MitIdError */
  async logIn(persona: string, asked: Asked = {}, parameters: Record<string, string> = {}): Promise<Profile> {
    const { forceAuthn, types = [] } = asked;
    const loa = asked.loa?.toLowerCase() as Nsis | undefined;
    const assertion = await this.judge(persona, asked, parameters);
    const profile = profileFromOioSaml(assertion, { allowAssuranceLevel: true });
    checkPolicy(
      profile,
      // Of the level that was asked for, OIOSAML 2 knows nothing: there it is policy that looks.
      loa === undefined ? {} : { minimumLoa: loa },
      {
        identityTypes:
          types.length === 0
            ? ['private', 'professional']
            : types.map((type) => (type === 'Person' ? 'private' : 'professional')),
        ...(loa === undefined ? {} : { loa }),
        forceAuthn: forceAuthn === 'true',
        returnSsn: false,
        returnNemidPid: false,
      },
    );
    return profile;
  }

  private async judge(persona: string, asked: Asked, parameters: Record<string, string>): Promise<VerifiedAssertion> {
    const id = newId();
    const startedAt = Date.now();
    const { message } = await nemLogIn(this.simulator, persona, { asked: { ...asked, id }, parameters });
    const expected = this.expectations(id, asked.forceAuthn === 'true' ? startedAt : undefined);
    try {
      return await judgeSaml2Response(Buffer.from(message).toString('base64'), expected);
    } catch (error) {
      throw withStatusOutcome(error, ['AuthnFailed']);
    }
  }

  private expectations(inResponseTo: string, authenticatedSince: number | undefined): Saml2Expectations {
    const now = Date.now();
    const { entityId, signingCertificates } = readIdpMetadata(this.simulator.nemlogin.idpMetadata, { now });
    const { certificates } = readTrustedCertificates(signingCertificates, 'idpMetadata');
    return {
      issuer: entityId,
      audience: SP.entityId,
      recipient: SP.callbackUrl,
      inResponseTo,
      certificates: new TrustedCertificates(certificates),
      decryption: { keys: [createPrivateKey(DECRYPTION_KEY)], allowCbc: true },
      requireEncryptedAssertion: true,
      requireSignedAssertion: true,
      clockSkewMs: SKEW_MS,
      now: () => now,
      store: this.store,
      ...(authenticatedSince === undefined ? {} : { authenticatedSince }),
    };
  }
}
