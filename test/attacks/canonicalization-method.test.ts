import { C14N, C14N_11, C14N_COMMENTS, EXC_C14N, EXC_C14N_COMMENTS } from '../support/xmldsig/methods';
import { ofClasses } from './harness';

const { attack, harmless } = ofClasses(12);

const method = (algorithm: string) =>
  `<ds:CanonicalizationMethod Algorithm="${algorithm}"></ds:CanonicalizationMethod>`;
const source = 'SAML 1.1 core 5.4.3: exclusive canonicalization';

attack({
  name: 'signed-info-canonicalized-inclusively',
  code: 'signature_canonicalization',
  source,
  forged: (scene) => scene.signedByHand({ signedInfoCanonicalizer: 'inclusive' }),
});

const others: readonly (readonly [string, string])[] = [
  ['inclusive', method(C14N)],
  ['inclusive-with-comments', method(C14N_COMMENTS)],
  ['exclusive-with-comments', method(EXC_C14N_COMMENTS)],
  ['canonical-xml-1.1', method(C14N_11)],
  ['unknown', method('urn:x')],
  ['empty', method('')],
  ['padded', method(` ${EXC_C14N}`)],
  ['without-algorithm', '<ds:CanonicalizationMethod></ds:CanonicalizationMethod>'],
];
for (const [name, canonicalizationMethod] of others) {
  attack({
    name: `canonicalization-method-${name}`,
    code: 'signature_canonicalization',
    source: 'CVE-2025-66475 (xmlseclibs): an algorithm that fails yields nothing, and nothing has a digest',
    forged: (scene) => scene.signedByHand({ canonicalizationMethod }),
  });
}

attack({
  name: 'canonicalization-method-left-out',
  code: 'signature_malformed',
  source,
  forged: (scene) => scene.signedByHand({ canonicalizationMethod: '' }),
});

attack({
  name: 'canonicalization-method-twice',
  code: 'signature_malformed',
  source,
  forged: (scene) => scene.signedByHand({ canonicalizationMethod: method(EXC_C14N) + method(EXC_C14N) }),
});

harmless({
  name: 'signed-info-with-a-prefix-list',
  source: 'Exclusive XML Canonicalization 1.0, section 4',
  variant: (scene) => scene.signedByHand({ signedInfoPrefixList: 'xsd samlp' }),
});
