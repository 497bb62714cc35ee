import { MitIdError, type MitIdErrorCode } from '../../errors';
import { parseDateTime, trimXml, type XmlElement } from '../../trust';
import { judgeRestrictions, judgeTime, type Validity } from '../validity';
import type { Saml11Expectations } from './expectations';
import { SAML11_NAMES } from './names';

/** A SAML assertion is valid for 15 minutes (seed 001_9db8be7c97db6bf0.txt), whatever window it claims (rules 3). */
const MAX_AGE_MS = 15 * 60_000;

/**
 * Judges Conditions and the time (SAML 1.1 core 2.3.2.1).
 *
 * @throws MitIdError `conditions_missing`, `condition_unknown`, `time_malformed`, `assertion_not_yet_valid`,
 *   `assertion_expired`, `audience_missing`, `audience_mismatch`
 */
export function judgeConditions(
  assertion: XmlElement,
  expectations: Saml11Expectations,
  profile: 'post' | 'artifact',
): Validity {
  const [conditions, ...more] = assertion.all(SAML11_NAMES.assertion, 'Conditions');
  const notBefore = conditions?.attribute('NotBefore');
  const notOnOrAfter = conditions?.attribute('NotOnOrAfter');
  if (conditions === undefined || more.length > 0 || notBefore === undefined || notOnOrAfter === undefined) {
    throw refuse('conditions_missing', assertion, { expected: 'one Conditions with NotBefore and NotOnOrAfter' });
  }
  const issuedAt = parseDateTime(assertion.attribute('IssueInstant') ?? '', 'Assertion/@IssueInstant');
  const validity = {
    issuedAt,
    expiresAt: Math.min(parseDateTime(notOnOrAfter, 'Conditions/@NotOnOrAfter'), issuedAt + MAX_AGE_MS),
    audiences: judgeAudience(conditions, expectations, profile),
  };
  const validFrom = Math.max(parseDateTime(notBefore, 'Conditions/@NotBefore'), issuedAt);
  judgeTime(assertion, { validFrom, expiresAt: validity.expiresAt }, expectations);
  return validity;
}

function judgeAudience(
  conditions: XmlElement,
  { audience, allowMissingAudience }: Saml11Expectations,
  profile: 'post' | 'artifact',
): readonly string[] {
  const restrictions: string[][] = [];
  for (const condition of conditions.elements) {
    if (condition.is(SAML11_NAMES.assertion, 'AudienceRestrictionCondition')) {
      restrictions.push(condition.all(SAML11_NAMES.assertion, 'Audience').map(({ text }) => trimXml(text ?? '')));
      // DoNotCacheCondition asks that the assertion be used at once, as it is.
    } else if (!condition.is(SAML11_NAMES.assertion, 'DoNotCacheCondition')) {
      throw refuse('condition_unknown', condition, { got: condition.local.slice(0, 40) });
    }
  }
  if (restrictions.length === 0 && !(profile === 'artifact' && allowMissingAudience === true)) {
    throw refuse('audience_missing', conditions, {
      expected: audience,
      ...(profile === 'artifact' && { option: 'allowMissingAudience' }),
    });
  }
  return judgeRestrictions(conditions, restrictions, { audience, option: 'audience' });
}

function refuse(
  code: MitIdErrorCode,
  { path: where }: XmlElement,
  detail: { got?: string; expected?: string; option?: string },
): MitIdError {
  return new MitIdError(code, { where, ...detail });
}
