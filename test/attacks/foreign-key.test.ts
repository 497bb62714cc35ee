import { CERTS } from '../support/certs';
import { keyInfo } from '../support/xmldsig/hand-signature';
import { ofClasses, swap, WITH_SIGNICAT } from './harness';

const { attack, harmless } = ofClasses(16);

const keyFromMessage = 'XML Signature best practices 1.4: a key is never taken from the message alone';
const rollover = { idpCert: [CERTS.idp.cert, CERTS.idpNext.cert] };

attack({
  name: 'signed-by-a-stranger-with-the-own-certificate-in-key-info',
  code: 'signature_invalid',
  source: `${keyFromMessage}; node-saml test root-resigned-by-attacker`,
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signed({}, { signer: CERTS.foreign }),
});

attack({
  name: 'signed-by-a-stranger-with-the-trusted-certificate-in-key-info',
  code: 'signature_invalid',
  source: 'SAML Raider: certificate faking',
  forged: (scene) => scene.signedByHand({ signer: CERTS.foreign, keyInfo: keyInfo(CERTS.idp) }),
});

attack({
  name: 'signed-by-a-stranger-with-a-cloned-certificate',
  code: 'signature_invalid',
  source: 'SAML Raider: a self-signed certificate with the same subject; passport-wsfed-saml2 thumbprint mode',
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signed({}, { signer: CERTS.foreignSameName }),
});

attack({
  name: 'signed-by-a-stranger-without-key-info',
  code: 'signature_invalid',
  source: keyFromMessage,
  forged: (scene) => scene.signed({}, { signer: CERTS.foreign, keyInfo: false }),
});

attack({
  name: 'signed-by-a-stranger-with-both-certificates',
  code: 'signature_invalid',
  source: keyFromMessage,
  forged: (scene) =>
    scene.signedByHand({
      signer: CERTS.foreign,
      keyInfo: swap(
        keyInfo(CERTS.idp),
        '</ds:X509Data>',
        `${/<ds:X509Certificate>.*<\/ds:X509Certificate>/.exec(keyInfo(CERTS.foreign))?.[0] ?? ''}</ds:X509Data>`,
      ),
    }),
});

attack({
  name: 'signed-with-a-key-that-is-too-short',
  classes: [15],
  code: 'signature_invalid',
  source: 'xml-crypto 6.3 accepts RSA-1024',
  forged: (scene) => scene.signed({}, { signer: CERTS.weakRsa1024 }),
});

attack({
  name: 'signed-with-the-next-certificate-before-it-is-trusted',
  classes: [17, 29],
  code: 'signature_invalid',
  source: 'CVE-2026-49283 (SimpleSAMLphp): one broker vouches for another',
  forged: (scene) => scene.signed({}, { signer: CERTS.idpNext }),
});

harmless({
  name: 'signed-with-the-next-certificate-during-a-rollover',
  source: 'Signing certificates are replaced; two are trusted for a time',
  options: rollover,
  variant: (scene) => scene.signed({}, { signer: CERTS.idpNext }),
});

for (const [name, info] of [
  ['left-out', ''],
  ['of-a-stranger', keyInfo(CERTS.foreign)],
  ['empty', '<ds:KeyInfo></ds:KeyInfo>'],
  ['with-a-name', '<ds:KeyInfo><ds:KeyName>idp</ds:KeyName></ds:KeyInfo>'],
  [
    'with-a-retrieval-method',
    '<ds:KeyInfo><ds:RetrievalMethod URI="https://evil.example/key"></ds:RetrievalMethod></ds:KeyInfo>',
  ],
] as const) {
  harmless({
    name: `key-info-${name}`,
    source: 'KeyInfo is ignored',
    variant: (scene) => scene.signedByHand({ keyInfo: info }),
  });
}
