import { parseDateTime, type XmlElement } from '../../../trust';
import { refuse } from '../request-refusal';

const NC_NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;
const SKEW_MS = 5 * 60_000;

/** What the attributes of any message's root are held against. */
export interface HeadExpectations {
  /** Our own endpoint. */
  readonly destination: string;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly now: number;
}

/**
 * Reads what every message says in its root: Version, ID, IssueInstant, Destination.
 *
 * @returns the ID.
 * @throws RequestRefusal
 */
export function readHead(root: XmlElement, { destination, now }: HeadExpectations): string {
  const version = root.attribute('Version');
  if (version !== '2.0') throw refuse('Version', version, '2.0', 'Send a SAML 2.0 message.');
  const id = root.attribute('ID') ?? '';
  if (!NC_NAME.test(id)) throw refuse('ID', id, 'an NCName', 'Begin the ID with a letter or an underscore.');
  checkTime(root.attribute('IssueInstant'), now);
  const sentTo = root.attribute('Destination');
  if (sentTo !== destination) {
    throw refuse('Destination', sentTo, destination, 'Take the address from the metadata: idpMetadata says it.');
  }
  return id;
}

function checkTime(issueInstant: string | undefined, now: number): void {
  const mend = 'Set the clock of your machine, and write IssueInstant as xs:dateTime with Z.';
  const around = `within ${SKEW_MS / 60_000} minutes of ${new Date(now).toISOString()}`;
  let at: number;
  try {
    at = parseDateTime(issueInstant ?? '', 'IssueInstant');
  } catch {
    throw refuse('IssueInstant', issueInstant, `an xs:dateTime ${around}`, mend);
  }
  if (Math.abs(at - now) > SKEW_MS) throw refuse('IssueInstant', issueInstant, around, mend);
}
