import type { ExchangeRecorder } from '../../../exchanges';
import { takeNemIdFault } from '../../../faults/signicat';
import { languageOf } from '../../../pages/texts';
import { readNamedPersona } from '../../named-persona';
import type { Outcome } from '../../outcome';
import { refused } from '../../refused';
import { RequestRefusal } from '../../request-refusal';
import type { Arrival } from '../arrival';
import type { Signicat } from '../state';
import { beginFlow } from '../steps';
import { NemIdErrand } from './errand';
import { readNemIdRequest, type NemIdRequest } from './request';

/**
 * An authentication URL is opened (`GET /signicat/std/method/<service>`).
 *
 * @throws UsageError when a test names somebody who is not there, or cannot log in this way.
 */
export async function beginNemId(state: Signicat, service: string, arrival: Arrival): Promise<Outcome> {
  const { world } = state;
  const exchange = world.exchanges.open('Login at Signicat with NemID');
  describe(service, arrival.query, exchange);
  let request: NemIdRequest;
  try {
    request = readNemIdRequest(state, service, arrival.query);
  } catch (error) {
    if (!(error instanceof RequestRefusal)) throw error;
    const { what, got, expected } = error.detail;
    if (what === 'target') world.notices.callbackDiffers('Signicat', got.replace(/[?#].*/s, ''), expected);
    return refused('Signicat', error, exchange);
  }
  const language = languageOf(request.language ?? arrival.acceptLanguage ?? null);
  const errand = new NemIdErrand(state, request, exchange, language);
  const fault = takeNemIdFault(world.faults, ['login']);
  if (fault !== undefined) return errand.sendBack(fault.statusMessage, fault.name);
  const named = readNamedPersona(arrival.query, arrival.personaHeader);
  return beginFlow(state, { errand, exchange, language, named });
}

const MEANINGS: Readonly<Record<string, string>> = {
  id: 'the method, and the graphical profile and the language',
  target: 'where the answer is posted',
  persona: 'who logs in without a click',
  identity: 'as whom',
};

function describe(service: string, query: URLSearchParams, exchange: ExchangeRecorder): void {
  exchange.add({
    title: 'Authentication URL',
    fields: [
      { name: 'service', value: service, meaning: 'who asks' },
      ...[...query].map(([name, value]) => ({ name, value, meaning: MEANINGS[name] ?? 'unknown' })),
    ],
  });
}
