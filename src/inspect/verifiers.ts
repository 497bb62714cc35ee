import type { TrustedCertificates } from '../certificates';
import type { Expected } from './expected';
import { ownWordsOf, type ReadMessage } from './message';
import type { Verifiers } from './signatures';

/** Whether a message is one that this service sends: a request for a login, or what says so by its Issuer. */
export function isOurs(read: ReadMessage, { entityId }: Expected): boolean {
  const { local } = read.message;
  if (['AuthnRequest', 'Request', 'ArtifactResolve'].includes(local)) return true;
  return local.startsWith('Logout') && entityId !== undefined && ownWordsOf(read).issuer === entityId;
}

/** What the sender of a message signs with, as far as it was given. */
export function verifiersOf(ours: boolean, expected: Expected): Verifiers {
  const { at, dangerouslyAllowSha1 = false, ownCertificates, certificates } = expected;
  const given = ours ? ownCertificates : certificates;
  return {
    certificates: validAt(given, at),
    flags: ours ? '--sp-certificate' : '--idp-metadata or --idp-certificate',
    dangerouslyAllowSha1,
    at,
  };
}

function validAt(certificates: TrustedCertificates | undefined, at: number): Verifiers['certificates'] {
  try {
    return certificates?.at(at);
  } catch {
    return [];
  }
}
