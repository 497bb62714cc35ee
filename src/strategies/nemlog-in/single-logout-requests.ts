import { z } from 'zod';
import { MitIdError } from '../../errors';
import { hashToken, newToken } from '../../session';
import type { StateStore } from '../../state/state-store';
import type { LoginOwner } from '../login-requests';
import { WIRE } from '../saml2/wire';

/** How long the identity provider may take, and the person at its pages. */
const LIFETIME_MS = 15 * 60_000;

const text = z.string().min(1);
const schema = z.strictObject({
  strategy: text,
  issuer: text,
  requestId: text,
  path: text,
  partialPath: text.exactOptional(),
});

/** A logout that the identity provider was asked for and has not answered. */
export type PendingLogout = Readonly<z.output<typeof schema>>;

/**
 * The logouts under way. No cookie ties one to its browser, as one does a login: the session here has ended already, and all
 * that the answer decides is which page of the application comes next. By POST no cookie would follow it, either.
 */
export class PendingLogouts {
  constructor(private readonly store: StateStore) {}

  /** Keeps a logout that is about to start. @returns its RelayState. @throws MitIdError `state_store_failed`. */
  async start(logout: PendingLogout): Promise<string> {
    const relayState = newToken();
    await this.store.put(keyOf(relayState), JSON.stringify(logout), LIFETIME_MS);
    return relayState;
  }

  /**
   * The logout that an answer may be to; it is still there afterwards.
   *
   * @throws MitIdError `logout_unknown` (never started, answered already, expired, or of another strategy),
   *   `state_store_failed`.
   */
  async find(
    relayState: string,
    { strategy, issuer }: Pick<LoginOwner, 'strategy' | 'issuer'>,
  ): Promise<PendingLogout> {
    const kept = await this.store.get(keyOf(relayState));
    const logout = kept === undefined ? undefined : parse(kept);
    if (logout?.strategy !== strategy || logout.issuer !== issuer) {
      throw unknown(`no logout of ${strategy} under way with this RelayState`);
    }
    return logout;
  }

  /** Ends a logout, once. @throws MitIdError `logout_unknown` where another answer has, `state_store_failed`. */
  async end(relayState: string): Promise<void> {
    if ((await this.store.take(keyOf(relayState))) === undefined) throw unknown('a logout that was answered before');
  }
}

function keyOf(relayState: string): string {
  return `mitid:logout:${hashToken(relayState)}`;
}

function parse(json: string): PendingLogout | undefined {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

function unknown(got: string): MitIdError {
  return new MitIdError('logout_unknown', { where: WIRE.relayState, got });
}
