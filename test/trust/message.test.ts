import { readTrustedCertificates } from '../../src/certificates';
import { SAML11_NAMES } from '../../src/protocols/saml11/names';
import type { MessageNames } from '../../src/trust';
import { openMessage, soapBodyChild } from '../../src/trust/message';
import { BROWSER_MESSAGE, readXml, SOAP_MESSAGE } from '../../src/trust/reader';
import { verifyMessage } from '../../src/trust/verify-message';
import { CERTS } from '../support/certs';
import { codeOf, errorOf } from '../support/codes';
import {
  ASSERTION,
  ASSERTION_ID,
  PROTOCOL,
  RESPONSE_ID,
  saml11Assertion,
  saml11Response,
  signSaml11,
  SOAP,
  soapEnvelope,
  soapFault,
} from '../support/saml11';
import { signByHand, SIGNATURE_HERE } from '../support/xmldsig/hand-signature';

const { certificates } = readTrustedCertificates(CERTS.idp.cert, 'idpCert');
const open = (xml: string, soap = false, names: MessageNames = SAML11_NAMES) =>
  openMessage(Buffer.from(xml), names, BROWSER_MESSAGE, soap);
const verify = (xml: string, soap = false, names?: MessageNames) =>
  verifyMessage(open(xml, soap, names), { certificates });

describe('where a message stands', () => {
  const envelope = (content: string) => `<s:Envelope xmlns:s="${SOAP}">${content}</s:Envelope>`;
  const body = `<s:Body>${saml11Response({ assertion: '' })}</s:Body>`;

  test('a Response, alone or in a SOAP Body', () => {
    expect(open(saml11Response()).response.local).toBe('Response');
    expect(open(soapEnvelope(saml11Response()), true).response.local).toBe('Response');
    expect(open(soapEnvelope(saml11Response(), { header: '<soapenv:Header/>' }), true).response.local).toBe('Response');
  });

  test.each([
    ['another root', '<a/>', false],
    ['an Assertion alone', saml11Assertion({ attributes: [] }), false],
    [
      'a Response of another namespace',
      saml11Response().replaceAll(PROTOCOL, 'urn:oasis:names:tc:SAML:2.0:protocol'),
      false,
    ],
    [
      'a Response of another namespace around a right Status',
      saml11Response().replaceAll('samlp:Response', 'saml:Response'),
      false,
    ],
    ['another element around a right Status', saml11Response().replaceAll('samlp:Response', 'samlp:Request'), false],
    ['a Response where SOAP is expected', saml11Response(), true],
    ['SOAP where a Response is expected', soapEnvelope(saml11Response()), false],
    ['SOAP 1.2', soapEnvelope(saml11Response()).replaceAll(SOAP, 'http://www.w3.org/2003/05/soap-envelope'), true],
    ['an empty Body', soapEnvelope(''), true],
    ['two in the Body', soapEnvelope(saml11Response(), { beside: '<a/>' }), true],
    ['no Body', envelope('<s:Header/>'), true],
    ['an empty Envelope', envelope(''), true],
    ['two Bodies', envelope(body + body.replace(RESPONSE_ID, '_2')), true],
    ['Body before Header', envelope(`${body}<s:Header/>`), true],
    ['two Headers', envelope(`<s:Header/><s:Header/>${body}`), true],
    ['something before the Body', envelope(`<a/>${body}`), true],
    ['a Header of another namespace', envelope(`<Header/>${body}`), true],
    ['something after the Body', envelope(`${body}<a/>`), true],
    ['a Body of another namespace', envelope(body.replaceAll('s:Body', 'Body')), true],
    ['an Envelope of another name', envelope(body).replaceAll('s:Envelope', 's:Message'), true],
    ['a Body in a Body', soapEnvelope(`<soapenv:Body>${saml11Response()}</soapenv:Body>`), true],
    ['something else in the Body', soapEnvelope('<a/>'), true],
  ])('refused: %s', (_, xml, soap) => {
    expect(codeOf(() => open(xml, soap))).toBe('message_unexpected');
  });

  test('the limits are those that were given', () => {
    const large = saml11Response({ attributes: [['LARGE', 'x'.repeat(300_000)]] });
    expect(codeOf(() => open(large))).toBe('message_too_large');
    expect(openMessage(Buffer.from(large), SAML11_NAMES, SOAP_MESSAGE, false).response.local).toBe('Response');
  });
});

