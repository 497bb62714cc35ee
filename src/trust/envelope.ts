import { MitIdError } from '../errors';
import type { MessageNames } from './names';
import { type XmlElement, trimXml } from './xml-element';

/**
 * What stands around the assertion: a closed record of strings that may be outside every signature. It can cause a
 * refusal; nothing of it identifies anybody, and nothing of it reaches `profile/` (rules 2).
 */
export interface Envelope {
  /** As the names say: `2.0`, or SAML 1.1's MajorVersion and MinorVersion with a dot between. */
  readonly version: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly recipient?: string;
  readonly inResponseTo?: string;
  /** The status codes, outermost first; a QName as `{namespace}local`. */
  readonly status: readonly string[];
  readonly statusMessage?: string;
}

/** @throws MitIdError `message_unexpected` where Status is not what the schema says */
export function readEnvelope(response: XmlElement, names: MessageNames): Envelope {
  const optional = (key: string, value: string | undefined) => (value === undefined ? {} : { [key]: value });
  const [issuer] = response.all(names.assertion, 'Issuer');
  const [status, ...more] = response.all(names.protocol, 'Status');
  if (status === undefined || more.length > 0) throw unexpected(response, 'not exactly one Status');
  const [message] = status.all(names.protocol, 'StatusMessage');
  return Object.freeze({
    version: names.version.map((name) => response.attribute(name) ?? '').join('.'),
    ...optional('issuer', issuer?.text),
    ...optional('destination', response.attribute('Destination')),
    ...optional('recipient', response.attribute('Recipient')),
    ...optional('inResponseTo', response.attribute('InResponseTo')),
    ...optional('statusMessage', message?.text),
    status: Object.freeze(statusCodes(status, names)),
  });
}

function statusCodes(status: XmlElement, names: MessageNames): string[] {
  const codes: string[] = [];
  for (let parent: XmlElement | undefined = status; parent !== undefined;) {
    const found: XmlElement[] = parent.all(names.protocol, 'StatusCode');
    if (found.length > 1 || (parent === status && found.length === 0))
      throw unexpected(parent, 'not exactly one StatusCode');
    const [code] = found;
    if (code !== undefined) {
      const value = trimXml(code.attribute('Value') ?? '');
      const resolved = names.statusIsQName ? code.resolveQName(value) : value;
      if (resolved === undefined || resolved === '') throw unexpected(code, 'a Value that names nothing');
      codes.push(resolved);
    }
    parent = code;
  }
  return codes;
}

function unexpected(element: XmlElement, got: string): MitIdError {
  return new MitIdError('message_unexpected', { where: element.path, got });
}
