import type { StatusDraft } from './answer';

/** The broker says no to a person: the status goes to the application, the reason is for the developer's eyes. */
export class StatusError extends Error {
  readonly status: StatusDraft;

  /** @param inner the second status code, such as `AuthnFailed`. */
  constructor(
    inner: string,
    readonly reason: string,
    code: StatusDraft['code'] = 'Responder',
  ) {
    super(`${inner}: ${reason}`);
    this.name = 'StatusError';
    this.status = { code, inner, message: reason };
  }
}
