import type { NemIdAnswerFault } from '../../../faults/signicat';
import { foreignSigningKey } from '../../../keys/signing-key';
import { randomHex } from '../../../random';
import { nemidAccountId } from '../../oces2';
import type { Answer, AssertionDraft } from '../../saml11/answer';
import { assertionDraft } from '../../saml11/draft';
import { writeAnswer } from '../../saml11/write-answer';
import type { Login } from '../errand';
import { ATTRIBUTE_NAMESPACE, methodUri, NEMID_ISSUER } from '../names';
import type { Signicat } from '../state';
import { nemIdAttributes } from './attributes';
import { nemIdOf } from './identities';
import type { NemIdRequest } from './request';

// How long the real one's are valid is not known.
const VALIDITY_MS = 10 * 60_000;

/**
 * Writes the message that tells of a login.
 *
 * @param fault what is wrong with it, if anything.
 */
export function issueNemId(state: Signicat, request: NemIdRequest, login: Login, fault?: NemIdAnswerFault): string {
  const empty = emptyAnswer(state, request);
  const assertions = assertionsOf(state, request, fault?.login?.(login) ?? login);
  const honest: Answer = { ...empty, response: { ...empty.response, assertions } };
  const previousAssertionId = state.nemid.lastAssertionId;
  state.nemid.lastAssertionId = assertions[0]?.id;
  return writeAnswer(fault?.answer?.(honest, { previousAssertionId, foreignKey: foreignSigningKey }) ?? honest);
}

/** Writes the message that tells why there is no login; it is signed too. @param message StatusMessage. */
export function issueFailure(state: Signicat, request: NemIdRequest, message: string): string {
  const empty = emptyAnswer(state, request);
  return writeAnswer({ ...empty, response: { ...empty.response, status: 'Responder', statusMessage: message } });
}

function emptyAnswer({ world }: Signicat, { target }: NemIdRequest): Answer {
  const { key, certificate } = world.signingKey;
  return {
    profile: 'post',
    signing: { signs: 'response', key, certificate, hash: 'sha256' },
    response: {
      id: `_${randomHex()}`,
      issuedAt: world.clock.now(),
      recipient: target,
      status: 'Success',
      assertions: [],
    },
  };
}

function assertionsOf({ world }: Signicat, request: NemIdRequest, login: Login): readonly AssertionDraft[] {
  const { service, methodName } = request;
  const nemid = nemIdOf(login.persona, login.identity);
  if (nemid === undefined) return [];
  return [
    assertionDraft({
      id: `_${randomHex()}`,
      issuer: NEMID_ISSUER,
      now: world.clock.now(),
      validityMs: VALIDITY_MS,
      profile: 'post',
      audience: service.audience ?? service.service,
      authenticationMethod: methodUri(methodName),
      authenticatedAt: login.authenticatedAt,
      // What the real NameIdentifier holds is not known; what an account was keyed on is what it should be.
      nameId: nemidAccountId(nemid),
      attributeNamespace: ATTRIBUTE_NAMESPACE,
      attributes: nemIdAttributes(login, nemid, world.signingKey.key, service.cpr !== false),
    }),
  ];
}
