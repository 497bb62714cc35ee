import { makeTestAuthority } from '../../../src/certificates/test-authority';
import { makeTestLeaf, testOrganization } from '../../../src/certificates/test-leaf';
import { writeServiceProvider } from '../../../src/metadata';
import { attributesToRequest } from '../../../src/profile';
import type { Checklist, Simulator } from '../../../src/simulator';
import { startWithOneKey } from './start';
import { requestAddress, SP, type Asked, type Sent } from './service-provider';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
export const POLICY = `<samlp:NameIDPolicy Format="${PERSISTENT}" AllowCreate="true"/>`;

/** A request that nothing is to be found about. */
export const GOOD: Asked = { loa: 'Substantial', types: ['Person'], extra: POLICY };

/** What is not as it should be: `mend callback`, `warn slo-both`. */
export function oddIn({ findings }: Checklist): string[] {
  return findings.flatMap(({ verdict, id }) => (verdict === 'mend' || verdict === 'warn' ? [`${verdict} ${id}`] : []));
}

/** A simulator, and a service provider with an OCES3 certificate that is registered there. */
export class Checked {
  private constructor(
    readonly simulator: Simulator,
    readonly key: string,
    /** PEM, as its key is; of the authority, the certificate. */
    readonly certificate: string,
    readonly authority: string,
  ) {}

  static async start(): Promise<Checked> {
    const now = new Date();
    const authority = await makeTestAuthority(now);
    const leaf = await makeTestLeaf('oces3-organisation', testOrganization(), authority, now);
    const registration = { ...SP, signingCert: leaf.certificate };
    const simulator = await startWithOneKey({ nemlogin: { serviceProviders: [registration] } });
    return new Checked(simulator, leaf.key, leaf.certificate, authority.x509.toString());
  }

  /** Sends a request, good but for what is said. @returns the checklist that it ends up in. */
  async request(asked: Asked = {}, sent: Sent = {}): Promise<Checklist> {
    await fetch(requestAddress(this.simulator, { ...GOOD, ...asked }, { key: this.key, relayState: 'x', ...sent }));
    const [last] = this.simulator.nemlogin.checklists();
    if (last === undefined) throw new Error('nothing was seen');
    return last;
  }

  /** The metadata of the service provider: nothing is to be found about it. */
  get metadata(): string {
    return writeServiceProvider({
      entityId: SP.entityId,
      callbackUrl: SP.callbackUrl,
      logoutUrl: 'https://app.example/slo',
      signingCerts: [this.certificate],
      encryptionCerts: [this.certificate],
      encryptionMethods: ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2009/xmlenc11#rsa-oaep'],
      nameIdFormat: PERSISTENT,
      serviceName: { da: 'Fjordbo' },
      requestedAttributes: attributesToRequest('oiosaml-3'),
      organization: { name: { da: 'Fjordbo A/S' }, displayName: { da: 'Fjordbo' }, url: { da: 'https://app.example' } },
      contacts: [{ type: 'technical', emails: ['drift@app.example'] }],
      validUntil: new Date(Date.now() + 365 * 86_400_000),
    });
  }
}
