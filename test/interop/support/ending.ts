import type { MitIdErrorCode } from '../../../src/errors';
import type { Visit } from '../../support/http-visitor';

/** What the callback route of the test application said at the end of a visit. */
export interface Ending {
  readonly outcome: 'in' | 'fail' | 'error';
  readonly code?: MitIdErrorCode;
}

export function endingOf({ url, status, body }: Visit): Ending {
  if (body.startsWith('{')) return JSON.parse(body) as Ending;
  throw new Error(`not back at the application, but ${status} ${url}\n${body.slice(0, 2000)}`);
}
