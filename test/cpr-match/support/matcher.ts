import { CprMatcher, type CprMatcherOptions } from '../../../src/cpr-match';
import type { StateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import { ISSUER } from './logins';
import type { MatchService } from './service';

export const ENTITY_ID = 'https://app.example';

/** Every line that a matcher of `matcherOf` has logged. */
export const lines: string[] = [];
beforeEach(() => void (lines.length = 0));

const write = (message: string, fields?: unknown): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
export const logger = { info: write, warn: write, error: write };

export function optionsOf({ url }: Pick<MatchService, 'url'>, stateStore: StateStore): CprMatcherOptions {
  return {
    url,
    entityId: ENTITY_ID,
    idpEntityId: ISSUER,
    clientCert: CERTS.tlsClient.cert,
    clientKey: CERTS.tlsClient.key,
    ca: CERTS.tlsCa.cert,
    stateStore,
    logger,
  };
}

export function matcherOf(
  service: Pick<MatchService, 'url'>,
  stateStore: StateStore,
  more: Partial<CprMatcherOptions> = {},
): CprMatcher {
  return new CprMatcher({ ...optionsOf(service, stateStore), ...more });
}
