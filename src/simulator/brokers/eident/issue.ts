import type { AnswerFault } from '../../faults/eident';
import { foreignSigningKey } from '../../keys/signing-key';
import { randomHex } from '../../random';
import type { Answer } from '../saml11/answer';
import { eidentAttributes } from './attributes';
import type { Login } from './login';
import { ATTRIBUTE_NAMESPACE, ISSUER } from './names';
import { assertionDraft } from '../saml11/draft';
import { AUTHENTICATION } from '../saml11/names';
import { nemidAccountId } from '../oces2';
import { VALIDITY_MS, type EIdentState } from './state';
import { writeAnswer } from '../saml11/write-answer';

/** How and to whom an answer goes. */
export type Delivery =
  | { readonly profile: 'artifact'; readonly inResponseTo: string }
  | { readonly profile: 'post'; readonly recipient: string };

/**
 * Writes the message that tells of a login, and remembers the transaction for a step-up.
 *
 * @param fault what is wrong with it, if anything.
 * @returns the message as it goes over the wire.
 */
export function issueMessage(state: EIdentState, login: Login, delivery: Delivery, fault?: AnswerFault): string {
  const honest = answerOf(state, fault?.login?.(login) ?? login, delivery);
  const previousAssertionId = state.lastAssertionId;
  for (const { id, notOnOrAfter } of honest.response.assertions) {
    state.lastAssertionId = id;
    state.transactions.set(id.replace(/^TI2-/, ''), { login, expiresAt: notOnOrAfter });
  }
  const answer = fault?.answer?.(honest, { previousAssertionId, foreignKey: foreignSigningKey }) ?? honest;
  return writeAnswer(answer);
}

function answerOf({ world }: EIdentState, login: Login, delivery: Delivery): Answer {
  const now = world.clock.now();
  const { merchant, identity } = login;
  const { key, certificate } = world.signingKey;
  return {
    profile: delivery.profile,
    signing: {
      signs: merchant.signs ?? (delivery.profile === 'post' ? 'response' : 'assertion'),
      key,
      certificate,
      hash: 'sha256',
    },
    response: {
      id: `_${randomHex()}`,
      issuedAt: now,
      status: 'Success',
      ...(delivery.profile === 'artifact'
        ? { inResponseTo: delivery.inResponseTo }
        : { recipient: delivery.recipient }),
      assertions: [
        assertionDraft({
          id: `TI2-${randomHex()}`,
          issuer: ISSUER,
          now,
          validityMs: VALIDITY_MS,
          profile: delivery.profile,
          audience: merchant.merchantId,
          authenticationMethod: identity.kind === 'nemid' ? AUTHENTICATION.certificate : AUTHENTICATION.unspecified,
          authenticatedAt: login.authenticatedAt,
          nameId: nameIdOf(login),
          attributeNamespace: ATTRIBUTE_NAMESPACE,
          attributes: eidentAttributes(login, key, world.settings.attributeNames),
        }),
      ],
    },
  };
}

// What the real NameIdentifier holds is not known; the identity's own id is what it should be.
function nameIdOf({ persona, identity }: Login): string {
  if (identity.kind === 'professional') return identity.employment.professionalUuid;
  return persona.mitid?.uuid ?? (persona.nemid === undefined ? persona.id : nemidAccountId(persona.nemid));
}
