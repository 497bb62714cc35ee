import type { ExchangeRecorder } from '../../exchanges';
import { takeEIdentFault } from '../../faults/eident';
import type { Merchant } from '../../options';
import { languageOf } from '../../pages/texts';
import { randomHex } from '../../random';
import { EIdentError } from './error-codes';
import { isSettled, nextStep, type Flow } from './flow';
import { finish } from './finish';
import { redirectTo, type Outcome } from '../outcome';
import { refuse, type Refused } from './refuse';
import { PARAMETER_MEANINGS, readEIdentRequest, required, type EIdentRequest } from './request';
import type { EIdentState, Transaction } from './state';
import { readZeroClick, walk } from './zero-click';

/**
 * An identification request arrives (`GET /its/index.html`).
 *
 * @param personaHeader the header `x-persona`.
 * @throws UsageError when a test names something that is not there.
 */
export function begin(state: EIdentState, query: URLSearchParams, personaHeader: string | undefined): Outcome {
  const { world } = state;
  const exchange = world.exchanges.open(`Login for merchant ${query.get('mid') ?? '(none)'}`);
  exchange.add({ title: 'Identification request', fields: describe(query) });
  const refused = refusedOf(state, query, exchange);
  const zeroClick = readZeroClick(query, personaHeader);
  try {
    const merchant = merchantOf(state, query);
    noticeCallback(state, merchant, query.get('status'));
    const request = readEIdentRequest(query);
    const fault = takeEIdentFault(world.faults, ['login'], 'artifact');
    if (fault !== undefined) throw new EIdentError(fault.code, `fault ${fault.name}`);
    const flow = newFlow(state, { ...refused, merchant }, request, query);
    if (zeroClick !== undefined) walk(flow, zeroClick, world.clock.now());
    return proceed(state, flow);
  } catch (error) {
    if (error instanceof EIdentError) return refuse(world, refused, error);
    throw error;
  }
}

/** The next page, or the way back. @throws EIdentError from `nextStep`. */
export function proceed(state: EIdentState, flow: Flow): Outcome {
  if (nextStep(flow) === undefined && isSettled(flow)) return finish(state, flow);
  state.flows.set(flow.id, flow);
  return redirectTo(`/its/login/${flow.id}`);
}

function describe(query: URLSearchParams): { name: string; value: string; meaning: string }[] {
  return [...query].map(([name, value]) => ({ name, value, meaning: PARAMETER_MEANINGS[name] ?? 'unknown' }));
}

function refusedOf({ world }: EIdentState, query: URLSearchParams, exchange: ExchangeRecorder): Refused {
  const merchant = world.merchants.get(query.get('mid') ?? '');
  const statusUrl = query.get('status');
  const startUrl = query.get('start');
  return {
    exchange,
    language: languageOf(query.get('locale')),
    ...(merchant === undefined ? {} : { merchant }),
    ...(statusUrl === null ? {} : { statusUrl }),
    ...(startUrl === null ? {} : { startUrl }),
  };
}

function merchantOf({ world }: EIdentState, query: URLSearchParams): Merchant {
  const mid = required(query, 'mid');
  const merchant = world.merchants.get(mid);
  if (merchant === undefined) throw new EIdentError('generalerror', `no merchant ${mid} is registered`);
  return merchant;
}

// The request does not name the callback, but an application takes the `status` URL from it unless told otherwise.
function noticeCallback({ world }: EIdentState, { callbackUrl }: Merchant, statusUrl: string | null): void {
  if (statusUrl === null || !URL.canParse(statusUrl)) return;
  const { origin, pathname } = new URL(statusUrl);
  const registered = new URL(callbackUrl);
  if (origin === registered.origin && pathname === registered.pathname) return;
  world.notices.callbackDiffers('E-Ident', `${origin}${pathname}`, callbackUrl);
}

function newFlow(
  state: EIdentState,
  known: Refused & { readonly merchant: Merchant },
  request: EIdentRequest,
  query: URLSearchParams,
): Flow {
  const earlier = request.transactionId === undefined ? undefined : earlierTransaction(state, known.merchant, request);
  return {
    ...known,
    id: randomHex(),
    request,
    embedded: query.get('wi') === 'r',
    startedAt: state.world.clock.now(),
    approved: false,
    cprConfirmed: false,
    stepUp: earlier !== undefined,
    ...(earlier && {
      eid: earlier.login.persona.mitid === undefined ? (earlier.login.persona.nemid?.vendor ?? 'mitid') : 'mitid',
      persona: earlier.login.persona,
      identity: earlier.login.identity,
      authenticatedAt: earlier.login.authenticatedAt,
    }),
  };
}

// Which code the real one has for a transaction that is too old is not known (facts/eident.md says "it is an error").
function earlierTransaction(
  { world, transactions }: EIdentState,
  merchant: Merchant,
  request: EIdentRequest,
): Transaction {
  const earlier = transactions.get(request.transactionId ?? '');
  if (earlier === undefined || earlier.login.merchant.merchantId !== merchant.merchantId) {
    throw new EIdentError('assertion_notfound', 'transaction_id names no transaction of this merchant');
  }
  if (earlier.expiresAt <= world.clock.now()) {
    throw new EIdentError('assertion_notfound', 'the transaction that transaction_id names is older than 15 minutes');
  }
  return earlier;
}
