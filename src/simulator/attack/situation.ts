import { inflateRawSync } from 'node:zlib';
import { PATHS as EIDENT } from '../brokers/eident/routes';
import { PATHS as NEMLOGIN } from '../brokers/nemlogin/state';
import { PATHS as SIGNICAT } from '../brokers/signicat/state';
import type { Visit } from './page';

/** Which of the simulator's brokers an application uses. */
export type Broker = 'eident' | 'nemlogin' | 'signicat-mitid' | 'signicat-nemid';

/** What an application asks of a login. */
export type Asked = 'level' | 'force';

/** How an application logs in: it decides which attacks there are. */
export interface Situation {
  readonly broker: Broker;
  /** How the assertion travels. */
  readonly profile: 'artifact' | 'post';
  readonly encrypted: boolean;
  readonly asked: ReadonlySet<Asked>;
}

const MOST_INFLATED = 256 * 1024;

/** The broker whose login begins at an address of the simulator; undefined for its other pages. */
export function brokerAt({ pathname }: URL): Broker | undefined {
  if (pathname === EIDENT.entryPoint) return 'eident';
  if (pathname === NEMLOGIN.entryPoint) return 'nemlogin';
  if (pathname === SIGNICAT.entryPoint) return 'signicat-mitid';
  return pathname.startsWith(`${SIGNICAT.method}/`) ? 'signicat-nemid' : undefined;
}

/** What a login shows. @param request the address that it began with at the broker. @param answer the broker's. */
export function situationOf(broker: Broker, request: URL, { form }: Visit): Situation {
  const message = Buffer.from(form?.get('SAMLResponse') ?? '', 'base64').toString('utf8');
  return {
    broker,
    profile: form === undefined ? 'artifact' : 'post',
    encrypted: message.includes('EncryptedAssertion'),
    asked: askedIn(request),
  };
}

function askedIn({ searchParams }: URL): ReadonlySet<Asked> {
  const levels = ['loa_value', 'aal_value'].map((name) => searchParams.get(name)).join(' ');
  const text = `${levels} ${inflated(searchParams.get('SAMLRequest'))}`;
  const asked = new Set<Asked>();
  if (/nsis\/loa\/(?:substantial|high)|\b(?:substantial|high)\b/i.test(text)) asked.add('level');
  if (/ForceAuthn="(?:true|1)"/.test(text)) asked.add('force');
  return asked;
}

function inflated(message: string | null): string {
  try {
    return inflateRawSync(Buffer.from(message ?? '', 'base64'), { maxOutputLength: MOST_INFLATED }).toString('utf8');
  } catch {
    // The simulator has read it; what is asked there that this cannot read is not looked for.
    return '';
  }
}
