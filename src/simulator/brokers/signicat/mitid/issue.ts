import { randomUUID } from 'node:crypto';
import type { MitIdAnswerFault } from '../../../faults/signicat';
import { foreignSigningKey } from '../../../keys/signing-key';
import { randomHex } from '../../../random';
import { DATA_ENCRYPTION, keyWrapping } from '../../saml2/algorithms';
import type { Answer, AssertionDraft, StatusDraft } from '../../saml2/answer';
import { assertionDraft, responseDraft, type Delivery } from '../../saml2/draft';
import { BASIC_FORMAT, PERSISTENT, TRANSIENT } from '../../saml2/names';
import { writeAnswer, type WrittenAnswer } from '../../saml2/write-answer';
import type { Login } from '../errand';
import { ENTITY_ID, methodUri } from '../names';
import type { Signicat } from '../state';
import type { AcceptedRequest } from './accept-request';
import { mitIdAttributes } from './attributes';

/**
 * Writes the message that tells of a login.
 *
 * @param fault what is wrong with it, if anything.
 */
export async function issueMitId(
  state: Signicat,
  request: AcceptedRequest,
  login: Login,
  fault?: MitIdAnswerFault,
): Promise<WrittenAnswer> {
  const { serviceProvider } = request;
  const { encryptionCert: certificate } = serviceProvider;
  const empty = emptyAnswer(state, request);
  const assertion = assertionOf(state, request, fault?.login?.(login) ?? login);
  const honest: Answer = {
    ...empty,
    response: { ...empty.response, assertions: [assertion] },
    ...(certificate === undefined
      ? {}
      : { encryption: { certificate, data: DATA_ENCRYPTION['aes256-gcm'], key: keyWrapping('rsa-oaep-mgf1p') } }),
  };
  const previousAssertionId = state.mitid.lastAssertionId;
  state.mitid.lastAssertionId = assertion.id;
  return writeAnswer(fault?.answer?.(honest, { previousAssertionId, foreignKey: foreignSigningKey }) ?? honest);
}

/** Writes the message that tells why there is no login. */
export async function issueStatus(
  state: Signicat,
  request: AcceptedRequest,
  status: StatusDraft,
): Promise<WrittenAnswer> {
  const empty = emptyAnswer(state, request);
  return writeAnswer({ ...empty, response: { ...empty.response, status } });
}

// Both elements are signed: of the real one it is not known which.
function emptyAnswer({ world }: Signicat, request: AcceptedRequest): Answer {
  const { key, certificate } = world.signingKey;
  return {
    signing: { assertion: true, response: true, key, certificate, hash: 'sha256' },
    response: responseDraft(ENTITY_ID, world.clock.now(), deliveryOf(request)),
  };
}

function assertionOf({ world, transactions }: Signicat, request: AcceptedRequest, login: Login): AssertionDraft {
  const { serviceProvider, nameIdFormat, classRefs } = request;
  const { persona, authenticatedAt } = login;
  const token = `mitid:${randomUUID()}`;
  transactions.set(token, { entityId: serviceProvider.entityId, persona });
  return assertionDraft({
    issuer: ENTITY_ID,
    now: world.clock.now(),
    delivery: deliveryOf(request),
    audience: serviceProvider.entityId,
    nameId:
      nameIdFormat === 'transient'
        ? { value: `_${randomHex()}`, format: TRANSIENT }
        : { value: persona.mitid?.uuid ?? '', format: PERSISTENT },
    authentication: {
      at: authenticatedAt,
      sessionIndex: `_${randomHex()}`,
      classRef: classRefs[0] ?? methodUri('mitid'),
    },
    nameFormat: BASIC_FORMAT,
    attributes: mitIdAttributes(persona, tellsCpr(request), token),
  });
}

function tellsCpr({ serviceProvider: { cpr = true }, steppedUp }: AcceptedRequest): boolean {
  return cpr === 'step-up' ? steppedUp !== undefined : cpr;
}

function deliveryOf({ serviceProvider, id }: AcceptedRequest): Delivery {
  return { destination: serviceProvider.callbackUrl, inResponseTo: id };
}
