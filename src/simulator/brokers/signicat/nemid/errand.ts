import type { ExchangeRecorder } from '../../../exchanges';
import { takeNemIdFault } from '../../../faults/signicat';
import type { Language } from '../../../pages/texts';
import type { Persona } from '../../../personas';
import { randomHex } from '../../../random';
import type { Identity } from '../../identity';
import type { Outcome } from '../../outcome';
import { postBack } from '../../post-back';
import type { Errand, Login } from '../errand';
import { CANCELLED } from '../names';
import type { Signicat } from '../state';
import { nemIdIdentitiesOf } from './identities';
import { issueFailure, issueNemId } from './issue';
import type { NemIdRequest } from './request';

/** A login with NemID, over SAML 1.1. */
export class NemIdErrand implements Errand {
  constructor(
    private readonly state: Signicat,
    private readonly request: NemIdRequest,
    private readonly exchange: ExchangeRecorder,
    private readonly language: Language,
  ) {}

  get callbackUrl(): string {
    return this.request.target;
  }

  get eid(): Errand['eid'] {
    return this.request.method.store;
  }

  get takes(): string {
    return this.request.method.takes;
  }

  identitiesOf(persona: Persona): readonly Identity[] {
    return nemIdIdentitiesOf(persona, this.request.method);
  }

  finish(login: Login): Promise<Outcome> {
    const { state, request } = this;
    const fault = takeNemIdFault(state.world.faults, ['answer', 'return']);
    const message = fault?.at === 'return' ? this.earlier(login) : issueNemId(state, request, login, fault);
    if (fault === undefined) state.nemid.lastMessages.set(request.service.service, message);
    return Promise.resolve(this.post(message, fault?.name));
  }

  cancel(): Promise<Outcome> {
    return Promise.resolve(this.sendBack(CANCELLED));
  }

  /** Brings the browser back with a failure. @param message StatusMessage. @param fault that says so. */
  sendBack(message: string, fault?: string): Outcome {
    this.exchange.add({ title: 'Status Responder', fields: [{ name: 'reason', value: message }] });
    return this.post(issueFailure(this.state, this.request, message), fault);
  }

  private earlier(login: Login): string {
    const { state, request } = this;
    const message = state.nemid.lastMessages.get(request.service.service);
    if (message !== undefined) return message;
    const other = new URL(request.service.callbackUrl);
    other.searchParams.set('login', randomHex());
    return issueNemId(state, { ...request, target: other.href }, login);
  }

  private post(message: string, fault: string | undefined): Outcome {
    const { exchange, language, request } = this;
    const beside = { name: 'TARGET', value: request.target } as const;
    return postBack({ brand: 'Signicat', language, exchange, to: request.target, message, beside, fault });
  }
}
