import { trimXml, type XmlElement } from '../trust';
import type { Delivery } from './carried';
import type { Decrypted } from './encryption';
import { ASSERTION1, ASSERTION2 } from './kinds';

/** A document that was read, and what was found in it. */
export interface ReadMessage {
  readonly bytes: Buffer;
  readonly delivery: Delivery;
  readonly root: XmlElement;
  /** The root, or what the SOAP envelope around it holds. */
  readonly message: XmlElement;
  readonly soap: boolean;
  readonly encrypted: boolean;
  readonly opened?: Decrypted;
}

/** What a message says, to be expected of it where nobody said what to expect. */
export interface OwnWords {
  readonly issuer?: string;
  readonly destination?: string;
  readonly recipient?: string;
  readonly inResponseTo?: string;
  readonly audience?: string;
}

export function ownWordsOf({ message, opened }: ReadMessage): OwnWords {
  const assertion = assertionOf(message, opened);
  const issuer =
    textOf(message.all(ASSERTION2, 'Issuer')[0]) ??
    textOf(assertion?.all(ASSERTION2, 'Issuer')[0]) ??
    assertion?.attribute('Issuer');
  const [conditions] = assertion?.elements.filter(({ local }) => local === 'Conditions') ?? [];
  const audience = textOf(conditions?.elements.flatMap(({ elements }) => elements).find(isAudience));
  return withoutUndefined({
    issuer,
    destination: message.attribute('Destination'),
    recipient: message.attribute('Recipient'),
    inResponseTo: message.attribute('InResponseTo'),
    audience,
  });
}

/** The first assertion of a response, as it stands there or as it was opened. */
export function assertionOf(message: XmlElement, opened: Decrypted | undefined): XmlElement | undefined {
  if (message.local === 'Assertion') return message;
  return opened?.root ?? [ASSERTION1, ASSERTION2].flatMap((uri) => message.all(uri, 'Assertion'))[0];
}

const isAudience = ({ local }: XmlElement) => local === 'Audience';

function textOf(element: XmlElement | undefined): string | undefined {
  const text = trimXml(element?.text ?? '');
  return text === '' ? undefined : text;
}

function withoutUndefined<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
