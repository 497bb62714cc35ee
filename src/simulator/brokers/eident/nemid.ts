import type { KeyObject } from 'node:crypto';
import { distinguishedName, oces2Certificate } from '../oces2';
import type { Login } from './login';

/** The attributes of a legacy NemID login; none of them tells a level of assurance. */
export function nemidAttributes({ persona, request, authenticatedAt }: Login, key: KeyObject): Record<string, string> {
  const { nemid, dateOfBirth, cpr } = persona;
  if (nemid === undefined) return {};
  const { subject, policy, der } = oces2Certificate(persona, nemid, key, authenticatedAt);
  return {
    IDPROVIDER: nemid.vendor,
    DN: distinguishedName(subject),
    CN: subject.commonName,
    C: 'DK',
    ...(nemid.kind === 'personal' && { DK_DAN_PID: nemid.pid }),
    ...(dateOfBirth !== undefined && { DOB: dateOfBirth.split('-').reverse().join('.') }),
    // Legacy eIDs wrote the number with its hyphen.
    ...(request.returnSsn && cpr && { DK_SSN: cpr.reveal().replace(/^\d{6}/, '$&-') }),
    CERTIFICATE: der.toString('base64'),
    CERTPOLICYOID: policy,
  };
}
