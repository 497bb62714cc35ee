/** Why an exchange brought no reply that could be read. */
export type NoReplyKind = 'timeout' | 'too-large' | 'upgrade' | 'tls' | 'unreachable';

const TLS_CODE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME/;

/** What `exchange` throws. It knows nothing of what was sent; each client makes a MitIdError of its own of it. */
export class NoReply extends Error {
  readonly kind: NoReplyKind;
  /** Node's code of the failure, its name where it has none: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly got: string;

  constructor(kind: NoReplyKind, got: string, cause?: unknown) {
    super(`no reply: ${kind}`, cause === undefined ? undefined : { cause });
    this.name = 'NoReply';
    this.kind = kind;
    this.got = got;
  }

  /** What a failure of Node's means. @param timedOut asked of the signal: a reply cut off half-way says ECONNRESET. */
  static of(cause: unknown, timedOut: boolean): NoReply {
    if (cause instanceof NoReply) return cause;
    const { name = '', code = '' } = cause as { name?: string; code?: string };
    const kind = timedOut ? 'timeout' : TLS_CODE.test(code) ? 'tls' : 'unreachable';
    return new NoReply(kind, code || name, cause);
  }
}
