import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { ASSERTION_ID2, saml2Response, STATUS2, type Saml2Message } from '../../support/saml2';
import { judge, judgeXml, NOW } from './expectations';

const SUCCESS = `${STATUS2}Success`;

/** The refusal of an answer without an assertion, as an IdP writes it: not signed. */
const failed = (says: Saml2Message) => errorOfAsync(judgeXml(saml2Response({ now: NOW, assertion: '', ...says })));

test.each([
  ['Requester', [`${STATUS2}Requester`]],
  ['Responder', [`${STATUS2}Responder`]],
  ['a name that ends in Success', [`${STATUS2}NotSuccess`]],
  ['Success without its namespace', ['Success']],
  ['Success in small letters', [SUCCESS.toLowerCase()]],
  ['the status of SAML 1.1', ['samlp:Success']],
  ['a code below Success', [SUCCESS, `${STATUS2}AuthnFailed`]],
  ['Success below another code', [`${STATUS2}Responder`, SUCCESS]],
])('refused, with a signed assertion beside: %s', async (_, statusCodes) => {
  expect((await judge({ statusCodes: [SUCCESS] })).content.id).toBe(ASSERTION_ID2);
  expect(await codeOfAsync(judge({ statusCodes }, {}, { what: 'both' }))).toBe('status_not_success');
});

test.each([
  ['no StatusCode', ''],
  ['two', `<samlp:StatusCode Value="${SUCCESS}"/>`.repeat(2)],
  ['a StatusCode of another namespace', `<saml:StatusCode Value="${SUCCESS}"/>`],
  ['no Value', '<samlp:StatusCode/>'],
  ['an empty Value', '<samlp:StatusCode Value=""/>'],
])('no Status at all: %s', async (_, status) => {
  expect((await judge({ status: `<samlp:StatusCode Value=" ${SUCCESS}\n"/>` })).content.id).toBe(ASSERTION_ID2);
  expect(await codeOfAsync(judge({ status }))).toBe('message_unexpected');
});

test('Success without an assertion is none', async () => {
  expect((await failed({ statusCodes: [SUCCESS] })).code).toBe('assertion_count');
});

describe('the identity provider’s own word for what went wrong', () => {
  test.each([
    [[`${STATUS2}Responder`], 'Responder'],
    [[`${STATUS2}Responder`, `${STATUS2}AuthnFailed`], 'AuthnFailed'],
    [[`${STATUS2}Responder`, `${STATUS2}NoPassive`, 'https://idp.example/status/cancel'], 'cancel'],
    [[`${STATUS2}Responder`, 'https://idp.example/status#timeout'], 'timeout'],
    [['Cancelled'], 'Cancelled'],
    [[`${STATUS2}Responder`, 'urn:x:not a word'], undefined],
    [[`${STATUS2}Responder`, 'urn:x:'], undefined],
    [[`urn:x:${'a'.repeat(64)}`], 'a'.repeat(64)],
    [[`urn:x:${'a'.repeat(65)}`], undefined],
    [['urn:x:010170-5555'], undefined],
  ])('%j', async (statusCodes, brokerCode) => {
    const error = await failed({ statusCodes });
    expect([error.code, error.brokerCode]).toEqual(['status_not_success', brokerCode]);
  });

  const statusCodes = [`${STATUS2}Responder`, `${STATUS2}AuthnFailed`];
  const codes = statusCodes.join(' ');

  test.each([
    ['no message', undefined, codes],
    ['an empty message', ' ', codes],
    ['a message', 'The user cancelled', `${codes}: The user cancelled`],
    ['a message of several lines', '\n The\r\nuser\u0085\u2028cancelled\u0009', `${codes}: The user cancelled`],
    ['a long message', 'x'.repeat(1_000), `${codes}: ${'x'.repeat(200)}`],
    ['a message with a CPR number', 'No match for 010170-5555 today', codes],
    ['a CPR number far down', `${'x '.repeat(300)}0101705555`, codes],
  ])('for the log: the codes and %s', async (_, statusMessage, got) => {
    const error = await failed({ statusCodes, ...(statusMessage !== undefined && { statusMessage }) });
    expect(error.detail).toEqual({ where: 'Status', got, expected: SUCCESS });
    expect(error.message).toBe('The login was not completed.');
  });

  test('codes without end, or with a CPR number, are bounded', async () => {
    expect((await failed({ statusCodes: Array<string>(20).fill(`${STATUS2}Responder`) })).detail.got).toHaveLength(200);
    expect((await failed({ statusCodes: ['urn:x:010170-5555'], statusMessage: 'why' })).detail.got).toBe('why');
  });
});
