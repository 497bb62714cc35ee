import { createHash, timingSafeEqual } from 'node:crypto';
import type { Merchants } from '../../merchants';
import type { Merchant } from '../../options';

/** The merchant that an Authorization header proves (RFC 7617), or undefined. Compares in constant time. */
export function authenticate(header: string | undefined, merchants: Merchants): Merchant | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const merchant = merchants.get(text.slice(0, Math.max(colon, 0)));
  // An unknown merchant costs the same comparison as a wrong password.
  const same = timingSafeEqual(digest(text.slice(colon + 1)), digest(merchant?.merchantPassword ?? ''));
  return same ? merchant : undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
