import type { AssertionContent } from '../assertion';
import { compact, compactOrNothing } from './compact';
import type { Fields } from './dialects/fields';
import type { Transaction, TransactionText } from './profile';

/** E-Ident's assertion ids; what follows `TI2-` is the `transaction_id` of a step-up (facts/eident.md). */
const STEP_UP_ID = /^TI2-([0-9A-Za-z]{16,64})$/;

/** The transaction, with dates of its own. */
export function transactionOf(content: AssertionContent, fields: Partial<Fields>): Transaction {
  const { id: assertionId, issuer, trust } = content;
  const ownId = STEP_UP_ID.exec(assertionId)?.[1];
  return compact<Transaction>({
    id: ownId ?? assertionId,
    assertionId,
    stepUpId: fields['transaction.stepUpId'] ?? ownId,
    issuer,
    issuedAt: new Date(content.issuedAt),
    expiresAt: new Date(content.expiresAt),
    trust,
    referenceText: fields['transaction.referenceText'],
    transactionText: compactOrNothing<TransactionText>({
      text: fields['transaction.transactionText.text'],
      type: fields['transaction.transactionText.type'],
      sha256: fields['transaction.transactionText.sha256'],
    }),
    additionalInfo: fields['transaction.additionalInfo'],
  });
}
