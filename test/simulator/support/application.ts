import type { Simulator } from '../../../src/simulator';
import { Visitor, type Seen } from './visitor';

export const CALLBACK = 'http://localhost:3999/callback';
export const STATUS = `${CALLBACK}?mitid_login=t-1`;

/** An identification request as an application makes it. */
export function requestUrl({ eident }: Simulator, parameters: Record<string, string> = {}): string {
  const url = new URL(eident.entryPoint);
  const all = { mid: eident.merchantId, TARGET: 't-1', status: STATUS, ...parameters };
  for (const [name, value] of Object.entries(all)) if (value !== '') url.searchParams.append(name, value);
  return url.href;
}

/** Where a login ends that clicks nothing. */
export async function zeroClick(
  simulator: Simulator,
  persona: string,
  parameters: Record<string, string> = {},
): Promise<Seen> {
  return new Visitor(simulator.url).open(requestUrl(simulator, parameters), { 'x-persona': persona });
}

/** The artifact that a login brought back. */
export async function artifactOf(
  simulator: Simulator,
  persona: string,
  parameters: Record<string, string> = {},
): Promise<string> {
  return artifactIn(await zeroClick(simulator, persona, parameters));
}

export function artifactIn({ location, status }: Seen): string {
  const artifact = new URL(location ?? 'none:').searchParams.get('SAMLart');
  if (artifact === null) throw new Error(`no artifact came back: HTTP ${status}, ${location ?? 'no redirect'}`);
  return artifact;
}

/** The error code that a login ended with at the status URL. */
export function codeIn({ location, status }: Seen): string {
  const url = new URL(location ?? 'none:');
  if (url.origin !== new URL(CALLBACK).origin) throw new Error(`no error came back: HTTP ${status}`);
  return url.searchParams.get('status') ?? 'none';
}

export interface SoapAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export function soapRequest(artifact: string, requestId = '_r1'): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><samlp:Request xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" MinorVersion="1" RequestID="${requestId}" IssueInstant="2026-11-22T10:00:00Z"><samlp:AssertionArtifact>${artifact}</samlp:AssertionArtifact></samlp:Request></s:Body></s:Envelope>`;
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Exchanges an artifact; the answer as it came. */
export async function getAssertion(
  { eident }: Simulator,
  artifact: string,
  { authorization = basic(eident.merchantId, eident.merchantPassword), body = soapRequest(artifact) } = {},
): Promise<SoapAnswer> {
  const response = await fetch(eident.assertionUrl, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'text/xml; charset=utf-8', authorization },
    body,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The SOAP message that tells of a login which clicked nothing. */
export async function messageOf(
  simulator: Simulator,
  persona: string,
  parameters: Record<string, string> = {},
): Promise<string> {
  const { status, text } = await getAssertion(simulator, await artifactOf(simulator, persona, parameters));
  if (status !== 200) throw new Error(`HTTP ${status} ${faultIn(text)}`);
  return text;
}

/** The faultstring of a SOAP fault. */
export function faultIn(text: string): string {
  return /<faultstring>([^<]*)<\/faultstring>/.exec(text)?.[1] ?? 'no fault';
}