describe('a SOAP fault', () => {
  const body = (xml: string) => errorOf(() => soapBodyChild(readXml(Buffer.from(xml), SOAP_MESSAGE).root));

  test('carries the broker’s own code where it is a word', () => {
    const error = body(soapFault(' artifact_expired\n'));
    expect([error.code, error.brokerCode]).toEqual(['soap_fault', 'artifact_expired']);
  });

  test('that says nothing carries nothing', () => {
    const error = body(soapFault('x').replace('<faultstring>x</faultstring>', ''));
    expect([error.code, error.brokerCode]).toEqual(['soap_fault', undefined]);
  });

  test.each(['The artifact of Ærø Prøve is used up', 'x'.repeat(65), '', '<b>bold</b>', 'a b'])(
    'carries nothing of %j',
    (text) => {
      const error = body(soapFault(text));
      expect([error.code, error.brokerCode]).toEqual(['soap_fault', undefined]);
      expect(error.explain()).not.toContain('Ærø');
    },
  );
});

describe('the envelope', () => {
  const envelope = (xml: string, names?: MessageNames) => open(xml, false, names).envelope;
  const status = (xml: string) => envelope(saml11Response({ status: xml })).status;

  test('is what stands around the assertion', () => {
    expect(
      envelope(saml11Response({ inResponseTo: '_1', recipient: 'https://app.example/', version: ['1', '0'] })),
    ).toStrictEqual({
      version: '1.0',
      recipient: 'https://app.example/',
      inResponseTo: '_1',
      status: [`{${PROTOCOL}}Success`],
    });
  });

  test('says no version where there is none', () => {
    expect(envelope(saml11Response().replace(/(Major|Minor)Version="1"/g, '')).version).toBe('.');
  });

  test('is frozen', () => {
    const read = envelope(saml11Response());
    expect(Object.isFrozen(read) && Object.isFrozen(read.status)).toBe(true);
  });

  test('a status is a QName, resolved where it stands', () => {
    expect(status('<samlp:StatusCode Value="samlp:Success"/>')).toEqual([`{${PROTOCOL}}Success`]);
    expect(status('<samlp:StatusCode xmlns:other="urn:o" Value="other:Success"/>')).toEqual(['{urn:o}Success']);
    expect(
      status(
        `<samlp:StatusCode xmlns:samlp="urn:o" Value="samlp:Success"/>`
          .replace('<samlp:', `<p:`)
          .replace('xmlns:samlp', `xmlns:p="${PROTOCOL}" xmlns:samlp`),
      ),
    ).toEqual(['{urn:o}Success']);
    expect(status('<samlp:StatusCode Value=" samlp:Success\n"/>')).toEqual([`{${PROTOCOL}}Success`]);
    expect(status('<samlp:StatusCode Value="Success"/>')).toEqual(['{}Success']);
  });

  test('nested codes, outermost first, and the message', () => {
    const read = envelope(
      saml11Response({
        status:
          '<samlp:StatusCode Value="samlp:Responder"><samlp:StatusCode xmlns:e="urn:e" Value="e:artifact_expired"/></samlp:StatusCode>' +
          '<samlp:StatusMessage>used up</samlp:StatusMessage>',
      }),
    );
    expect(read.status).toEqual([`{${PROTOCOL}}Responder`, '{urn:e}artifact_expired']);
    expect(read.statusMessage).toBe('used up');
  });

  test.each([
    ['no StatusCode', '<samlp:StatusMessage>x</samlp:StatusMessage>'],
    ['two StatusCodes', '<samlp:StatusCode Value="samlp:Success"/><samlp:StatusCode Value="samlp:Success"/>'],
    [
      'two nested',
      '<samlp:StatusCode Value="samlp:Success"><samlp:StatusCode Value="samlp:a"/><samlp:StatusCode Value="samlp:b"/></samlp:StatusCode>',
    ],
    ['no Value', '<samlp:StatusCode/>'],
    ['an empty Value', '<samlp:StatusCode Value=""/>'],
    ['an unbound prefix', '<samlp:StatusCode Value="x:Success"/>'],
    ['two words', '<samlp:StatusCode Value="samlp:Success samlp:Success"/>'],
    ['a StatusCode of another namespace', '<StatusCode Value="samlp:Success"/>'],
  ])('refused: %s', (_, xml) => {
    expect(codeOf(() => status(xml))).toBe('message_unexpected');
  });

  test('refused: no Status, and two', () => {
    const one = /<samlp:Status>.*<\/samlp:Status>/;
    expect(codeOf(() => envelope(saml11Response().replace(one, '')))).toBe('message_unexpected');
    expect(codeOf(() => envelope(saml11Response().replace(one, '$&$&')))).toBe('message_unexpected');
  });

  // The core is told the names; it knows no version.
  test('of SAML 2.0, by its own names', () => {
    const names: MessageNames = {
      protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
      assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
      responseId: 'ID',
      assertionId: 'ID',
      version: ['Version'],
      statusIsQName: false,
    };
    const xml =
      `<p:Response xmlns:p="${names.protocol}" xmlns:a="${names.assertion}" ID="_1" Version="2.0" MajorVersion="1"` +
      ' Destination="https://app.example/acs" InResponseTo="_2"><a:Issuer>https://broker.example</a:Issuer>' +
      '<p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>' +
      '<a:Assertion ID="_3" Version="2.0"/></p:Response>';
    for (const value of ['', ' Value=""', ' Value=" "']) {
      const nameless = xml.replace(/ Value="[^"]+"/, value);
      expect(codeOf(() => envelope(nameless, names))).toBe('message_unexpected');
    }
    expect(envelope(xml, names)).toStrictEqual({
      version: '2.0',
      issuer: 'https://broker.example',
      destination: 'https://app.example/acs',
      inResponseTo: '_2',
      status: ['urn:oasis:names:tc:SAML:2.0:status:Success'],
    });
  });
});

