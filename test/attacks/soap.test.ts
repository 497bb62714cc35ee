import { SOAP, soapFault } from '../support/saml11';
import { ARTIFACT, ofClasses, OnTheWire, POSTED, SIGNICAT, swap, swapAll } from './harness';

const { attack, harmless } = ofClasses(36);

const soap = 'SOAP 1.1 section 4; SAML 1.1 bindings 3.1';

attack({
  name: 'soap-fault-with-a-code-of-the-broker',
  code: 'soap_fault',
  httpCode: 'artifact_rejected',
  source: soap,
  lanes: ARTIFACT,
  forged: () => new OnTheWire(soapFault('artifact_expired')),
});

attack({
  name: 'soap-fault',
  code: 'soap_fault',
  source: soap,
  lanes: ARTIFACT,
  forged: () => new OnTheWire(soapFault('The service is down')),
});

const shapes: readonly (readonly [string, string])[] = [
  ['without-a-body', `<e:Envelope xmlns:e="${SOAP}"></e:Envelope>`],
  ['with-an-empty-body', `<e:Envelope xmlns:e="${SOAP}"><e:Body></e:Body></e:Envelope>`],
  ['with-a-body-of-text', `<e:Envelope xmlns:e="${SOAP}"><e:Body>x</e:Body></e:Envelope>`],
  ['of-another-namespace', '<e:Envelope xmlns:e="urn:x"><e:Body><x></x></e:Body></e:Envelope>'],
];
for (const [name, text] of shapes) {
  attack({
    name: `soap-envelope-${name}`,
    code: 'message_unexpected',
    source: soap,
    lanes: ARTIFACT,
    forged: () => new OnTheWire(text),
  });
}

attack({
  name: 'soap-envelope-alone-of-another-namespace',
  code: 'message_unexpected',
  source: soap,
  lanes: ARTIFACT,
  forged(scene) {
    const document = swap(scene.document(scene.signed()), '<soapenv:Envelope ', '<x:Envelope xmlns:x="urn:x" ');
    return new OnTheWire(swap(document, '</soapenv:Envelope>', '</x:Envelope>'));
  },
});

attack({
  name: 'soap-1.2',
  code: 'message_unexpected',
  source: soap,
  lanes: ARTIFACT,
  forged: (scene) =>
    new OnTheWire(swapAll(scene.document(scene.signed()), SOAP, 'http://www.w3.org/2003/05/soap-envelope')),
});

attack({
  name: 'soap-header-after-the-body',
  code: 'message_unexpected',
  source: soap,
  lanes: ARTIFACT,
  forged: (scene) =>
    new OnTheWire(
      swap(scene.document(scene.signed()), '</soapenv:Body>', '</soapenv:Body><soapenv:Header></soapenv:Header>'),
    ),
});

attack({
  name: 'soap-body-hidden-in-the-header',
  code: 'message_unexpected',
  source: soap,
  lanes: ARTIFACT,
  forged(scene) {
    const document = swap(scene.document(scene.signed()), '<soapenv:Body>', '<soapenv:Header><soapenv:Body>');
    return new OnTheWire(
      swap(document, '</soapenv:Body>', '</soapenv:Body></soapenv:Header><soapenv:Body></soapenv:Body>'),
    );
  },
});

attack({
  name: 'response-without-its-envelope',
  code: 'message_unexpected',
  source: soap,
  lanes: ARTIFACT,
  forged: (scene) => new OnTheWire(scene.signed()),
});

attack({
  name: 'soap-envelope-in-a-post',
  classes: [3],
  code: 'message_unexpected',
  source: 'A reply of the back channel at the front door',
  lanes: [...POSTED, ...SIGNICAT],
  forged: (scene) => `<e:Envelope xmlns:e="${SOAP}"><e:Body>${scene.signed()}</e:Body></e:Envelope>`,
});

attack({
  name: 'signature-in-the-soap-header',
  code: 'signature_misplaced',
  source: 'McIntosh and Austel, XML signature element wrapping attacks, 2005',
  lanes: ARTIFACT,
  forged: (scene) =>
    new OnTheWire(
      swap(
        scene.document(scene.unsigned()),
        '<soapenv:Body>',
        `<soapenv:Header>${/<ds:Signature .*<\/ds:Signature>/.exec(scene.signed())?.[0] ?? ''}</soapenv:Header><soapenv:Body>`,
      ),
    ),
});

harmless({
  name: 'soap-header-of-a-gateway',
  source: soap,
  lanes: ARTIFACT,
  variant: (scene) =>
    new OnTheWire(
      swap(
        scene.document(scene.signed()),
        '<soapenv:Body>',
        '<soapenv:Header><x:Trace xmlns:x="urn:x">1</x:Trace></soapenv:Header><soapenv:Body>',
      ),
    ),
});

harmless({
  name: 'soap-envelope-indented',
  source: soap,
  lanes: ARTIFACT,
  variant: (scene) =>
    new OnTheWire(swap(scene.document(scene.signed()), '<soapenv:Body>', '\r\n <soapenv:Body>\r\n  ')),
});
