import { verify, type X509Certificate } from 'node:crypto';
import { DSIG_NAMESPACE } from '../../trust';
import { HASHES } from '../brokers/saml2/verify-query';
import { issuedBy, isInForce, keyOf, lifetimeOf, nameOf, signingCertificatesOf, weaknessIn } from './certificates';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import type { Evidence } from './evidence';
import { issuerOf } from './request-evidence';
import { ofRequest } from './seen';

const MAX_RELAY_STATE_BYTES = 80;

/** Judges the certificate whose key has signed the request. */
const ofSigner = (judge: (certificate: X509Certificate, evidence: Evidence) => Judgement): Check['judge'] =>
  ofRequest((_request, evidence) => {
    const certificate = signerOf(evidence);
    return certificate === undefined
      ? notSeen('no known certificate verifies the signature')
      : judge(certificate, evidence);
  });

function signerOf(evidence: Evidence): X509Certificate | undefined {
  const { parameters, signedOctets } = evidence.request ?? {};
  const hash = HASHES.get(parameters?.SigAlg ?? '');
  const signature = Buffer.from(parameters?.Signature ?? '', 'base64');
  if (hash === undefined || signature.length === 0) return undefined;
  return signingCertificatesOf(evidence).find((certificate) => {
    const key = keyOf(certificate);
    return key?.asymmetricKeyType === 'rsa' && verify(hash, Buffer.from(signedOctets ?? ''), key, signature);
  });
}

/** How the request travels and how it is signed (facts/oiosaml.md 1.3, 1.5, 1.6). */
export const SIGNATURE_CHECKS: readonly Check[] = [
  {
    id: 'request-query',
    about: 'AuthnRequest',
    what: 'The query has each parameter of HTTP-Redirect once, percent-encoded',
    demand: 'must',
    source: 'SAML 2.0 bindings 3.4.4',
    judge: ofRequest(({ queryProblems }) =>
      queryProblems.length === 0
        ? met('each once')
        : unmet(
            queryProblems.join(', '),
            'Write SAMLRequest, RelayState, SigAlg and Signature once, each by encodeURIComponent.',
          ),
    ),
  },
  {
    id: 'request-readable',
    about: 'AuthnRequest',
    what: 'SAMLRequest is a deflated AuthnRequest that a strict reader takes',
    demand: 'must',
    source: 'SAML 2.0 bindings 3.4.4.1',
    judge: ofRequest(({ refusal }) =>
      refusal === undefined ? met('an AuthnRequest') : unmet(`${refusal.what}: ${refusal.got}`, refusal.mend),
    ),
  },
  {
    id: 'request-signed',
    about: 'AuthnRequest',
    what: 'The request is signed, in the query',
    demand: 'must',
    source: "WantAuthnRequestsSigned in NemLog-in's metadata",
    judge: ofRequest(({ parameters: { SigAlg, Signature = '' }, root }) => {
      if (SigAlg !== undefined && Signature !== '') return met('SigAlg and Signature');
      const inside = root !== undefined && root.all(DSIG_NAMESPACE, 'Signature').length > 0;
      return unmet(
        inside ? 'a signature inside the document only' : 'no signature',
        'Configure the private key that requests are signed with (signingKey; in node-saml privateKey). HTTP-Redirect has the signature in SigAlg and Signature.',
      );
    }),
  },
  {
    id: 'request-algorithm',
    about: 'AuthnRequest',
    what: 'It is signed with RSA and SHA-256, SHA-384 or SHA-512',
    demand: 'must',
    source: 'OIOSAML.Java, OIOSAML.Net and FoxIDs sign with RSA-SHA256',
    judge: ofRequest(({ parameters: { SigAlg } }) =>
      SigAlg === undefined
        ? notSeen('no SigAlg')
        : judged(HASHES.has(SigAlg), SigAlg, 'Sign with RSA and SHA-256 (in node-saml: signatureAlgorithm "sha256").'),
    ),
  },
  {
    id: 'request-signature',
    about: 'AuthnRequest',
    what: 'A certificate of the metadata or the registration verifies the signature',
    demand: 'must',
    source: 'SAML 2.0 bindings 3.4.4.1',
    judge: ofRequest(({ parameters: { SigAlg = '', Signature = '' }, root }, evidence) => {
      if (!HASHES.has(SigAlg) || Signature === '') return notSeen('no signature that can be verified');
      const known = signingCertificatesOf(evidence);
      if (known.length === 0) {
        return notSeen(
          `no certificate is known of ${issuerOf(root) || 'the sender'}`,
          'Give the metadata, or register.',
        );
      }
      const signer = signerOf(evidence);
      if (signer !== undefined) return met(nameOf(signer));
      return unmet(
        `none of: ${known.map(nameOf).join('; ')}`,
        'Sign with the key of a certificate that is announced, or announce the certificate of your key. What is signed is the query as it stands in the address: SAMLRequest, RelayState, SigAlg, in this order.',
      );
    }),
  },
  {
    id: 'request-key',
    about: 'AuthnRequest',
    what: 'The signing key is RSA with 2048 bits or more',
    demand: 'must',
    source: 'OCES keys are RSA, of 2048 bits or more',
    judge: ofSigner((certificate) => {
      const weakness = weaknessIn(certificate);
      return weakness === undefined
        ? met('RSA, 2048 bits or more')
        : unmet(`${nameOf(certificate)} ${weakness}`, 'Make a new key of 3072 bits and have it certified.');
    }),
  },
  {
    id: 'request-certificate-valid',
    about: 'AuthnRequest',
    what: 'The signing certificate is in force',
    demand: 'must',
    source: 'RFC 5280 4.1.2.5',
    judge: ofSigner((certificate, { now }) =>
      judged(
        isInForce(certificate, now),
        lifetimeOf(certificate),
        'Have it renewed, announce the new one, then sign with it.',
      ),
    ),
  },
  {
    id: 'request-certificate-issued',
    about: 'AuthnRequest',
    what: 'The signing certificate is of OCES3, or at least not self-signed',
    demand: 'should',
    source: 'FoxIDs: every request is signed with an OCES3 certificate',
    judge: ofSigner((certificate) => {
      const issuer = issuedBy(certificate);
      return judged(
        issuer !== 'itself',
        issuer === 'itself' ? `a test key, certified by itself: ${nameOf(certificate)}` : `certified by ${issuer}`,
        'It will do on your machine. For NemLog-in, order an OCES3 organisation or system certificate.',
      );
    }),
  },
  {
    id: 'relay-state',
    about: 'AuthnRequest',
    what: 'RelayState has 80 bytes at most',
    demand: 'must',
    source: 'SAML 2.0 bindings 3.4.3',
    judge: ofRequest(({ parameters: { RelayState } }) => {
      if (RelayState === undefined) return met('none');
      const bytes = Buffer.byteLength(RelayState);
      return judged(
        bytes <= MAX_RELAY_STATE_BYTES,
        `${bytes} bytes`,
        'Keep what you want to remember in your own store, and send a key to it.',
      );
    }),
  },
];
