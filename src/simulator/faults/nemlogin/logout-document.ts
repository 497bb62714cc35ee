import { AFTER_ISSUER } from '../../brokers/saml2/write-answer';
import { SAML } from '../../brokers/saml2/names';
import { attribute } from '../../brokers/saml2/write-message';
import type { LogoutRequestDraft, LogoutSigning } from '../../brokers/nemlogin/logout/draft';
import { signRoot } from '../../brokers/sign';
import { randomHex } from '../../random';
import { Xml, xml } from '../../xml/template';
import type { LogoutFault } from './logout-fault';

const INFLATED_BYTES = 4 * 1024 * 1024;

/** What is wrong with what stands in a LogoutRequest beside the words of one. */
export const DOCUMENT_FAULTS = [
  {
    name: 'assertion-in-logout',
    seenAs: 'message_unexpected',
    at: 'logout-request',
    binding: 'post',
    description:
      'By HTTP-POST: the LogoutRequest is not signed, and has an assertion in it that the broker has signed.',
    document: (request, draft, broker) =>
      afterIssuer(request, xml`<samlp:Extensions>${captured(draft, broker)}</samlp:Extensions>`.text),
    signing: () => undefined,
  },
  {
    name: 'logout-bomb',
    seenAs: 'message_too_large',
    at: 'logout-request',
    binding: 'redirect',
    description: 'By HTTP-Redirect: the LogoutRequest is sound, and inflates to 4 MiB, of white space.',
    document: (request) => afterIssuer(request, ' '.repeat(INFLATED_BYTES)),
  },
] as const satisfies readonly LogoutFault[];

function afterIssuer(request: Xml, more: string): Xml {
  return new Xml(request.text.replace('</saml:Issuer>', (end) => `${end}${more}`));
}

/** An assertion as anybody gets one who logs in at another service, and keeps it. */
function captured({ issuer, issuedAt, nameId }: LogoutRequestDraft, broker: LogoutSigning): Xml {
  const subject =
    nameId && xml`<saml:Subject><saml:NameID Format="${nameId.format}">${nameId.value}</saml:NameID></saml:Subject>`;
  const said = xml`<saml:Assertion xmlns:saml="${SAML}" ID="_${randomHex()}" Version="2.0"${attribute('IssueInstant', issuedAt)}><saml:Issuer>${issuer}</saml:Issuer>${subject}</saml:Assertion>`;
  return signRoot(said, AFTER_ISSUER, broker);
}