describe('what is covered', () => {
  test.each(['response', 'assertion', 'both'] as const)('%s', (what) => {
    const { assertion, coverage, encrypted } = verify(signSaml11(saml11Response(), { what }));
    expect([coverage, encrypted]).toEqual([what, false]);
    expect(assertion.is(ASSERTION, 'Assertion')).toBe(true);
    expect(verify(soapEnvelope(signSaml11(saml11Response(), { what })), true).coverage).toBe(what);
  });

  test('nothing', () => {
    expect(verify(saml11Response()).coverage).toBe('none');
  });

  test('of two signatures both are verified', () => {
    const both = signSaml11(saml11Response(), { what: 'both' });
    const [response = '', assertion = ''] = [...both.matchAll(/SignatureValue>([^<]+)</g)].map((match) => match[1]);
    const wrong = Buffer.alloc(256, 7).toString('base64');
    expect(codeOf(() => verify(both.replace(response, wrong)))).toBe('signature_invalid');
    // The Response covers the assertion's signature.
    expect(codeOf(() => verify(both.replace(assertion, wrong)))).toBe('digest_mismatch');
    const foreignInside = signSaml11(signSaml11(saml11Response(), { signer: CERTS.foreign }), { what: 'response' });
    expect(codeOf(() => verify(foreignInside))).toBe('signature_invalid');
  });
});

describe('without a trusted certificate', () => {
  test('no signature is no coverage, a signature is refused, even a good one', () => {
    expect(verifyMessage(open(saml11Response()), undefined).coverage).toBe('none');
    expect(codeOf(() => verifyMessage(open(signSaml11(saml11Response())), undefined))).toBe('signature_invalid');
  });
});

