import { EIDENT_FAULTS } from '../faults/eident';
import type { FaultBase } from '../faults/fault';
import { LOGOUT_FAULTS, NEMLOGIN_FAULTS } from '../faults/nemlogin';
import { SIGNICAT_MITID_FAULTS, SIGNICAT_NEMID_FAULTS } from '../faults/signicat';
import type { Attack } from './attack';
import { ATTACKS } from './catalogue';
import type { Broker, Situation } from './situation';

interface Fault extends FaultBase {
  readonly at: string;
  readonly profile?: string;
  readonly encrypted?: true;
}

const FAULTS: Readonly<Record<Broker, readonly Fault[]>> = {
  eident: EIDENT_FAULTS,
  nemlogin: NEMLOGIN_FAULTS,
  'signicat-mitid': SIGNICAT_MITID_FAULTS,
  'signicat-nemid': SIGNICAT_NEMID_FAULTS,
};

/** The attacks that there are on an application which logs in like that. */
export function attacksFor(situation: Situation): readonly Attack[] {
  return ATTACKS.filter((attack) => exists(attack, situation));
}

// An artifact is bound to no login: in SAML 1.1 there is no request that it would be the answer to. What holds there is that it is
// used once, and that nobody else learns of it or of the TARGET.
const UNBOUND = 'other-login-under-own-state';
const POST_ONLY: readonly string[] = [UNBOUND, 'other-encoding', 'lax-base64'];
const ARTIFACT_ONLY = 'foreign-source';

function exists(attack: Attack, situation: Situation): boolean {
  const { broker, profile, encrypted } = situation;
  if (attack.kind === 'logout') return broker === 'nemlogin';
  if (attack.kind === 'browser')
    return profile === 'artifact' ? !POST_ONLY.includes(attack.trick) : attack.trick !== ARTIFACT_ONLY;
  const fault = FAULTS[broker].find(({ name }) => name === attack.fault);
  if (fault === undefined || (fault.encrypted === true && !encrypted)) return false;
  return (fault.profile ?? profile) === profile && (fault.at !== 'callback' || profile === 'artifact');
}

/** What an application that uses this package refuses it with; undefined where that depends on the login. */
export function expectedCode(attack: Attack, { broker }: Situation): string | undefined {
  if (attack.kind === 'browser') return undefined;
  const table: readonly Fault[] = attack.kind === 'logout' ? LOGOUT_FAULTS : FAULTS[broker];
  const { seenAs } = table.find(({ name }) => name === attack.fault) ?? {};
  return seenAs === 'none' ? undefined : seenAs;
}
