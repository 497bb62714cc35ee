import type { ExchangeRecorder } from '../../../exchanges';
import { takeMitIdFault } from '../../../faults/signicat';
import type { Language } from '../../../pages/texts';
import type { Persona } from '../../../personas';
import { randomHex } from '../../../random';
import { PRIVATE_IDENTITY, type Identity } from '../../identity';
import type { Outcome } from '../../outcome';
import { postBack } from '../../post-back';
import type { StatusDraft } from '../../saml2/answer';
import type { WrittenAnswer } from '../../saml2/write-answer';
import type { Errand, Login } from '../errand';
import { CANCELLED } from '../names';
import type { Signicat } from '../state';
import type { AcceptedRequest } from './accept-request';
import { issueMitId, issueStatus } from './issue';

/** A login with MitID, over SAML 2.0. */
export class MitIdErrand implements Errand {
  readonly eid = 'mitid';
  readonly takes = 'a MitID';

  constructor(
    private readonly state: Signicat,
    private readonly request: AcceptedRequest,
    private readonly exchange: ExchangeRecorder,
    private readonly language: Language,
  ) {}

  get callbackUrl(): string {
    return this.request.serviceProvider.callbackUrl;
  }

  // What Signicat sends of an employee's MitID is not known, so nobody comes as one.
  identitiesOf({ mitid }: Persona): readonly Identity[] {
    return mitid === undefined ? [] : [PRIVATE_IDENTITY];
  }

  async finish(login: Login): Promise<Outcome> {
    const { state, request } = this;
    const { entityId, encryptionCert } = request.serviceProvider;
    const fault = takeMitIdFault(state.world.faults, ['answer', 'return'], encryptionCert !== undefined);
    const answer = fault?.at === 'return' ? await this.earlier(login) : await issueMitId(state, request, login, fault);
    if (fault === undefined) state.mitid.lastMessages.set(entityId, answer.message);
    return this.post(answer, fault?.name);
  }

  async cancel(): Promise<Outcome> {
    return this.sendBack({ code: 'Responder', inner: 'AuthnFailed', message: CANCELLED });
  }

  /** Brings the browser back with a status. @param fault that says so. */
  async sendBack(status: StatusDraft, fault?: string): Promise<Outcome> {
    this.exchange.add({
      title: `Status ${status.inner ?? status.code}`,
      fields: [{ name: 'reason', value: status.message ?? 'none' }],
    });
    return this.post(await issueStatus(this.state, this.request, status), fault);
  }

  private async earlier(login: Login): Promise<WrittenAnswer> {
    const { state, request } = this;
    const message = state.mitid.lastMessages.get(request.serviceProvider.entityId);
    if (message !== undefined) return { message, assertions: [] };
    return issueMitId(state, { ...request, id: `_${randomHex()}` }, login);
  }

  private post({ message, assertions }: WrittenAnswer, fault: string | undefined): Outcome {
    const { exchange, language, request } = this;
    if (message.includes('EncryptedData')) {
      for (const xml of assertions) exchange.add({ title: 'What is encrypted in the response', xml });
    }
    const beside = { name: 'RelayState', value: request.relayState } as const;
    return postBack({ brand: 'Signicat', language, exchange, to: this.callbackUrl, message, beside, fault });
  }
}
