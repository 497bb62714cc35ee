import type { XmlElement } from '../../../trust';
import { refuse } from '../request-refusal';
import { BINDING, PERSISTENT, SAMLP, TRANSIENT, UNSPECIFIED } from './names';
import { readHead, type HeadExpectations } from './read-head';

/** What a request is held against. */
export interface RequestExpectations extends HeadExpectations {
  /** The registered assertion consumer service. */
  readonly callbackUrl: string;
}

/** What every AuthnRequest says. */
export interface AuthnRequestHead {
  readonly id: string;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly nameIdFormat: 'persistent' | 'transient';
}

/**
 * Reads what an AuthnRequest says to any broker.
 *
 * @throws RequestRefusal
 */
export function readAuthnRequestHead(root: XmlElement, expected: RequestExpectations): AuthnRequestHead {
  const id = readHead(root, expected);
  checkAddresses(root, expected);
  return {
    id,
    forceAuthn: flag(root, 'ForceAuthn'),
    isPassive: flag(root, 'IsPassive'),
    nameIdFormat: nameIdFormatOf(root),
  };
}

function checkAddresses(root: XmlElement, { callbackUrl }: RequestExpectations): void {
  const callback = root.attribute('AssertionConsumerServiceURL');
  if (callback !== undefined && callback !== callbackUrl) {
    throw refuse(
      'AssertionConsumerServiceURL',
      callback,
      callbackUrl,
      'That one is registered: configure it as callbackUrl, or register the one you use.',
    );
  }
  const binding = root.attribute('ProtocolBinding');
  if (binding !== undefined && binding !== BINDING.post) {
    throw refuse('ProtocolBinding', binding, BINDING.post, 'The answer goes by HTTP-POST only.');
  }
}

function flag(element: XmlElement, name: string): boolean {
  const text = element.attribute(name) ?? 'false';
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw refuse(name, text, 'true or false', `Write ${name} as xs:boolean.`);
}

function nameIdFormatOf(root: XmlElement): AuthnRequestHead['nameIdFormat'] {
  const format = root.all(SAMLP, 'NameIDPolicy')[0]?.attribute('Format') ?? PERSISTENT;
  if (format === PERSISTENT || format === UNSPECIFIED) return 'persistent';
  if (format === TRANSIENT) return 'transient';
  throw refuse('NameIDPolicy', format, `${PERSISTENT} or ${TRANSIENT}`, 'Ask for a persistent NameID.');
}
