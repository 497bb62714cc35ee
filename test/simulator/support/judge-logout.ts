import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { readIdpMetadata } from '../../../src/metadata';
import {
  judgeLogoutRequest,
  judgeLogoutResponse,
  type LogoutRequestExpectations,
  type VerifiedLogoutRequest,
  type VerifiedLogoutResponse,
} from '../../../src/protocols/saml2';
import type { Simulator } from '../../../src/simulator';
import { MemoryStateStore } from '../../../src/state';
import { LOGOUT_URL, type Carried } from './logout';

/** The part of the product behind `logoutUrl`, configured from the simulator's metadata. */
export class LogoutJudge {
  private readonly store = new MemoryStateStore();

  constructor(private readonly simulator: Simulator) {}

  /** @throws MitIdError */
  async request({ delivery }: Carried): Promise<VerifiedLogoutRequest> {
    return judgeLogoutRequest(delivery, this.expectations());
  }

  /** @throws MitIdError */
  async response({ delivery }: Carried, inResponseTo: string): Promise<VerifiedLogoutResponse> {
    return Promise.resolve(judgeLogoutResponse(delivery, { ...this.expectations(), inResponseTo }));
  }

  private expectations(): LogoutRequestExpectations {
    const now = Date.now();
    const { entityId, signingCertificates } = readIdpMetadata(this.simulator.nemlogin.idpMetadata, { now });
    const { certificates } = readTrustedCertificates(signingCertificates, 'idpMetadata');
    return {
      issuer: entityId,
      logoutUrl: LOGOUT_URL,
      certificates: new TrustedCertificates(certificates),
      clockSkewMs: 30_000,
      now: () => now,
      store: this.store,
    };
  }
}
