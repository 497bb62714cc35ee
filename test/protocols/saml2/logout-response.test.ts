import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { LOGOUT_REQUEST_ID2, STATUS2, type LogoutResponseMessage } from '../../support/saml2';
import { BINDINGS, deliver, judgeResponse, responseSaying, SIGNATURE } from './logout-expectations';

const SUCCESS = `${STATUS2}Success`;
const PARTIAL = `${STATUS2}PartialLogout`;
const RESPONDER = `${STATUS2}Responder`;

describe.each(BINDINGS)('a LogoutResponse by %s', (binding) => {
  const judged = (says: LogoutResponseMessage = {}, changes: Parameters<typeof judgeResponse>[1] = {}) =>
    judgeResponse(deliver(binding, responseSaying(says)), changes);

  test.each([
    ['success', [SUCCESS]],
    ['partial', [SUCCESS, PARTIAL]],
    ['partial', [RESPONDER, PARTIAL]],
    ['partial', [`${STATUS2}Requester`, PARTIAL]],
  ])('%s: %j', async (status, statusCodes) => {
    expect(await judged({ statusCodes, statusMessage: 'whatever' })).toEqual({ status, signature: SIGNATURE });
  });

  test.each([
    ['Responder', [RESPONDER], 'Responder'],
    ['Requester', [`${STATUS2}Requester`, `${STATUS2}RequestDenied`], 'RequestDenied'],
    ['a code below Success', [SUCCESS, `${STATUS2}UnknownPrincipal`], 'UnknownPrincipal'],
    ['Success twice', [SUCCESS, SUCCESS], 'Success'],
    ['Success below another code', [RESPONDER, SUCCESS], 'Success'],
    ['PartialLogout on top', [PARTIAL], 'PartialLogout'],
    ['PartialLogout with a code below', [SUCCESS, PARTIAL, RESPONDER], 'Responder'],
    ['PartialLogout further down', [SUCCESS, RESPONDER, PARTIAL], 'PartialLogout'],
    ['a name that ends in Success', [`${STATUS2}NotSuccess`], 'NotSuccess'],
    ['Success in small letters', [SUCCESS.toLowerCase()], 'success'],
    ['a code of the IdP’s own', ['https://idp.example/status#busy'], 'busy'],
  ])('not successful: %s', async (_, statusCodes, brokerCode) => {
    const error = await errorOfAsync(judged({ statusCodes, statusMessage: 'The\nreason' }));
    expect([error.code, error.brokerCode]).toEqual(['logout_not_success', brokerCode]);
    expect(error.detail.got).toBe(`${statusCodes.join(' ')}: The reason`);
  });

  test('a CPR number in its message does not reach the log', async () => {
    const { detail } = await errorOfAsync(judged({ statusCodes: [RESPONDER], statusMessage: 'No 010170-5555' }));
    expect(detail.got).toBe(RESPONDER);
  });

  test.each([
    ['no StatusCode', ''],
    ['two', `<samlp:StatusCode Value="${SUCCESS}"/>`.repeat(2)],
    ['a StatusCode of another namespace', `<saml:StatusCode Value="${SUCCESS}"/>`],
    ['no Value', '<samlp:StatusCode/>'],
  ])('no Status at all: %s', async (_, status) => {
    expect(await codeOfAsync(judged({ status }))).toBe('message_unexpected');
    expect(await judged({ status: `<samlp:StatusCode Value=" ${SUCCESS} "/>` })).toMatchObject({ status: 'success' });
  });

  test('two Statuses', async () => {
    const last = `<samlp:Status><samlp:StatusCode Value="${SUCCESS}"/></samlp:Status>`;
    expect(await codeOfAsync(judged({ last }))).toBe('message_unexpected');
  });

  test.each([
    ['a NameID', '<saml:NameID>a</saml:NameID>'],
    ['a SessionIndex', '<samlp:SessionIndex>a</samlp:SessionIndex>'],
  ])('%s, which only a request has', async (_, last) => {
    expect(await codeOfAsync(judged({ last }))).toBe('message_unexpected');
  });

  describe('is the answer to our request, and to no other', () => {
    test.each<[string, LogoutResponseMessage, string]>([
      ['no InResponseTo', { inResponseTo: null }, 'in_response_to_missing'],
      ['an empty one', { inResponseTo: '' }, 'in_response_to_mismatch'],
      ['another', { inResponseTo: '_other' }, 'in_response_to_mismatch'],
      ['one in another case', { inResponseTo: LOGOUT_REQUEST_ID2.toUpperCase() }, 'in_response_to_mismatch'],
      ['one that goes on', { inResponseTo: `${LOGOUT_REQUEST_ID2}0` }, 'in_response_to_mismatch'],
    ])('%s', async (_, says, code) => {
      expect(await codeOfAsync(judged(says))).toBe(code);
      expect(await codeOfAsync(judged({ ...says, statusCodes: [RESPONDER] }))).toBe(code);
      expect(await judged({ ...says, inResponseTo: LOGOUT_REQUEST_ID2 })).toMatchObject({ status: 'success' });
    });

    test('ours is another', async () => {
      expect(await codeOfAsync(judged({}, { inResponseTo: '_other' }))).toBe('in_response_to_mismatch');
    });
  });
});
