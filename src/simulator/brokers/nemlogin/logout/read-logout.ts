import { parseDateTime, trimXml, type XmlElement } from '../../../../trust';
import { SAML, SAMLP, STATUS } from '../../saml2/names';
import { readHead, type HeadExpectations } from '../../saml2/read-head';
import { refuse } from '../../request-refusal';

/** A logout as a service provider asks for it. */
export interface AskedLogout {
  readonly id: string;
  readonly nameId: string;
  /** None: every session of that NameID. */
  readonly sessionIndexes: readonly string[];
}

/** Reads a LogoutRequest (saml-core-2.0-os, section 3.7.1). @throws RequestRefusal */
export function readLogoutRequest(root: XmlElement, expected: HeadExpectations): AskedLogout {
  const id = readHead(root, expected);
  checkNotOnOrAfter(root.attribute('NotOnOrAfter'), expected.now);
  const [nameId = '', ...more] = root.all(SAML, 'NameID').map(textOf);
  if (nameId === '' || more.length > 0) {
    throw refuse('NameID', nameId === '' ? 'none' : 'several', 'one', 'Send the NameID that the assertion told you.');
  }
  const sessionIndexes = root.all(SAMLP, 'SessionIndex').map(textOf);
  if (sessionIndexes.includes('')) {
    throw refuse(
      'SessionIndex',
      'an empty one',
      'the one of the assertion, or none',
      'Leave it out where you have none.',
    );
  }
  return { id, nameId, sessionIndexes };
}

/**
 * Reads a LogoutResponse (saml-core-2.0-os, section 3.7.2).
 *
 * @returns the status codes, the outermost first, without the prefix that they share.
 * @throws RequestRefusal
 */
export function readLogoutResponse(root: XmlElement, expected: HeadExpectations): readonly string[] {
  readHead(root, expected);
  const codes: string[] = [];
  let [code] = root.all(SAMLP, 'Status').flatMap((status) => status.all(SAMLP, 'StatusCode'));
  for (; code !== undefined; [code] = code.all(SAMLP, 'StatusCode')) {
    codes.push((code.attribute('Value') ?? '').replace(STATUS, ''));
  }
  if (codes.length === 0) throw refuse('Status', 'none', 'a Status with a StatusCode', `Say ${STATUS}Success.`);
  return codes;
}

function checkNotOnOrAfter(said: string | undefined, now: number): void {
  if (said === undefined) return;
  const expected = `an xs:dateTime after ${new Date(now).toISOString()}, or none`;
  const mend = 'Give the request a few minutes, and set the clock of your machine.';
  let until: number;
  try {
    until = parseDateTime(said, 'NotOnOrAfter');
  } catch {
    throw refuse('NotOnOrAfter', said, expected, mend);
  }
  if (until <= now) throw refuse('NotOnOrAfter', said, expected, mend);
}

const textOf = ({ text }: XmlElement): string => trimXml(text ?? '');
