import { deflateRawSync } from 'node:zlib';
import { inspect } from '../../src/inspect';
import { base64, logoutRequest, LOGOUT_URL2, redirectQuery, saml2Response } from '../support/saml2';
import { codesOf, inspected, NOW, saysOf, UNTOLD } from './support/inspecting';

const XML = saml2Response({ now: NOW });
const FIELD = base64(XML);
const escaped = encodeURIComponent(FIELD);
const lines = FIELD.replace(/.{64}/g, '$&\r\n');
const page = (fields: string) =>
  `<!DOCTYPE html>\n<html><body onload="document.forms[0].submit()"><form method="post" action="https://app.example/a?b=1&amp;c=2">${fields}</form></body></html>`;

describe('the same message, however it is at hand', () => {
  test.each<[string, string | Buffer, readonly string[]]>([
    ['XML', XML, []],
    ['XML with white space around', `\r\n  ${XML}\n\n`, []],
    ['XML with a byte order mark', `\ufeff${XML}`, []],
    ['base64', FIELD, ['base64']],
    ['base64 in lines', `\n${lines}\n`, ['base64']],
    ['base64, escaped', escaped, ['escaped as in a URL', 'base64']],
    ['a form', `SAMLResponse=${escaped}&RelayState=x+y`, ['in a form', 'SAMLResponse', 'base64']],
    ['a form, not escaped', `RelayState=x%20y&SAMLResponse=${FIELD}`, ['in a form', 'SAMLResponse', 'base64']],
    [
      'a request with its headers',
      `POST /acs HTTP/1.1\r\nHost: app.example\r\n\r\nSAMLResponse=${escaped}&RelayState=x%20y`,
      ['in a form', 'SAMLResponse', 'base64'],
    ],
    [
      'the list that a browser shows',
      `RelayState: x y\nSAMLResponse: ${FIELD}`,
      ['in a list of names and values', 'SAMLResponse', 'base64'],
    ],
    [
      'a page',
      page(
        `<input type="hidden" name="SAMLResponse" value="${FIELD.replaceAll('+', '&#x2b;')}"/><input name='RelayState' value='x y'>`,
      ),
      ['in the form of an HTML page', 'SAMLResponse', 'base64'],
    ],
    ['deflated', deflateRawSync(XML).toString('base64'), ['base64', 'deflated']],
    [
      'a URL',
      `https://app.example/acs?SAMLResponse=${encodeURIComponent(deflateRawSync(XML).toString('base64'))}&RelayState=x+y#top`,
      ['in the query of a URL', 'SAMLResponse', 'base64', 'deflated'],
    ],
  ])('%s', async (_name, input, wrapped) => {
    const inspection = await inspect(Buffer.from(input), UNTOLD);
    expect(inspection.wrapped).toEqual(wrapped);
    const says = saysOf(inspection);
    expect(says).toMatchObject({ 'Response/Issuer': 'https://saml.idp.example' });
    if (String(input).includes('RelayState')) expect(says).toMatchObject({ RelayState: 'x y' });
  });

  test('the page says where it posts to', async () => {
    const inspection = await inspect(Buffer.from(page(`<input name="SAMLResponse" value="${FIELD}">`)), UNTOLD);
    expect(saysOf(inspection)).toMatchObject({ 'form action': 'https://app.example/a?b=1&c=2' });
  });

  test('a URL that a mail broke into lines', async () => {
    const url = `${LOGOUT_URL2}?${redirectQuery(logoutRequest({ now: NOW }))}`.replace(/.{70}/g, '$&\n');
    const inspection = await inspect(Buffer.from(url), UNTOLD);
    expect(inspection.what).toBe('SAML 2.0 LogoutRequest');
    expect(inspection.signatures).toMatchObject([{ where: 'query' }]);
  });
});

