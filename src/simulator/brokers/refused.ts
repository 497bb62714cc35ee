import type { ExchangeRecorder } from '../exchanges';
import { requestRefusedPage, type RefusedMessage } from '../pages/end-pages';
import type { Brand } from '../pages/layout';
import { showPage, type Outcome } from './outcome';
import type { RefusalDetail, RequestRefusal } from './request-refusal';

/** The page that tells the developer why a broker does not take a message; the exchange says it too. */
export function refused(
  brand: Brand,
  { detail }: RequestRefusal,
  exchange: ExchangeRecorder,
  message?: RefusedMessage,
): Outcome {
  recordRefusal(detail, exchange);
  return showPage(requestRefusedPage(brand, detail, message), 400);
}

/** Says in the exchange what is wrong with a message. */
export function recordRefusal({ what, got, expected, mend }: RefusalDetail, exchange: ExchangeRecorder): void {
  exchange.add({
    title: `Refused: ${what}`,
    fields: [
      { name: 'got', value: got },
      { name: 'expected', value: expected },
      { name: 'mend', value: mend },
    ],
  });
}
