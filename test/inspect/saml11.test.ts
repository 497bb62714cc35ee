import { codeOfAsync } from '../support/codes';
import { artifactResponse, REQUEST_ID, expectations } from '../protocols/saml11/expectations';
import { judgeArtifactReply, judgePostedResponse } from '../../src/protocols/saml11';
import { CERTS } from '../support/certs';
import { base64, saml11Response, signSaml11, soapEnvelope, soapFault, type Saml11Message } from '../support/saml11';
import { codesOf, EIDENT, inspected, NOW, saysOf, UNTOLD } from './support/inspecting';
import { inspect, type Expected } from '../../src/inspect';

const posted = (says: Saml11Message = {}) => signSaml11(saml11Response({ now: NOW, ...says }), { what: 'response' });
const fetched = (says: Saml11Message = {}) => soapEnvelope(signSaml11(artifactResponse(says)));
const overSoap = (document: string, more: Partial<Expected> = {}) =>
  inspect(Buffer.from(document), { ...EIDENT, requestId: REQUEST_ID, ...more });

test('an answer by POST passes, and is read', async () => {
  const inspection = await inspected(posted(), EIDENT);
  expect(inspection).toMatchObject({
    what: 'SAML 1.1 Response: the answer to a login',
    signatures: [{ where: 'Response/Signature', verified: true }],
    judgement: { broker: 'eident', passes: true, complete: true },
  });
  expect(inspection.judgement?.reads).toContainEqual({ name: 'cpr', value: '010170-xxxx' });
  expect(inspection.attributes).toContainEqual({ name: 'DK_SSN', values: ['010170-xxxx'] });
  expect(inspection.attributes.map(({ name }) => name)).not.toContain('(Subject without a name)');
});

test('an answer over SOAP passes, and is read', async () => {
  const inspection = await overSoap(fetched());
  expect(inspection).toMatchObject({
    what: 'SAML 1.1 Response: the answer to a login, in a SOAP envelope',
    wrapped: [],
    signatures: [{ where: 'Envelope/Body/Response/Assertion/Signature', verified: true }],
    judgement: { broker: 'eident', passes: true },
  });
  expect(saysOf(inspection)).toMatchObject({
    'Response/@InResponseTo': REQUEST_ID,
    'Assertion/@Issuer': EIDENT.issuer,
  });
});

test('a SOAP fault is what the broker said, with the options that it may be about', async () => {
  const inspection = await overSoap(soapFault('artifact_expired'));
  expect(inspection.what).toBe('SOAP 1.1 Fault, in a SOAP envelope');
  expect(inspection.judgement?.failures).toMatchObject([
    { code: 'artifact_rejected', brokerCode: 'artifact_expired', options: ['merchantId', 'assertionUrl'] },
  ]);
});

type Row = readonly [name: string, codes: readonly string[], xml: () => string];

const POSTED: readonly Row[] = [
  ['another Recipient', ['recipient_mismatch'], () => posted({ recipient: 'https://other.example' })],
  ['an answer to a request', ['in_response_to_mismatch'], () => posted({ inResponseTo: '_some' })],
  ['a signed assertion alone', ['signature_missing'], () => signSaml11(saml11Response({ now: NOW }))],
  ['another Issuer', ['issuer_mismatch'], () => posted({ issuer: 'https://other.example' })],
  ['an old message', ['assertion_expired'], () => posted({ now: NOW - 7_200_000 })],
  ['another Audience', ['audience_mismatch'], () => posted({ audiences: [['other']] })],
  ['no Audience', ['audience_missing'], () => posted({ audiences: [] })],
  ['another confirmation', ['confirmation_method'], () => posted({ confirmationMethods: ['urn:x'] })],
  ['another Version', ['version_unsupported', 'version_unsupported'], () => posted({ version: ['1', '2'] })],
  [
    'everything at once',
    ['recipient_mismatch', 'signature_invalid', 'issuer_mismatch', 'audience_mismatch', 'assertion_expired'],
    () =>
      signSaml11(
        saml11Response({
          now: NOW - 7_200_000,
          recipient: 'https://other.example',
          issuer: 'https://other.example',
          audiences: [['other']],
        }),
        { what: 'both', signer: CERTS.foreign },
      ),
  ],
];

/** Behind these nothing more can be judged, and that is said. */
const DEAD_ENDS: readonly Row[] = [
  ['two persons', ['name_identifier_conflict'], () => posted({ attributeNameIdentifier: 'x' })],
];

const ROWS = [...POSTED.map((row) => [...row, true] as const), ...DEAD_ENDS.map((row) => [...row, false] as const)];

test.each(ROWS)('by POST, %s: fails %j', async (_name, codes, xml, complete) => {
  const document = xml();
  const inspection = await inspected(document, EIDENT);
  expect(codesOf(inspection)).toEqual(codes);
  expect(inspection.judgement?.complete).toBe(complete);
  expect(await codeOfAsync(judgePostedResponse(base64(document), expectations()))).toBe(codes[0]);
});

const FETCHED: readonly (readonly [name: string, codes: readonly string[], says: Saml11Message])[] = [
  ['another request', ['in_response_to_mismatch'], { inResponseTo: '_other' }],
  ['no request', ['in_response_to_missing'], { inResponseTo: null }],
  ['no confirmation', ['confirmation_missing'], { confirmationMethods: [] }],
  ['no Audience', ['audience_missing'], { audiences: [] }],
];

test.each(FETCHED)('over SOAP, %s: fails %j', async (_name, codes, says) => {
  const document = fetched(says);
  expect(codesOf(await overSoap(document))).toEqual(codes);
  expect(await codeOfAsync(judgeArtifactReply(Buffer.from(document), REQUEST_ID, expectations()))).toBe(codes[0]);
});

test('each allowance lets through what its option does', async () => {
  const options = {
    allowMissingInResponseTo: { inResponseTo: null },
    allowMissingConfirmation: { confirmationMethods: [] },
    allowMissingAudience: { audiences: [] },
  } satisfies Partial<Record<keyof Expected, Saml11Message>>;
  for (const [option, says] of Object.entries(options)) {
    const refused = await overSoap(fetched(says));
    expect(refused.judgement?.failures).toMatchObject([{ options: [option] }]);
    expect(codesOf(await overSoap(fetched(says), { [option]: true }))).toEqual([]);
  }
  const unsigned = soapEnvelope(artifactResponse());
  expect(codesOf(await overSoap(unsigned))).toEqual(['signature_missing']);
  expect(codesOf(await overSoap(unsigned, { dangerouslyAllowUnsignedAssertion: true }))).toEqual([]);
});

test('what was not said is not checked, and said so', async () => {
  const { judgement } = await inspected(posted({ now: NOW }), { ...UNTOLD, broker: 'signicat-nemid' });
  expect(judgement?.broker).toBe('signicat-nemid');
  expect(judgement?.notChecked.map(({ why }) => why)).toEqual([
    'no --idp-certificate or --idp-metadata given',
    'no --idp-issuer given',
    'no --callback-url given',
    'no --audience given',
    'only the application knows',
  ]);
});

test('what its strategy would not take in this way is said', async () => {
  expect((await inspected(posted(), EIDENT)).notes).toEqual([
    "E-Ident's strategy takes a posted answer only where `bindings` has 'post'.",
  ]);
  expect((await overSoap(fetched())).notes).toEqual([]);
  expect((await overSoap(fetched(), { broker: 'signicat-nemid' })).notes).toEqual([
    "Signicat's strategy takes no answer over SOAP: it is judged here as E-Ident's would be.",
  ]);
});
