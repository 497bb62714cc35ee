import { createHash } from 'node:crypto';
import type { ClaimsContent } from '../claims';
import { compact, compactOrNothing } from './compact';
import type { Fields } from './dialects/fields';
import type { Transaction, TransactionText } from './profile';

/**
 * The transaction of a login by claims. Its ids are the broker's `transaction_id` and the token's `jti`, one for the other
 * where only one is there; where neither is, a digest of `iss`, `sub` and `iat`, which is the same each time for one token.
 *
 * @param stepUp whether the broker takes the `jti` for more claims later: E-Ident's `transaction_id` (seed 001).
 */
export function transactionOfClaims(content: ClaimsContent, fields: Partial<Fields>, stepUp: boolean): Transaction {
  const { issuer, tokenId, issuedAt, expiresAt } = content;
  const assertionId = tokenId ?? fields['transaction.id'] ?? digestOf(content);
  return compact<Transaction>({
    id: fields['transaction.id'] ?? assertionId,
    assertionId,
    stepUpId: stepUp ? tokenId : undefined,
    issuer,
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(expiresAt),
    trust: 'application',
    referenceText: fields['transaction.referenceText'],
    transactionText: compactOrNothing<TransactionText>({
      text: fields['transaction.transactionText.text'],
      type: fields['transaction.transactionText.type'],
      sha256: fields['transaction.transactionText.sha256'],
    }),
  });
}

function digestOf({ issuer, subject, issuedAt }: ClaimsContent): string {
  const said = JSON.stringify([issuer, subject, issuedAt.getTime()]);
  return createHash('sha256').update(said).digest('hex');
}
