import { trimXml, type XmlElement } from '../../trust';
import { SAML } from '../brokers/saml2/names';
import { openDocument } from '../brokers/saml2/open-request';
import { RequestRefusal, type RefusalDetail } from '../brokers/request-refusal';

/** The parameters of HTTP-Redirect (saml-bindings-2.0-os, section 3.4.4). */
const PARAMETERS = ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature'] as const;
type Parameter = (typeof PARAMETERS)[number];
const SIGNED: readonly Parameter[] = ['SAMLRequest', 'RelayState', 'SigAlg'];

/** A request as it came. Unlike what the broker takes, it may be anything. */
export interface RequestEvidence {
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly receivedAt: number;
  /** Decoded; of one that came twice, the first. */
  readonly parameters: Readonly<Partial<Record<Parameter, string>>>;
  /** What is wrong with the query itself. */
  readonly queryProblems: readonly string[];
  /** What a signature is over: the parameters as they stand in the address, in the order of the specification. */
  readonly signedOctets: string;
  /** The document, where it can be read, else why not. */
  readonly root?: XmlElement;
  readonly refusal?: RefusalDetail;
  /** Whether a request with this ID came before. */
  readonly isRepeated: boolean;
}

/**
 * Reads what there is to read of a request.
 *
 * @param rawQuery as it stands in the address, without the question mark.
 * @param receivedAt milliseconds since 1970, by the simulator's clock.
 */
export function readRequest(rawQuery: string, receivedAt: number): RequestEvidence {
  const raw = new Map<Parameter, string>();
  const parameters: Partial<Record<Parameter, string>> = {};
  const queryProblems: string[] = [];
  for (const pair of rawQuery.split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const parameter = PARAMETERS.find((known) => known === name);
    if (parameter === undefined) continue;
    if (raw.has(parameter)) {
      queryProblems.push(`${parameter} more than once`);
      continue;
    }
    raw.set(parameter, rest.join('='));
    const value = decoded(rest.join('='));
    if (value === undefined) queryProblems.push(`a malformed escape in ${parameter}`);
    else parameters[parameter] = value;
  }
  const signedOctets = SIGNED.flatMap((name) => (raw.has(name) ? [`${name}=${raw.get(name) ?? ''}`] : [])).join('&');
  const base = { receivedAt, parameters, queryProblems, signedOctets, isRepeated: false };
  try {
    return { ...base, root: openDocument(parameters.SAMLRequest ?? '').root };
  } catch (error) {
    if (!(error instanceof RequestRefusal)) throw error;
    return { ...base, refusal: error.detail };
  }
}

/** Who says to have sent it; empty where nobody does. */
export function issuerOf(root: XmlElement | undefined): string {
  return trimXml(root?.all(SAML, 'Issuer')[0]?.text ?? '');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
