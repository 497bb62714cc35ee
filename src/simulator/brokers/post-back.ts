import type { ExchangeField, ExchangeRecorder } from '../exchanges';
import { postPage } from '../pages/end-pages';
import type { Brand } from '../pages/layout';
import type { Language } from '../pages/texts';
import { showPage, type Outcome } from './outcome';

/** A response on its way back to the application. */
export interface PostedResponse {
  readonly brand: Brand;
  readonly language: Language;
  readonly exchange: ExchangeRecorder;
  /** Where the browser posts it. */
  readonly to: string;
  /** XML. */
  readonly message: string;
  /** What is posted beside it, undefined where there is nothing. */
  readonly beside: { readonly name: 'TARGET' | 'RelayState'; readonly value: string | undefined };
  /** What is wrong with it. */
  readonly fault?: string | undefined;
  /** A Set-Cookie line. */
  readonly cookie?: string | undefined;
}

/** The page whose form the browser posts to the application; the exchange tells what is in it. */
export function postBack(posted: PostedResponse): Outcome {
  const { brand, language, exchange, to, message, beside, fault, cookie } = posted;
  const title = 'The browser posts the response';
  const fields: readonly ExchangeField[] = [
    { name: 'to', value: to },
    { name: beside.name, value: beside.value ?? 'none', meaning: 'as it came' },
  ];
  exchange.add({ title: fault === undefined ? title : `${title} (fault ${fault})`, fields, xml: message });
  const body = postPage({
    brand,
    language,
    action: to,
    fields: {
      SAMLResponse: Buffer.from(message, 'utf8').toString('base64'),
      ...(beside.value === undefined ? {} : { [beside.name]: beside.value }),
    },
  });
  return showPage(body, 200, { submits: true, ...(cookie === undefined ? {} : { cookie }) });
}
