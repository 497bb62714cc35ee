import { DS } from '../support/xmldsig/methods';
import { cut, first, last, ofClasses, swap, WITH_SIGNICAT, type Scene } from './harness';

const { attack, harmless } = ofClasses(6);

const storm = 'CVE-2025-29774, CVE-2025-29775 (xml-crypto, SAMLStorm)';
const shape = 'One SignedInfo, no Object, and values that are text only';

/** SignedInfo of a message that says something else. */
const evilSignedInfo = (scene: Scene) =>
  swap(cut(scene.signed(), 'ds:SignedInfo'), /<ds:DigestValue>[^<]*/, `<ds:DigestValue>${'A'.repeat(43)}=`);

attack({
  name: 'several-signed-infos-evil-one-first',
  code: 'signature_malformed',
  source: storm,
  lanes: WITH_SIGNICAT,
  forged: (scene) => first(scene.signed(), 'ds:Signature', evilSignedInfo(scene)),
});

attack({
  name: 'several-signed-infos-evil-one-last',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) => swap(scene.signed(), '</ds:SignedInfo>', `</ds:SignedInfo>${evilSignedInfo(scene)}`),
});

attack({
  name: 'signed-info-inside-signed-info',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) => last(scene.signed(), 'ds:SignedInfo', evilSignedInfo(scene)),
});

attack({
  name: 'signed-info-inside-an-object',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) => last(scene.signed(), 'ds:Signature', `<ds:Object>${evilSignedInfo(scene)}</ds:Object>`),
});

attack({
  name: 'signed-info-inside-signature-value',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) => last(scene.signed(), 'ds:SignatureValue', evilSignedInfo(scene)),
});

attack({
  name: 'signed-info-in-another-namespace-first',
  code: 'signature_malformed',
  source: 'PortSwigger, The Fragile Lock (2025-12-10)',
  forged: (scene) => first(scene.signed(), 'ds:Signature', '<x:SignedInfo xmlns:x="urn:x"></x:SignedInfo>'),
});

harmless({
  name: 'signed-info-inside-key-info',
  source: 'KeyInfo is ignored, whatever it holds',
  variant: (scene) => last(scene.signed(), 'ds:KeyInfo', evilSignedInfo(scene)),
});

attack({
  name: 'two-digest-values',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) =>
    scene.signedByHand({ reference: (usual) => first(usual, 'ds:Reference', '<ds:DigestValue>AAAA</ds:DigestValue>') }),
});

attack({
  name: 'element-inside-digest-value',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) =>
    scene.signedByHand({ reference: (usual) => swap(usual, '<ds:DigestValue>', '<ds:DigestValue><ds:x></ds:x>') }),
});

attack({
  name: 'two-signature-values',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) =>
    swap(scene.signed(), '<ds:SignatureValue>', '<ds:SignatureValue>AAAA</ds:SignatureValue><ds:SignatureValue>'),
});

attack({
  name: 'element-inside-signature-value',
  code: 'signature_malformed',
  source: storm,
  forged: (scene) => swap(scene.signed(), '<ds:SignatureValue>', '<ds:SignatureValue><ds:x></ds:x>'),
});

attack({
  name: 'signature-value-before-signed-info',
  code: 'signature_malformed',
  source: 'XML Signature 4.1: the order is fixed',
  forged(scene) {
    const value = cut(scene.signed(), 'ds:SignatureValue');
    return first(swap(scene.signed(), value, ''), 'ds:Signature', value);
  },
});

attack({
  name: 'signature-with-an-object',
  classes: [6, 7],
  code: 'signature_malformed',
  source: shape,
  forged: (scene) => last(scene.signed(), 'ds:Signature', '<ds:Object>x</ds:Object>'),
});

attack({
  name: 'signature-with-a-stranger-element',
  code: 'signature_malformed',
  source: shape,
  forged: (scene) => last(scene.signed(), 'ds:Signature', '<x:x xmlns:x="urn:x"></x:x>'),
});

attack({
  name: 'signature-with-text',
  code: 'signature_malformed',
  source: shape,
  forged: (scene) => first(scene.signed(), 'ds:Signature', 'x'),
});

attack({
  name: 'signed-info-with-text',
  code: 'signature_malformed',
  source: shape,
  forged: (scene) => scene.signedByHand({ reference: (usual) => `x${usual}` }),
});

attack({
  name: 'signature-inside-its-own-key-info',
  code: 'signature_misplaced',
  source: shape,
  forged: (scene) => last(scene.signed(), 'ds:KeyInfo', `<ds:Signature xmlns:ds="${DS}"></ds:Signature>`),
});

attack({
  name: 'no-signature-value',
  code: 'signature_malformed',
  source: shape,
  forged: (scene) => swap(scene.signed(), cut(scene.signed(), 'ds:SignatureValue'), ''),
});

attack({
  name: 'no-signed-info',
  code: 'signature_malformed',
  source: shape,
  forged: (scene) => swap(scene.signed(), cut(scene.signed(), 'ds:SignedInfo'), ''),
});

harmless({
  name: 'signature-indented',
  source: 'XML Signature 4: white space between elements is not meaning',
  variant: (scene) =>
    scene.signedByHand({
      signature: (usual) => usual.replaceAll('><ds:', '>\n  <ds:').replaceAll('></ds:', '>\n</ds:'),
    }),
});

harmless({
  name: 'signature-without-a-prefix',
  source: '.NET SignedXml declares the signature namespace as the default',
  variant: (scene) => scene.signed({}, { prefix: '' }),
});
