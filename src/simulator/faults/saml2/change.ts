import type {
  Answer,
  AssertionDraft,
  AuthenticationDraft,
  ConfirmationDraft,
  EncryptionDraft,
  ResponseDraft,
} from '../../brokers/saml2/answer';

/** The answer with another response around the same assertions. */
export const response = (answer: Answer, changes: Partial<ResponseDraft>): Answer => ({
  ...answer,
  response: { ...answer.response, ...changes },
});

/** The answer with each assertion changed. */
export const assertions = (answer: Answer, changes: (draft: AssertionDraft) => Partial<AssertionDraft>): Answer =>
  response(answer, { assertions: answer.response.assertions.map((draft) => ({ ...draft, ...changes(draft) })) });

/** The answer with each confirmation of a subject changed. */
export const confirmations = (
  answer: Answer,
  changes: (draft: ConfirmationDraft) => Partial<ConfirmationDraft>,
): Answer =>
  assertions(answer, ({ confirmations: all }) => ({
    confirmations: all.map((draft) => ({ ...draft, ...changes(draft) })),
  }));

/** The answer with each authentication statement changed. */
export const authentication = (
  answer: Answer,
  changes: (draft: AuthenticationDraft) => Partial<AuthenticationDraft>,
): Answer =>
  assertions(answer, (draft) => ({
    authentication: draft.authentication && { ...draft.authentication, ...changes(draft.authentication) },
  }));

/** The answer signed in another way. */
export const signing = (answer: Answer, changes: Partial<Answer['signing']>): Answer => ({
  ...answer,
  signing: { ...answer.signing, ...changes },
});

/** The answer encrypted in another way. */
export const encryption = (answer: Answer, changes: Partial<EncryptionDraft>): Answer => ({
  ...answer,
  encryption: answer.encryption && { ...answer.encryption, ...changes },
});
