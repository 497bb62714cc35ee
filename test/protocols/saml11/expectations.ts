import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../../../src/protocols/saml11';
import { MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import {
  ARTIFACT_01,
  base64,
  FACTS,
  saml11Response,
  signSaml11,
  soapEnvelope,
  type Saml11Message,
  type Saml11Signing,
} from '../../support/saml11';

/** Noon of a day in the past: the clock of these tests is an argument, never the machine's. */
export const NOW = Date.parse('2026-03-04T12:00:00Z');
export const MINUTE = 60_000;
export const REQUEST_ID = '_0f1e2d3c4b5a69788796a5b4c3d2e1f0';

export function trusted(...pems: string[]): TrustedCertificates {
  return new TrustedCertificates(readTrustedCertificates(pems, 'idpCert').certificates);
}

/** What a strategy would expect of the messages below; each call with a store of its own. */
export function expectations(changes: Partial<Saml11Expectations> = {}): Saml11Expectations {
  return { ...withoutCertificates(), certificates: trusted(CERTS.idp.cert), ...changes };
}

/** The same where no `idpCert` is configured. */
export function withoutCertificates(changes: Partial<Saml11Expectations> = {}): Saml11Expectations {
  return { ...FACTS, clockSkewMs: 30_000, now: () => NOW, store: new MemoryStateStore(), ...changes };
}

/** Judges a POST that says this: the Response is signed. */
export async function post(
  says: Saml11Message = {},
  changes: Partial<Saml11Expectations> = {},
  signing: Saml11Signing = {},
) {
  const xml = signSaml11(saml11Response({ now: NOW, ...says }), { what: 'response', ...signing });
  return judgePostedResponse(base64(xml), expectations(changes));
}

/** Judges an artifact's reply that says this: the Assertion is signed. */
export async function artifact(
  says: Saml11Message = {},
  changes: Partial<Saml11Expectations> = {},
  signing: Saml11Signing = {},
) {
  const xml = signSaml11(artifactResponse(says), { what: 'assertion', ...signing });
  return judgeArtifactReply(Buffer.from(soapEnvelope(xml)), REQUEST_ID, expectations(changes));
}

/** The unsigned Response of an artifact's reply. */
export function artifactResponse(says: Saml11Message = {}): string {
  return saml11Response({ now: NOW, inResponseTo: REQUEST_ID, confirmationMethods: [ARTIFACT_01], ...says });
}

/** Both lanes, for what they judge alike. */
export const LANES = [
  ['post', post],
  ['artifact', artifact],
] as const;
