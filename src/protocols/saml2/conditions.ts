import { MitIdError, type MitIdErrorCode } from '../../errors';
import { parseDateTime, trimXml, type XmlElement } from '../../trust';
import { judgeRestrictions, judgeTime, type Validity } from '../validity';
import type { Saml2Expectations } from './expectations';
import { SAML2_NAMES } from './names';

const { assertion: NS } = SAML2_NAMES;

/**
 * Judges Conditions and the time (saml-core-2.0-os section 2.5.1; rules 4).
 *
 * @throws MitIdError `conditions_missing`, `condition_unknown`, `time_malformed`, `assertion_not_yet_valid`,
 *   `assertion_expired`, `audience_missing`, `audience_mismatch`
 */
export function judgeConditions(assertion: XmlElement, expectations: Saml2Expectations): Validity {
  const issuedAt = parseDateTime(assertion.attribute('IssueInstant') ?? '', 'Assertion/@IssueInstant');
  const [conditions, ...more] = assertion.all(NS, 'Conditions');
  const notBefore = conditions?.attribute('NotBefore');
  const notOnOrAfter = conditions?.attribute('NotOnOrAfter');
  if (conditions === undefined || more.length > 0 || notBefore === undefined || notOnOrAfter === undefined) {
    throw refuse('conditions_missing', assertion, { expected: 'one Conditions with NotBefore and NotOnOrAfter' });
  }
  const audiences = judgeAudience(conditions, expectations);
  const expiresAt = parseDateTime(notOnOrAfter, 'Conditions/@NotOnOrAfter');
  const validFrom = Math.max(parseDateTime(notBefore, 'Conditions/@NotBefore'), issuedAt);
  judgeTime(assertion, { validFrom, expiresAt }, expectations);
  return { issuedAt, expiresAt, audiences };
}

function judgeAudience(conditions: XmlElement, { audience }: Saml2Expectations): readonly string[] {
  const restrictions: string[][] = [];
  for (const condition of conditions.elements) {
    if (condition.is(NS, 'AudienceRestriction')) {
      restrictions.push(condition.all(NS, 'Audience').map(({ text }) => trimXml(text ?? '')));
      // OneTimeUse asks that the assertion be used at once and not kept, as it is; ProxyRestriction binds who would
      // issue assertions upon this one, which we do not.
    } else if (!condition.is(NS, 'OneTimeUse') && !condition.is(NS, 'ProxyRestriction')) {
      throw refuse('condition_unknown', condition, { got: condition.local.slice(0, 40) });
    }
  }
  if (restrictions.length === 0) throw refuse('audience_missing', conditions, { expected: audience });
  return judgeRestrictions(conditions, restrictions, { audience, option: 'entityId' });
}

function refuse(
  code: MitIdErrorCode,
  { path: where }: XmlElement,
  detail: { got?: string; expected?: string; option?: string },
): MitIdError {
  return new MitIdError(code, { where, ...detail });
}
