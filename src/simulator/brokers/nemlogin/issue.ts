import type { AnswerFault } from '../../faults/nemlogin';
import { foreignSigningKey } from '../../keys/signing-key';
import { DATA_ENCRYPTION, keyWrapping } from '../saml2/algorithms';
import type { Answer, AssertionDraft, EncryptionDraft, StatusDraft } from '../saml2/answer';
import { loaOf, levelWord } from './levels';
import type { Login } from './login';
import { nameIdOf } from './name-id';
import { ENTITY_ID, LOA_CLASS } from './names';
import { BASIC_FORMAT, CERTIFICATE_CLASS, URI_FORMAT } from '../saml2/names';
import { oiosaml2Attributes } from './oiosaml2';
import { oiosaml3Attributes } from './oiosaml3';
import type { NameId } from './session';
import type { NemLogIn } from './state';
import { assertionDraft, responseDraft, type Delivery } from '../saml2/draft';
import { writeAnswer, type WrittenAnswer } from '../saml2/write-answer';

/** The message that tells of a login, and how the person is called in it. */
export interface IssuedMessage extends WrittenAnswer {
  readonly nameId: NameId | undefined;
}

/**
 * Writes the message that tells of a login.
 *
 * @param fault what is wrong with it, if anything.
 */
export async function issueMessage(state: NemLogIn, login: Login, fault?: AnswerFault): Promise<IssuedMessage> {
  const honest = answerOf(state, fault?.login?.(login) ?? login);
  const [assertion] = honest.response.assertions;
  const previousAssertionId = state.lastAssertionId;
  state.lastAssertionId = assertion?.id;
  const answer = fault?.answer?.(honest, { previousAssertionId, foreignKey: foreignSigningKey }) ?? honest;
  return { ...(await writeAnswer(answer)), nameId: assertion?.nameId };
}

/** Writes the message that tells why there is no login. */
export async function issueStatus(state: NemLogIn, delivery: Delivery, status: StatusDraft): Promise<WrittenAnswer> {
  return writeAnswer({
    ...emptyAnswer(state, delivery),
    response: { ...responseDraft(ENTITY_ID, state.world.clock.now(), delivery), status },
  });
}

function answerOf(state: NemLogIn, login: Login): Answer {
  const delivery = { destination: login.serviceProvider.callbackUrl, inResponseTo: login.request.id };
  return {
    ...emptyAnswer(state, delivery),
    encryption: encryptionOf(state, login),
    response: {
      ...responseDraft(ENTITY_ID, state.world.clock.now(), delivery),
      assertions: [assertionOf(state, login, delivery)],
    },
  };
}

function emptyAnswer(state: NemLogIn, delivery: Delivery): Answer {
  const { key, certificate } = state.keys.current;
  return {
    signing: { assertion: true, response: false, key, certificate, hash: 'sha256' },
    response: responseDraft(ENTITY_ID, state.world.clock.now(), delivery),
  };
}

function assertionOf(state: NemLogIn, login: Login, delivery: Delivery): AssertionDraft {
  const { now, dialect, persona, serviceProvider } = login;
  const modern = dialect === 'oiosaml-3';
  return assertionDraft({
    issuer: ENTITY_ID,
    now,
    delivery,
    audience: serviceProvider.entityId,
    nameId: nameIdOf(login),
    authentication: {
      at: login.authenticatedAt,
      sessionIndex: login.sessionIndex,
      classRef: modern ? `${LOA_CLASS}${levelWord(loaOf(persona))}` : CERTIFICATE_CLASS,
    },
    nameFormat: modern ? URI_FORMAT : BASIC_FORMAT,
    attributes: modern ? oiosaml3Attributes(login) : oiosaml2Attributes(login, state.keys.current.key),
  });
}

function encryptionOf({ settings }: NemLogIn, { serviceProvider }: Login): EncryptionDraft | undefined {
  if (serviceProvider.encryptionCert === undefined) return undefined;
  return {
    certificate: serviceProvider.encryptionCert,
    data: DATA_ENCRYPTION[settings.dataEncryption],
    key: keyWrapping(settings.keyEncryption),
  };
}