describe('an artifact', () => {
  const handle = Buffer.alloc(20, 7);
  const idOf = 'b9ef2d9aff1ba2e5a9a3d1d6c6c1f0a8e6d5c4b3';
  const artifact1 = Buffer.concat([Buffer.from([0, 1]), Buffer.from(idOf, 'hex'), handle]).toString('base64');

  test('of SAML 1.1 is its type, its SourceID, and the length of its handle', async () => {
    const inspection = await inspected(
      `https://app.example/cb?SAMLart=${encodeURIComponent(artifact1)}&TARGET=abc`,
      UNTOLD,
    );
    expect(inspection).toMatchObject({ what: 'SAML 1.1 artifact', judgement: { broker: 'eident', passes: true } });
    expect(saysOf(inspection)).toEqual({
      type: '0001',
      SourceID: `${idOf}, not compared: no --idp-issuer given`,
      handle: '20 bytes',
      TARGET: 'abc',
    });
    expect(JSON.stringify(inspection)).not.toContain(handle.toString('hex'));
  });

  test('of SAML 2.0 has an endpoint index, and is refused by every strategy', async () => {
    const sourceId = 'd61b1b3c0dd4f5a1f2e1c6b8ae6d06ef9d3a5ae2';
    const artifact4 = Buffer.concat([Buffer.from([0, 4, 0, 3]), Buffer.from(sourceId, 'hex'), handle]).toString(
      'base64',
    );
    const inspection = await inspected(artifact4, { ...UNTOLD, issuer: 'https://saml.idp.example' });
    expect(codesOf(inspection)).toEqual(['artifact_malformed']);
    expect(saysOf(inspection)).toMatchObject({
      type: '0004',
      'endpoint index': '0003',
      SourceID: expect.stringContaining(`${sourceId}, not the SHA-1 of the issuer, which is `) as string,
    });
  });

  test('whose SourceID is the SHA-1 of the issuer is said to be so', async () => {
    const issuer = 'abc';
    const sourceId = Buffer.from('a9993e364706816aba3e25717850c26c9cd0d89d', 'hex');
    const text = Buffer.concat([Buffer.from([0, 1]), sourceId, handle]).toString('base64');
    expect(saysOf(await inspected(text, { ...UNTOLD, issuer }))['SourceID']).toMatch(/, the SHA-1 of the issuer$/);
  });
});

describe('what cannot be read ends with its code', () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64');
  test.each<[string, string, string | Buffer]>([
    ['words', 'base64_invalid', 'hello'],
    ['nothing', 'base64_invalid', ''],
    ['10 MB', 'message_too_large', Buffer.alloc(10 * 1024 * 1024, 'A')],
    ['base64 of 300 kB', 'message_too_large', base64('<a>'.padEnd(300_000))],
    ['octets that are no UTF-8', 'message_encoding', Buffer.from([0x41, 0xff, 0xfe])],
    ['UTF-16', 'message_encoding', Buffer.from(`\ufeff${FIELD}`, 'utf16le')],
    ['a stream that inflates to 64 MB', 'message_too_large', bomb],
    ['the same in a URL', 'message_too_large', `https://a.example/?SAMLResponse=${encodeURIComponent(bomb)}`],
    ['base64 that is neither XML nor deflated', 'xml_malformed', base64('hello')],
    [
      'the same in a URL that should be deflated',
      'message_encoding',
      `https://a.example/?SAMLResponse=${base64('hello')}`,
    ],
    ['a broken escape', 'message_encoding', 'SAMLResponse=%zz'],
    ['one parameter twice', 'parameter_duplicate', `SAMLResponse=${FIELD}&SAMLResponse=${FIELD}`],
    ['two messages', 'message_unexpected', `SAMLResponse=${FIELD}&SAMLRequest=${FIELD}`],
    ['a page without a form', 'message_unexpected', '<html><body>502 Bad Gateway</body></html>'],
    ['metadata', 'message_unexpected', '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>'],
    ['another document', 'message_unexpected', '<a/>'],
    ['an artifact that is none', 'artifact_malformed', 'https://a.example/?SAMLart=AAAA'],
    ['a million tags of a page', 'message_unexpected', `<html>${'<input '.repeat(250_000)}`],
    ['a page of one long tag', 'message_unexpected', `<html><input ${'a'.repeat(1_500_000)}>`],
  ])('%s: %s', async (_name, code, input) => {
    const inspection = await inspect(Buffer.from(input), UNTOLD);
    expect(codesOf(inspection)).toEqual([code]);
    expect(inspection.says).toEqual([]);
  });
});

describe('a document that the reader refuses is said to be, with its place', () => {
  test.each<[string, string, number, number, string]>([
    ['a DOCTYPE', 'xml_doctype', 2, 30, '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['a wrong end tag', 'xml_malformed', 3, 4, '<a>\n<b>\n</c>\n</a>'],
    ['an instruction, and then no XML', 'xml_processing_instruction', 1, 9, '<?a b c?><a'],
    ['a second id', 'id_duplicate', 2, 9, '<a ID="x">\n<b ID="x"/></a>'],
  ])('%s', async (_name, code, line, column, document) => {
    const { refused } = await inspect(Buffer.from(document), UNTOLD);
    expect(refused).toMatchObject({ code, line, column, options: [] });
  });

  test('one that is cut off has none: it is at its end', async () => {
    const { refused } = await inspect(Buffer.from(XML.slice(0, -10)), UNTOLD);
    expect(refused?.code).toBe('xml_malformed');
    expect(refused).not.toHaveProperty('line');
  });
});
