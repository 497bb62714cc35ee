import { parseDateTime, type XmlElement } from '../trust';
import { parseDuration } from './duration';

/** How long metadata may be used. */
export interface Validity {
  /** Milliseconds since 1970: the earliest that the entity, its role or a group around it says. */
  readonly validUntil?: number;
  /** Milliseconds that a copy may be kept before it is asked for again: the shortest that one of them says. */
  readonly cacheDurationMs?: number;
}

/**
 * How long a role may be used, by what it says itself and what stands around it (SAML 2.0 metadata 2.3.1, 2.3.2, 2.4.1).
 *
 * @param now milliseconds since 1970.
 * @param problems is given a line for a validUntil that is past or unreadable. A cacheDuration that is unreadable counts as
 *   none: it is a wish, and nobody should be locked out over it.
 */
export function validityOf(role: XmlElement, now: number, problems: string[]): Validity {
  const validUntil = leastOf(role, 'validUntil', (text, { local }) => {
    try {
      return parseDateTime(text, 'validUntil');
    } catch {
      problems.push(`idpMetadata has a validUntil, of ${local}, that is no xs:dateTime with a zone`);
      return undefined;
    }
  });
  if (validUntil !== undefined && validUntil <= now) {
    problems.push(`idpMetadata was valid until ${new Date(validUntil).toISOString()}; ask for the present one`);
  }
  const cacheDurationMs = leastOf(role, 'cacheDuration', parseDuration);
  return {
    ...(validUntil !== undefined && { validUntil }),
    ...(cacheDurationMs !== undefined && { cacheDurationMs }),
  };
}

function leastOf(
  role: XmlElement,
  name: string,
  read: (text: string, element: XmlElement) => number | undefined,
): number | undefined {
  let least: number | undefined;
  for (let element: XmlElement | undefined = role; element !== undefined; element = element.parent) {
    const text = element.attribute(name);
    const value = text === undefined ? undefined : read(text, element);
    if (value !== undefined && (least === undefined || value < least)) least = value;
  }
  return least;
}
