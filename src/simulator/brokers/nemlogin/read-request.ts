import { NSIS_LEVELS, type Nsis } from '../../../identifiers';
import { trimXml, type XmlElement } from '../../../trust';
import { refuse } from '../request-refusal';
import { SAML, SAMLP } from '../saml2/names';
import { readAuthnRequestHead, type RequestExpectations } from '../saml2/read-authn-request';
import type { AuthnRequest } from './authn-request';
import type { IdentityType } from './identities';
import { CREDENTIAL_CLASS, EXTENSIONS, IDENTITY_CLASS, LOA_CLASS } from './names';

/**
 * Reads an AuthnRequest as strictly as the facts allow (facts/oiosaml.md 1.3).
 *
 * @throws RequestRefusal
 */
export function readAuthnRequest(root: XmlElement, expected: RequestExpectations): Omit<AuthnRequest, 'relayState'> {
  const head = readAuthnRequestHead(root, expected);
  const appSwitch = appSwitchOf(root);
  return {
    ...head,
    ...contextOf(root),
    ...(appSwitch === undefined ? {} : { appSwitch }),
  };
}

function contextOf(root: XmlElement): { loa?: Nsis; identityTypes: readonly IdentityType[] } {
  const context = root.all(SAMLP, 'RequestedAuthnContext')[0];
  const classRefs = context?.elements.map(classRefOf) ?? [];
  const loa = NSIS_LEVELS.find((level) => classRefs.some((ref) => ref.toLowerCase() === `${LOA_CLASS}${level}`));
  const comparison = context?.attribute('Comparison');
  if (loa !== undefined && comparison !== 'minimum') {
    throw refuse(
      'Comparison',
      comparison ?? 'none, which means exact',
      'minimum',
      'A level of assurance is asked for as the lowest that will do (OIO-SP-06).',
    );
  }
  const types = (
    [
      ['Person', 'private'],
      ['Professional', 'professional'],
    ] as const
  ).flatMap(([word, type]) => (classRefs.includes(`${IDENTITY_CLASS}${word}`) ? [type] : []));
  return {
    ...(loa === undefined ? {} : { loa }),
    identityTypes: types.length === 0 ? ['private', 'professional'] : types,
  };
}

const KNOWN_CLASS = new RegExp(
  `^(?:${LOA_CLASS}(?:Low|Substantial|High)|${IDENTITY_CLASS}(?:Person|Professional)|${CREDENTIAL_CLASS}[a-z]+)$`,
);

function classRefOf(element: XmlElement): string {
  const ref = trimXml(element.text ?? '');
  if (element.is(SAML, 'AuthnContextClassRef') && KNOWN_CLASS.test(ref)) return ref;
  throw refuse(
    'RequestedAuthnContext',
    ref,
    `${LOA_CLASS}{Low|Substantial|High}, ${IDENTITY_CLASS}{Person|Professional} or ${CREDENTIAL_CLASS}…`,
    'Spell the AuthnContextClassRef as NemLog-in does.',
  );
}

function appSwitchOf(root: XmlElement): AuthnRequest['appSwitch'] {
  const [element] = root.all(SAMLP, 'Extensions').flatMap((extensions) => extensions.all(EXTENSIONS, 'AppSwitch'));
  if (element === undefined) return undefined;
  const part = (name: string): string => trimXml(element.all(EXTENSIONS, name)[0]?.text ?? '');
  const platform = part('Platform');
  if (platform !== 'Android' && platform !== 'iOS') {
    throw refuse('AppSwitch', platform, 'Platform Android or iOS', 'Name the platform of the app.');
  }
  return { platform, returnUrl: part('ReturnURL') };
}
