import { NemLogInLookup, type NemLogInLookupOptions } from '../../src/cpr-lookup';
import { CERTS } from '../support/certs';
import { errorOf } from '../support/codes';

const RIGHT: NemLogInLookupOptions = {
  url: 'https://lookupservice.test-nemlog-in.dk',
  samlToken: () => '<Assertion/>',
  clientCert: CERTS.tlsClient.cert,
  clientKey: CERTS.tlsClient.key,
};

test('what is right is taken', () => {
  expect(() => new NemLogInLookup(RIGHT)).not.toThrow();
  expect(() => new NemLogInLookup({ ...RIGHT, ca: [CERTS.tlsCa.cert], timeoutMs: 1_000 })).not.toThrow();
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['no url', { url: undefined }, /^url is missing/],
  ['http', { url: 'http://lookupservice.nemlog-in.dk' }, /^url is http:/],
  ['http on loopback', { url: 'http://localhost:1' }, /^url is not an https: URL/],
  ['a path', { url: `${RIGHT.url}/api/lookup` }, /^url holds a path/],
  ['a query', { url: `${RIGHT.url}/?cpr=1` }, /^url holds a path/],
  ['no samlToken', { samlToken: undefined }, /^samlToken is missing/],
  ['a samlToken that is the token', { samlToken: '<Assertion/>' }, /^samlToken must be a function/],
  ['no certificate', { clientCert: undefined, clientKey: undefined }, /^clientCert is missing/],
  ['no key', { clientKey: undefined }, /^clientKey is missing/],
  ['another key', { clientKey: CERTS.foreign.key }, /^clientKey is not the key of clientCert/],
  ['a certificate for a key', { clientKey: CERTS.tlsClient.cert }, /^clientKey holds a certificate/],
  ['a pkcs12 beside them', { pkcs12: { content: 'AAAA', passphrase: '' } }, /^clientCert is given beside pkcs12/],
  ['a ca that is none', { ca: 'x' }, /^ca holds no PEM certificate/],
  ['a timeout of nothing', { timeoutMs: 0 }, /^timeoutMs /],
  ['a word for a switch', { allowEmptyAnswer: 'yes' }, /^allowEmptyAnswer must be true or false/],
  ['an option that is none', { samltoken: () => '' }, /^samltoken is not an option; did you mean samlToken\?/],
])('%s', (_, change, problem) => {
  const { code, detail } = errorOf(() => new NemLogInLookup({ ...RIGHT, ...change }));
  expect([code, detail.problems?.some((line) => problem.test(line)) ? problem : detail.problems]).toEqual([
    'configuration_invalid',
    problem,
  ]);
});

test('nothing at all', () => {
  expect(errorOf(() => new NemLogInLookup(undefined as unknown as NemLogInLookupOptions)).code).toBe(
    'configuration_invalid',
  );
});