describe('one assertion at its place', () => {
  const within = (assertion: string) => saml11Response({ assertion });
  test.each([
    ['none', within(''), 'assertion_count'],
    ['two', within(saml11Assertion() + saml11Assertion({ assertionId: '_2' })), 'assertion_count'],
    ['an encrypted one beside', within(saml11Assertion() + '<saml:EncryptedAssertion/>'), 'assertion_count'],
    [
      'one in Advice',
      within(saml11Assertion({ advice: `<saml:Advice>${saml11Assertion({ assertionId: '_2' })}</saml:Advice>` })),
      'assertion_count',
    ],
    [
      'one of another namespace beside',
      within(saml11Assertion() + '<x:Assertion xmlns:x="urn:x"/>'),
      'assertion_count',
    ],
    ['a Response in the Response', within(saml11Assertion() + '<x:Response xmlns:x="urn:x"/>'), 'assertion_count'],
    ['one of another namespace only', within('<x:Assertion xmlns:x="urn:x"/>'), 'signed_element_misplaced'],
    ['an encrypted one only', within('<saml:EncryptedAssertion/>'), 'signed_element_misplaced'],
    ['one deeper', within(`<x>${saml11Assertion()}</x>`), 'signed_element_misplaced'],
  ])('refused: %s', (_, xml, code) => {
    expect(codeOf(() => verify(xml))).toBe(code);
  });

  test('counted in the whole SOAP message', () => {
    const header = `<soapenv:Header>${saml11Assertion({ assertionId: '_2', attributes: [] })}</soapenv:Header>`;
    expect(codeOf(() => verify(soapEnvelope(signSaml11(saml11Response()), { header }), true))).toBe('assertion_count');
  });
});

describe('where a signature stands', () => {
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signSaml11(saml11Response()))?.[0] ?? '';
  test.each([
    ['in a statement', saml11Response({ extraAttributes: signature })],
    ['in the Status', saml11Response({ status: `<samlp:StatusCode Value="samlp:Success"/>${signature}` })],
    ['in an element beside', saml11Response({ assertion: `${saml11Assertion()}<x>${signature}</x>` })],
  ])('refused: %s', (_, xml) => {
    expect(codeOf(() => verify(xml))).toBe('signature_misplaced');
  });

  test('refused: in the SOAP header, beside a good one', () => {
    const header = `<soapenv:Header>${signature}</soapenv:Header>`;
    expect(codeOf(() => verify(soapEnvelope(signSaml11(saml11Response()), { header }), true))).toBe(
      'signature_misplaced',
    );
  });

  test('refused: a second on the same element', () => {
    const place = saml11Response().replace('</saml:Assertion>', `${SIGNATURE_HERE}$&`);
    const sign = (xml: string) => signByHand(xml, { signer: CERTS.idp, id: ASSERTION_ID });
    const good = sign(place);
    expect(verify(good).coverage).toBe('assertion');
    // The first one is good, and covers the second.
    const second = sign(place.replace('</saml:Assertion>', `${signature}$&`));
    expect(codeOf(() => verify(second))).toBe('signature_malformed');
  });

  test('refused: on an element without an id, or with an empty one', () => {
    const unnamed = (id: string | null) =>
      saml11Response({ responseId: id }).replace('<samlp:Status>', `${SIGNATURE_HERE}$&`);
    const signed = signByHand(unnamed(RESPONSE_ID), { signer: CERTS.idp, id: RESPONSE_ID });
    expect(verify(signed).coverage).toBe('response');
    expect(codeOf(() => verify(signed.replace(` ResponseID="${RESPONSE_ID}"`, '')))).toBe('signature_reference');
    expect(codeOf(() => verify(signed.replace(` ResponseID="${RESPONSE_ID}"`, ' ResponseID=""')))).toBe(
      'signature_reference',
    );
  });

  test('refused: named by an id attribute that SAML does not use there', () => {
    const xml = saml11Response({ responseId: null })
      .replace('<samlp:Response ', '<samlp:Response ID="_1" ')
      .replace('<samlp:Status>', `${SIGNATURE_HERE}$&`);
    expect(codeOf(() => verify(signByHand(xml, { signer: CERTS.idp, id: '_1' })))).toBe('signature_reference');
  });
});
